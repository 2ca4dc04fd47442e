"""The cards that stand on the customer's chair: a voice on each, a page each."""

from __future__ import annotations

from leadline.decisions import queries
from leadline.decisions.types import Chair, DecisionPage, WordRow
from leadline.reporting.model import (
    Document,
    Point,
    Points,
    Section,
    Source,
    Text,
    day_of,
)
from leadline.reporting.records.asked import Asked
from leadline.reporting.records.decision import quote_of, stands_of


def card_document(asked: Asked) -> Document:
    """Return the cards of a decision's chair; raises ``NotFound``."""
    actor, pk = asked.actor, asked.pk
    page = queries.decision_page(actor=actor, decision_id=pk)
    chair = queries.chair_of(actor=actor, decision_id=pk, now=asked.now)
    now = Source(f"The chair of D-{pk}", f"decisions/{pk}/", asked.today)
    cards = [_card(asked, page, word, now) for word in chair.speaking]
    voices = len({word.feedback_id for word in chair.speaking})
    facts = [("Voices", str(voices))]
    if len(cards) > voices:
        facts.append(("Cards", f"{len(cards)}, one for each side that a voice takes"))
    if page.row.is_open and page.row.due_date:
        facts.append(("To be decided by", day_of(page.row.due_date)))
    elif page.row.decided_at:
        facts.append(("Decided", day_of(asked.day(page.row.decided_at))))
    return Document(
        name=f"chair-cards-{pk}",
        kind=f"The customer's chair of D-{pk}",
        title=page.row.question,
        lede="" if cards else _empty(chair),
        facts=tuple(facts),
        sections=tuple(cards),
        source=now,
        made_on=asked.today,
        base=asked.base,
    )


def _empty(chair: Chair) -> str:
    return f"This chair is empty: {chair.not_heard_on}."


def _card(asked: Asked, page: DecisionPage, word: WordRow, now: Source) -> Section:
    """Return a voice with whom it speaks for, where it stands, and what to ask."""
    told = [Point("Stands", stands_of(word))]
    if word.segment:
        told.insert(0, Point("Speaks for", word.segment))
    ask = f"The question was: {page.row.question}"
    if page.row.is_open:
        ask = (
            f"Today's question: {page.row.question} Before you decide, ask: what would "
            f"{word.whom_to_ask} say?"
        )
    quote = quote_of(asked, word, "")
    return Section(
        f"This chair is taken by {word.whom_to_ask}",
        (quote, Points(tuple(told), quote.source), Text(ask, (now,))),
        is_page=True,
    )
