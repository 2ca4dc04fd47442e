"""Tools over decisions: what was decided, how it came out, what customers say to it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from leadline.accounts.queries import workspace_day
from leadline.accounts.types import Area
from leadline.decisions.actions import create_decision, create_prediction
from leadline.decisions.queries import (
    chair_of,
    decided_before,
    decision_page,
    list_decisions,
    predictions_of,
)
from leadline.decisions.types import (
    Chair,
    DecidedBefore,
    DecisionFilter,
    DecisionIn,
    DecisionRow,
    LinkedRow,
    OptionIn,
    PredictionIn,
    Side,
    WordRow,
)
from leadline.mcp.caller import actor_for
from leadline.mcp.shapes import (
    PAGE,
    Id,
    Named,
    Quote,
    Shape,
    Text,
    next_of,
    page_of,
    quote_of,
)
from leadline.mcp.tools.evidence import Kept
from leadline.mcp.tools.finding import Forecast

MOST_NEAR, MOST_WORDS = 5, 12
NEAR_SAYS = (
    "These are near the proposal by meaning. Whether it contradicts one of them is for "
    "a person to say: read what was chosen and why. Where one is still open, the "
    "proposal belongs to it: read its options with get_decision."
)
NOTHING_NEAR = "No decision, taken or still open, is near this by meaning."


class Decision(Shape):
    """A decision in a list. ``choice`` is "" before it is taken; ``chair`` is what the
    customer's chair holds: empty, weak, one-sided or taken."""

    id: int
    question: str
    state: str
    chair: str
    decider: str
    due: date | None
    decided_at: datetime | None
    review_on: date | None
    choice: str
    against_the_chair_because: str = ""


class Decisions(Shape):
    """A page of decisions; ``next`` is the cursor of the next one, "" at the end."""

    items: list[Decision]
    total: int
    next: str


class Before(Shape):
    """A decision that was taken, why it is near, what was forecast, how it came out.

    ``likeness`` is of 1; ``result`` and ``lesson`` are "" before its review.
    """

    decision: Decision
    likeness: float
    touches_the_same: list[Named]
    forecasts: list[Forecast]
    result: str
    lesson: str


class Near(Shape):
    """Decisions near a proposal, the nearest first, and how to read them.

    ``decisions`` were taken; ``still_open`` are asked and not taken yet.
    """

    decisions: list[Before]
    still_open: list[Before]
    how_to_read: str


class Word(Shape):
    """A customer's word on an option, as a person confirmed it."""

    option: str
    side: str
    quote: Quote


class DecisionTold(Shape):
    """A decision with its options, its reasons and what customers say to it.

    ``confirmed`` are words that a person heard and took a side for; ``unheard`` counts
    those that were found and that nobody has heard. ``silent`` are segments it touches
    of whom nobody was heard.
    """

    decision: Decision
    context: str
    criteria: str
    options: list[Named]
    because: str
    premortem: str
    touches: list[Named]
    confirmed: list[Word]
    unheard: int
    silent: list[str]
    forecasts: list[Forecast]


def _row(row: DecisionRow) -> Decision:
    return Decision(
        id=row.id,
        question=row.question,
        state=row.state.label,
        chair=row.verdict,
        decider=row.decider,
        due=row.due_date,
        decided_at=row.decided_at,
        review_on=row.review_date,
        choice=row.choice,
        against_the_chair_because=row.override,
    )


def find_decisions(text: Text = "", cursor: Text = "") -> Decisions:
    """List decisions, open ones by their day first, 25 at a time, by words of the
    question."""
    found = list_decisions(
        actor=actor_for(Area.DECISIONS),
        only=DecisionFilter(text=text),
        page=page_of(cursor),
        size=PAGE,
    )
    return Decisions(
        items=[_row(row) for row in found], total=found.total, next=next_of(found)
    )


