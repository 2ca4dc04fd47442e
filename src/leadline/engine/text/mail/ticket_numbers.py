"""Subjects that only say which ticket it is: "Ticket 4403", "[#12]", "Anfrage 77"."""

from __future__ import annotations

import re

_OF = r"(?:(?:your|our|ihre?|ihr|votre|vos|notre|su|tu|tua|sua|seu|uw|je|la\s+sua)\s+)?"
_KIND = (
    r"(?:(?:customer|support|service|kunden|help\s?desk)[\s-]{0,2})?"
    r"(?:tickets?|cases?|requests?|incidents?|enquiry|inquiry|issue|query"
    r"|anfrage|vorgang|vorgangs|fall(?!\s+(?:19|20)\d\d\b)|vorfall|anliegen|meldung|bearbeitungs"
    r"|demande|dossier|requête|requete|réclamation"
    r"|solicitud|caso|incidencia|petición|peticion|consulta|reclamación"
    r"|pedido|chamado|solicitação|solicitacao|protocolo|ocorrência"
    r"|verzoek|aanvraag|melding|zaak|richiesta|segnalazione|pratica"
    r"|ärende|arende|sr|ref|id)"
    r"(?:[\s-]{0,2}(?:id|ref(?:erence)?|referenz))?"
)
_SIGN = (
    r"(?:number|num|nummer|numéro|numero|número|núm|nro|nr|no|n(?=\.)|n\s?[°ºo]|nº|№)?"
    r"\s{0,2}\.?\s{0,2}[:#]?\s{0,2}#?"
)
_NUMBER = r"(?:[A-Z]{1,8}[-_/ ]?)?\d[\d./_-]{0,24}(?:[A-Z]\d{0,6})?"
_NAMED = rf"{_OF}{_KIND}[\s-]{{0,2}}{_SIGN}\s{{0,2}}[\[(]?{_NUMBER}[\])]?"
_BARE = r"#\s?\d{2,20}|[\[(]\s?#\s?\d{1,20}\s?[\])]|\[\s?[A-Z]{2,10}-\d{1,12}\s?\]"
_ONLY = re.compile(
    rf"[\s<*_]{{0,9}}(?:[\[(]\s?{_NAMED}\s?[\])]|{_NAMED}|{_BARE})[\s>*_.:!-]{{0,9}}",
    re.I,
)
BEFORE = re.compile(
    rf"\s{{0,9}}{_OF}{_KIND}[\s-]{{0,2}}{_SIGN}\s{{0,2}}(?=[\w-]{{0,14}}\d{{3}}){_NUMBER}"
    r"\s{0,4}(?::|\s[-\u2013\u2014|])\s{0,9}(?=\S)",
    re.I,
)
"""The same before a matter: "Case 00012345: the export fails"."""


def is_ticket_number(text: str) -> bool:
    """Return whether a line only says which ticket it is about.

    Examples
    --------
    >>> [is_ticket_number(t) for t in ("Ticket #4403", "Demande n° 12", "[#123]")]
    [True, True, True]
    >>> [is_ticket_number(t) for t in ("Ticket 12 prints twice", "#1 problem", "12")]
    [False, False, False]
    """
    return len(text) <= 90 and bool(_ONLY.fullmatch(text))
