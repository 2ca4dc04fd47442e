"""Tools over the whole record: find anything, and follow the line of an item."""

from __future__ import annotations

from typing import Literal

from django.utils import timezone

from leadline.accounts.types import Area
from leadline.mcp.caller import actor_for, caller
from leadline.mcp.shapes import PAGE, Id, Named, Quote, Shape, Text, quote_of
from leadline.overview.search import find
from leadline.overview.trace import line_of

FEW = 5
AREA_OF = {
    "need": Area.EVIDENCE, "customer": Area.EVIDENCE, "feedback": Area.EVIDENCE,
    "bet": Area.ROADMAP, "plan": Area.ROADMAP,
    "goal": Area.STRATEGY, "metric": Area.STRATEGY, "review": Area.STRATEGY,
    "decision": Area.DECISIONS, "prediction": Area.DECISIONS,
    "launch": Area.LAUNCHES,
    "person": Area.STAKEHOLDERS, "promise": Area.STAKEHOLDERS,
}  # fmt: skip
Kind = Literal[
    "", "need", "customer", "feedback", "bet", "plan", "goal", "metric", "review",
    "decision", "prediction", "launch", "person", "promise",
]  # fmt: skip
OnALine = Literal["feedback", "need", "bet", "goal", "plan", "decision"]
LINE = (Area.EVIDENCE, Area.ROADMAP, Area.STRATEGY, Area.DECISIONS)


class Found(Shape):
    """What was found; ``not_searched`` are kinds that the token does not read."""

    items: list[Named]
    not_searched: list[str] = []


def search(text: Text, kind: Kind = "") -> Found:
    """Find records of every kind by their words: needs, bets, goals, decisions, plans,
    metrics, reviews, launches, predictions, people, promises, customers and feedback.

    ``text`` needs two letters; a slip of the keys is forgiven. With ``kind``, one of
    those in the singular, up to 25 of it are found, else up to 5 of each.
    """
    bearer = caller()
    shut = [name for name, area in AREA_OF.items() if not bearer.may(area, "read")]
    actor = actor_for(AREA_OF[kind]) if kind else bearer.actor
    hits = find(actor=actor, text=text, each=PAGE if kind else FEW, kind=kind)
    items = [
        Named(kind=h.kind, id=h.id, title=h.title, detail=h.detail, due=h.due)
        for h in hits
        if h.kind in AREA_OF and h.kind not in shut
    ]
    return Found(items=items, not_searched=shut)


class Forecast(Shape):
    """A prediction, and how it came out; nothing before that."""

    id: int
    text: str
    state: str
    came_out: str = ""
    lesson: str = ""


class LineTold(Shape):
    """A line from customers' words to what was learned.

    ``missing`` is the first kind that the line does not reach, "" where it is whole;
    ``left_out`` counts, by kind, what a long line does not show.
    """

    kind: str
    id: int
    title: str
    pieces_behind: int
    voices: list[Quote]
    needs: list[Named]
    bets: list[Named]
    goals: list[Named]
    decisions: list[Named]
    predictions: list[Forecast]
    lessons: list[str]
    missing: str
    left_out: dict[str, int]


def get_line(kind: OnALine, id: Id) -> LineTold:
    """Follow any item along its line: customers' words, needs, bets, goals, decisions,
    predictions with their outcome, and what was learned."""
    actor = actor_for(*LINE)
    line = line_of(actor=actor, kind=kind, pk=id, now=timezone.now())
    planned = {place.bet_id: place.period for place in line.places}
    return LineTold(
        kind=line.kind,
        id=line.id,
        title=line.title,
        pieces_behind=line.pieces,
        voices=[
            quote_of(v, id=v.id, words=v.words, source=v.source, at=v.said_at)
            for v in line.voices
        ],
        needs=[
            Named(kind="need", id=n.id, title=n.statement, detail=n.state_label)
            for n in line.needs
        ],
        bets=[
            Named(kind="bet", id=b.id, title=b.title, detail=planned.get(b.id, ""))
            for b in line.bets
        ],
        goals=[Named(kind="goal", id=g.id, title=g.name) for g in line.goals],
        decisions=[
            Named(kind="decision", id=d.id, title=d.question, detail=d.choice)
            for d in line.decisions
        ],
        predictions=[
            Forecast(id=p.id, text=p.text, state=p.state, came_out=p.came_out,
                     lesson=p.lesson)
            for p in line.predictions
        ],
        lessons=[review.lesson for _, review in line.lessons if review.lesson],
        missing=line.missing,
        left_out=line.hidden,
    )  # fmt: skip