def get_decision(id: Id) -> DecisionTold:
    """Read one decision: question, options, choice and reasons, customers' words for
    and against each option as people confirmed them, who is silent, the forecasts."""
    actor = actor_for(Area.DECISIONS, Area.EVIDENCE)
    page = decision_page(actor=actor, decision_id=id)
    chair = chair_of(actor=actor, decision_id=id, now=timezone.now())
    return DecisionTold(
        decision=_row(page.row),
        context=page.context,
        criteria=page.criteria,
        options=[
            Named(kind="option", id=one.id, title=one.title, detail=one.note)
            for one in page.options
        ],
        because=page.because or page.reasons,
        premortem=page.premortem,
        touches=[
            Named(kind=one.kind, id=one.id, title=one.title) for one in page.linked
        ],
        confirmed=[_word(one) for one in chair.speaking[:MOST_WORDS]],
        unheard=chair.waiting,
        silent=_silent(chair),
        forecasts=[
            _forecast(one) for one in predictions_of(actor=actor, decision_ids=[id])
        ],
    )


def _linked(one: LinkedRow) -> Named:
    return Named(kind=one.kind, id=one.id, title=one.title)


def _silent(chair: Chair) -> list[str]:
    return [one.name for one in chair.silent if not one.has_spoken]


def _word(word: WordRow) -> Word:
    quote = quote_of(
        word, id=word.feedback_id, words=word.words, source=word.source, at=word.said_at
    )
    return Word(option=word.option, side=Side(word.side).label, quote=quote)


def check_against_decisions(proposal: Text) -> Near:
    """Before you propose something: which decisions were taken that are near it, what
    was chosen, what was forecast, how it came out and what was learned; and which are
    open and ask the same."""
    actor = actor_for(Area.DECISIONS)
    taken, still_open = (
        decided_before(actor=actor, question=proposal, most=MOST_NEAR, is_open=is_open)
        for is_open in (False, True)
    )
    return Near(
        decisions=[_before(one) for one in taken],
        still_open=[_before(one) for one in still_open],
        how_to_read=NEAR_SAYS if taken or still_open else NOTHING_NEAR,
    )


def _before(one: DecidedBefore) -> Before:
    return Before(
        decision=_row(one.row),
        likeness=round(one.likeness, 2),
        touches_the_same=[_linked(link) for link in one.shared],
        forecasts=[_forecast(each) for each in one.predictions],
        result=one.result.label if one.result else "",
        lesson=one.lesson,
    )


def _forecast(one: object) -> Forecast:
    return Forecast.model_validate(one, from_attributes=True)


def open_decision(
    question: Text,
    options: list[Text],
    context: Text = "",
    due: date | None = None,
    need_ids: list[Id] | None = None,
    bet_ids: list[Id] | None = None,
    goal_ids: list[Id] | None = None,
) -> Kept:
    """Open a decision with its options and what it touches. It decides nothing: people
    hear the customers' words and take it."""
    made = create_decision(
        actor=actor_for(Area.DECISIONS, right="write"),
        decision=DecisionIn(
            question=question,
            context=context,
            options=tuple(OptionIn(title) for title in options),
            due_date=due,
            need_ids=tuple(need_ids or ()),
            bet_ids=tuple(bet_ids or ()),
            goal_ids=tuple(goal_ids or ()),
        ),
        now=timezone.now(),
    )
    return Kept(id=made.id)


def add_prediction(
    text: Text,
    settled_on: date,
    rule: Text = "",
    decision_id: Id | None = None,
    bet_id: Id | None = None,
    goal_id: Id | None = None,
) -> Kept:
    """Ask people for a forecast: what will happen, settled on which day by which rule.
    It belongs to a decision that is still open, to a bet or to a goal."""
    actor = actor_for(Area.DECISIONS, right="write")
    made = create_prediction(
        actor=actor,
        prediction=PredictionIn(
            text=text,
            rule=rule,
            resolve_on=settled_on,
            decision_id=decision_id,
            bet_id=bet_id,
            goal_id=goal_id,
        ),
        on=workspace_day(actor=actor, now=timezone.now()),
    )
    return Kept(id=made.id)
