"""Words that stand in headers, in the languages whose files come in."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_WORDS = 6
WORDS = frozenset(
    """
    id ids key number no nr num code ref reference uuid guid row index timestamp date
    datetime time created updated modified submitted closed solved opened resolved due
    start end day month year since at by on name names title subject summary headline
    description details text body content comment comments message messages feedback
    review reviews answer answers question questions response responses note notes
    verbatim quote remark remarks suggestion suggestions idea ideas request issue
    problem ticket tickets conversation post category type kind status state stage
    priority severity tag tags label labels topic area board product version platform
    device app source channel via language locale country city region market segment
    industry tier plan customer customers client account accounts company organisation
    organization org user users author reporter requester creator assignee owner agent
    contact person respondent email mail e-mail address phone domain website url link
    first last full score rating ratings stars nps csat sentiment votes vote voters
    likes count amount revenue arr mrr value price currency total budget annual monthly
    sales size employees field column order story points external internal role group
    team project calls duration attendees location organizer organiser
    nummer datum zeit erstellt geändert kunde kunden firma unternehmen titel betreff
    beschreibung kommentar kommentare nachricht rückmeldung rückmeldungen bewertung
    bewertungen antwort frage stand bereich kategorie typ land sprache umsatz betrag
    währung adresse vorname nachname anmerkung anmerkungen notiz notizen wunsch text
    verantwortlich jahresumsatz
    numéro date heure créé client entreprise société nom prénom titre objet sujet
    commentaire commentaires avis réponse question note statut état catégorie pays
    langue montant devise courriel adresse remarque remarques chiffre
    número fecha hora creado cliente empresa nombre título asunto descripción
    comentario comentarios mensaje opinión respuesta pregunta estado categoría país
    idioma importe moneda correo valoración ingresos
    data criado criação nome título assunto descrição comentário comentários mensagem
    avaliação resposta pergunta categoria idioma valor moeda receita sugestão
    numero ora creato azienda nome oggetto descrizione commento commenti messaggio
    recensione risposta domanda stato lingua importo valuta ricavi
    klant bedrijf naam onderwerp omschrijving beschrijving opmerking opmerkingen
    bericht beoordeling antwoord vraag omzet bedrag taal
    """.split()
)
PARTS = re.compile(r"[^\W_]+(?:-mail)?")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def is_header_word(cell: str) -> bool:
    """Return whether a cell is a short label that headers are made of.

    >>> is_header_word("Created at"), is_header_word("issueKey"), is_header_word("Elbe")
    (True, True, False)
    >>> is_header_word("Please add a comment field to the ticket")
    False
    """
    text = HUMP.sub(" ", cell.strip())
    if not text or text[-1] in ".!,;" or len(text) > 60:
        return False
    parts = PARTS.findall(text.lower())
    if not parts or len(parts) > MOST_WORDS:
        return False
    known = sum(part in WORDS or part.rstrip("0123456789") in WORDS for part in parts)
    return known * 2 >= len(parts)


def header_share(row: Sequence[str]) -> float:
    """Return the share of filled cells that are such labels."""
    filled = [cell for cell in row if cell.strip()]
    return sum(map(is_header_word, filled)) / max(len(filled), 1)
