"""Words of a cell that stand for a label of ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from leadline.evidence.types import CustomerState, FeedbackKind

KIND_WORDS: dict[str, str] = {
    FeedbackKind.REQUEST: "request wish feature idea suggestion improvement wunsch "
    "anfrage verbesserung demande solicitud sugerencia pedido sugestão "
    "verzoek wens richiesta suggerimento",
    FeedbackKind.PROBLEM: "problem bug incident issue defect error complaint churn "
    "fehler störung beschwerde problème erreur plainte problema error queja erro "
    "reclamação probleem fout klacht errore reclamo",
    FeedbackKind.PRAISE: "praise compliment kudos lob elogio éloge complimento",
    FeedbackKind.QUESTION: "question help howto inquiry frage pregunta pergunta vraag "
    "domanda",
    FeedbackKind.REVIEW: "review rating bewertung avis reseña avaliação recensie "
    "recensione",
    FeedbackKind.INTERVIEW: "interview research transcript call entretien entrevista "
    "intervista",
    FeedbackKind.SALES_NOTE: "sales opportunity prospect",
    FeedbackKind.LOST_DEAL: "lost loss",
    FeedbackKind.MARKET_NOTE: "market analyst supplier competitor",
}
STATE_WORDS: dict[str, str] = {
    CustomerState.LOST: "lost churned former cancelled canceled inactive closed "
    "gekündigt verloren résilié perdu perdido cancelado opgezegd perso",
    CustomerState.PROSPECT: "prospect lead trial opportunity subscriber marketing "
    "interessent test prospecto interessado proef",
}


@lru_cache(maxsize=64)
def _known(label: str, known: str) -> frozenset[str]:
    return frozenset((*known.split(), *label.split("_")))


def label_of(text: str, words: Mapping[str, str]) -> str:
    """Return the label of ours that a word of the cell stands for, or nothing."""
    said = set(text.lower().replace("_", " ").replace("-", " ").split())
    for label, known in words.items():
        if not said.isdisjoint(_known(label, known)):
            return str(label)
    return ""
