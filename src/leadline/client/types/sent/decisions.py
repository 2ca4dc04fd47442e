"""What is sent: decisions.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NotRequired, TypedDict


class ListDecisions(TypedDict, total=False):
    """Which decisions a list is of."""

    text: str
    state: Literal["", "draft", "heard", "decided", "reviewed", "reversed", "open"]
    chair: Literal["", "empty", "weak", "taken", "override"]
    decider: int | None
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class DecisionIn(TypedDict):
    """Everything a person says about a decision before it is taken.

    `segments` are those whose customers it touches, by name; without any it
    touches the customers who ask for its needs and bets.
    """

    question: str
    context: NotRequired[str]
    criteria: NotRequired[str]
    options: NotRequired[list[OptionIn]]
    door: NotRequired[str]
    decider_id: NotRequired[str | None]
    consulted: NotRequired[str]
    due_date: NotRequired[str | date | None]
    need_ids: NotRequired[list[str]]
    bet_ids: NotRequired[list[str]]
    goal_ids: NotRequired[list[str]]
    segments: NotRequired[list[str]]


class OptionIn(TypedDict):
    """An option as it is said: its title, and what it means."""

    title: str
    note: NotRequired[str]


class DecisionInPart(TypedDict, total=False):
    """Everything a person says about a decision before it is taken.

    `segments` are those whose customers it touches, by name; without any it
    touches the customers who ask for its needs and bets.
    """

    question: str
    context: str
    criteria: str
    options: list[OptionIn]
    door: str
    decider_id: str | None
    consulted: str
    due_date: str | date | None
    need_ids: list[str]
    bet_ids: list[str]
    goal_ids: list[str]
    segments: list[str]


class WordIn(TypedDict):
    """A piece that a person puts on the chair: beside which option, on which side."""

    feedback_id: str
    option_id: str
    side: str


class WordPart(TypedDict, total=False):
    """What is said of words on the chair."""

    state: str
    side: str
    option_id: str | None


class DecideIn(TypedDict):
    """The option that is taken, and why; `override` where the chair is weak."""

    option_id: str
    because: str
    reasons: NotRequired[str]
    confidence: NotRequired[int | None]
    review_date: NotRequired[str | date | None]
    override: NotRequired[str]
    wording: NotRequired[str]
    premortem: NotRequired[str]


class ReverseIn(TypedDict):
    """Why a decision holds no more."""

    reason: str


class ListPredictions(TypedDict, total=False):
    """Which predictions a list is of."""

    text: str
    state: Literal["", "open", "resolved", "void"]
    limit: int
    cursor: str
    fields: str


class PredictionIn(TypedDict):
    """A question about the future, and how it is settled.

    An event with `way` and `bar` happens when the metric's reading is at least,
    or at most, the bar.
    """

    text: str
    kind: NotRequired[str]
    rule: NotRequired[str]
    resolve_on: NotRequired[str | date | None]
    unit: NotRequired[str]
    decision_id: NotRequired[str | None]
    bet_id: NotRequired[str | None]
    goal_id: NotRequired[str | None]
    metric_id: NotRequired[str | None]
    judge_id: NotRequired[str | None]
    way: NotRequired[str]
    bar: NotRequired[str | Decimal | None]


class ForecastIn(TypedDict, total=False):
    """What one person says: a probability in per cent, or a range."""

    probability: int | None
    p10: str | Decimal | None
    p50: str | Decimal | None
    p90: str | Decimal | None


class OutcomeIn(TypedDict, total=False):
    """What came out, and where that is known from."""

    happened: bool | None
    value: str | Decimal | None
    source: str
    lesson: str
    is_void: bool
    from_reading: bool


class NamePersonIn(TypedDict):
    """Who, and in which part."""

    person_id: str
    part: str


class StanceIn(TypedDict):
    """Where somebody stands, on which option."""

    stance: str
    why: NotRequired[str]
    option_id: NotRequired[str | None]


class OwnStanceIn(TypedDict):
    """Where one stands, on which option."""

    stance: str
    why: NotRequired[str]
    option_id: NotRequired[str | None]


class CellIn(TypedDict):
    """What one option does by one criterion, and what that stands on."""

    option_id: str
    words: str
    grounds: NotRequired[str]


class CompareIn(TypedDict):
    """The criteria by which options are compared, with what each does by them."""

    criteria: list[CriterionIn]


class CriterionIn(TypedDict):
    """A criterion as it is said, with what each option does by it."""

    title: str
    note: NotRequired[str]
    cells: NotRequired[list[CellIn]]


class OrderIn(TypedDict):
    """The options of the decision, each once."""

    option_ids: list[str]


class SayWordsIn(TypedDict):
    """What the holder of the token says of words; `mark` as it was read."""

    feedback_ids: list[str]
    mark: str
    sides: NotRequired[list[SideSaid]]
    is_off: NotRequired[bool]
    stays: NotRequired[bool]


class SideSaid(TypedDict):
    """On which side of an option words stand."""

    option_id: str
    side: str


class MoveReviewIn(TypedDict):
    """The day, and why."""

    review_date: str | date
    why: str


class ReviewIn(TypedDict):
    """How it was taken from 1 to 5, how it went, and what to learn."""

    process: int
    result: str
    lesson: str
