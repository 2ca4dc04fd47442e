"""What is answered: decisions.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from .shared import Total


class DecisionRow(TypedDict):
    """A decision in a list.

    `verdict` is the chair as it was when decided, before that as it is now.
    """

    id: str
    version: int
    question: str
    state: Literal["draft", "heard", "decided", "reviewed", "reversed"]
    verdict: str
    words: int
    proposed: int
    door: str
    decider_id: str | None
    decider: str
    due_date: str | None
    review_date: str | None
    decided_at: str | None
    choice: str
    sentence: str
    override: str


class DecisionWhole(TypedDict):
    """A decision with its options, what it is about, and the reasons.

    `version` is the one that a change of it has to name.
    """

    id: str
    version: int
    question: str
    state: Literal["draft", "heard", "decided", "reviewed", "reversed"]
    verdict: str
    words: int
    proposed: int
    door: str
    decider_id: str | None
    decider: str
    due_date: str | None
    review_date: str | None
    decided_at: str | None
    choice: str
    sentence: str
    override: str
    context: str
    criteria: str
    consulted: str
    confidence: int | None
    reasons: str
    because: str
    premortem: str
    options: list[OptionRow]
    linked: list[LinkedRow]
    superseded_by: LinkedRow | None
    segments: list[str]


class LinkedRow(TypedDict):
    """A need, bet or goal that a decision touches."""

    kind: str
    id: str
    title: str


class OptionRow(TypedDict):
    """An option on the page of its decision."""

    id: str
    title: str
    note: str
    is_chosen: bool


class Chair(TypedDict):
    """The chair of a decision as it stands: scores, verdict, words, silence.

    A touched segment is silent, or `unread` where only words that nobody heard
    are of it, or somebody of it takes a side. `left` counts the words that were
    found and left unheard for good.
    """

    verdict: Literal["empty", "weak", "taken"]
    scores: list[Score]
    words: list[WordRow]
    proposed: list[WordRow]
    silent: list[SilentSegment]
    unread: list[str]
    touched_customers: int
    touched_revenue: Total
    half_life_days: int
    looked_at: int
    left: int


class Score(TypedDict):
    """One of the three scores: its value in words, formula and reason."""

    name: str
    label: str
    value: float
    shown: str
    needed: str
    formula: str
    reason: str
    is_weak: bool
    least: float


class SilentSegment(TypedDict):
    """A segment that is touched and nobody of which takes a side.

    `has_spoken` where somebody of it was heard all the same.
    """

    name: str
    customers: int
    revenue: Total
    has_spoken: bool


class WordRow(TypedDict):
    """A customer's words on the chair; `passage` is the part about the option."""

    id: str
    feedback_id: str
    option_id: str
    option: str
    side: Literal["for", "against", "neither"]
    state: Literal["proposed", "confirmed", "rejected", "unsaid"]
    words: str
    passage: str
    author: str
    customer_id: str | None
    customer: str
    segment: str
    source: str
    said_at: str
    age_days: int
    strength: float
    set_by: str
    speech: str
    noted_by: str


class ForecastRow(TypedDict):
    """A person's last word on a prediction, and how many they had before."""

    person: str
    user_id: str
    probability: int | None
    p10: str | None
    p50: str | None
    p90: str | None
    said_at: str
    times: int
    verdict: str
    unit: str


class PredictionRow(TypedDict):
    """A prediction in a list, with one's own forecast; others' stay hidden."""

    id: str
    text: str
    kind: Literal["event", "range"]
    state: Literal["open", "resolved", "void"]
    unit: str
    resolve_on: str
    decision_id: str | None
    decision: str
    bet_id: str | None
    bet: str
    goal_id: str | None
    goal: str
    mine: ForecastRow | None
    people: int
    happened: bool | None
    value: str | None
    source: str
    lesson: str


class PredictionWhole(TypedDict):
    """A prediction with how it is settled: by which rule, by whom, and by which
    metric.

    `bar` is what the metric has to read for an event to have happened;
    `is_locked` says that nobody may answer any more.
    """

    id: str
    text: str
    kind: Literal["event", "range"]
    state: Literal["open", "resolved", "void"]
    unit: str
    resolve_on: str
    decision_id: str | None
    decision: str
    bet_id: str | None
    bet: str
    goal_id: str | None
    goal: str
    mine: ForecastRow | None
    people: int
    happened: bool | None
    value: str | None
    source: str
    lesson: str
    rule: str
    metric_id: str | None
    metric: str
    bar: str
    settler: str
    is_locked: bool


class PeopleOfDecision(TypedDict):
    """Who is asked before a decision and who is told after it."""

    items: list[SayRow]


class SayRow(TypedDict):
    """Somebody with a say in a decision; `stance` is theirs on this question.

    `option` is what they are for or against, when they named it; `is_you` says
    that the reader is asked themselves, and may answer.
    """

    person_id: str
    name: str
    organisation: str
    part: Literal["asked", "told"]
    stance: Literal["for", "open", "against"] | None
    why: str
    said_at: str | None
    said_by: str
    option: str
    option_id: str | None
    is_you: bool


class ComparisonOfDecision(TypedDict):
    """The criteria of a decision, each with a cell for every option, in order."""

    items: list[CriterionRow]


class CriterionRow(TypedDict):
    """A row of the comparison: a criterion with a cell for each option, in order."""

    id: str
    title: str
    note: str
    cells: list[DecisionsCellRow]


class DecisionsCellRow(TypedDict):
    """What an option does by a criterion; without words nobody said it yet."""

    option_id: str
    words: str
    grounds: str
    person: str


class WordsToHear(TypedDict):
    """The words to hear next, and the mark by which one speaks of them as they
    stood.

    `left` counts those that wait, these among them.
    """

    feedback_ids: list[str]
    words: list[str]
    mark: str
    left: int
    total: int


class WordsBack(TypedDict):
    """Whose words wait again."""

    feedback_ids: list[str]
