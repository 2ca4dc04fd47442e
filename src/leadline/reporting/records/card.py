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
from leadline.reporting.records.asked import Asked, capital
from leadline.reporting.records.decision import quote_of


def card_document(asked: Asked) -> Document:
    """Return the cards of a decision's chair; raises ``NotFound``."""
    actor, pk = asked.actor, asked.pk
    page = queries.decision_page(actor=actor, decision_id=pk)
    chair = queries.chair_of(actor=actor, decision_id=pk, now=asked.now)
    now = Source(f"The chair of D-{pk}", f"decisions/{pk}/", asked.today)
    cards = [_card(asked, page, word, now) for word in chair.speaking]
    facts = [("Voices", str(len(cards)))]
    if page.row.due_date and page.row.is_open:
        facts.append(("Decided by", day_of(page.row.due_date)))
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
    told = [Point("Stands", f"{word.side.label}: {word.option}")]
    if word.segment:
        told.insert(0, Point("Speaks for", word.segment))
    ask = (
        f"Today's question: {page.row.question} Before you decide, ask: what would "
        f"{word.whom_to_ask} say?"
    )
    quote = quote_of(asked, word, "")
    return Section(
        capital("this chair is taken by a customer"),
        (quote, Points(tuple(told), quote.source), Text(ask, (now,))),
        is_page=True,
    )
