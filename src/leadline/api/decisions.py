"""Decisions with their options and chair, predictions and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leadline.accounts.types import Kept
from leadline.api.operations import Ask, Op, Record, among, body, body_of, part_of
from leadline.api.shapes import build, said_in
from leadline.decisions import actions, queries
from leadline.decisions.types import (
    STILL_OPEN,
    Chair,
    ChairVerdict,
    DecisionFilter,
    DecisionIn,
    DecisionRow,
    DecisionState,
    ForecastIn,
    LinkedRow,
    OptionRow,
    OutcomeIn,
    PredictionIn,
    PredictionRow,
    PredictionState,
    WordIn,
    WordState,
)
from leadline.foundation.plain import plain_of


@dataclass(frozen=True, slots=True)
class DecisionWhole(DecisionRow):
    """A decision with its options, what it is about, and the reasons.

    ``version`` is the one that a change of it has to name.
    """

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
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PredictionFilter:
    """Which predictions a list shows."""

    text: str = ""
    state: str = ""


BESIDE = (
    "context", "criteria", "consulted", "confidence", "reasons", "because",
    "premortem", "options", "linked", "superseded_by", "segments",
)  # fmt: skip


def _decision(ask: Ask, pk: int) -> DecisionWhole:
    page = queries.decision_page(actor=ask.actor, decision_id=pk)
    beside = {name: getattr(page, name) for name in BESIDE}
    return DecisionWhole(**plain_of(page.row, DecisionRow), **beside)


@dataclass(frozen=True, slots=True)
class PredictionWhole(PredictionRow):
    """A prediction with how it is settled: by which rule, by whom, and by which metric.

    ``bar`` is what the metric has to read for an event to have happened; ``is_locked``
    says that nobody may answer any more.
    """

    rule: str
    metric_id: int | None
    metric: str
    bar: str
    settler: str
    is_locked: bool


SETTLING = ("rule", "metric_id", "metric", "bar", "settler", "is_locked")


def _prediction(ask: Ask, pk: int) -> PredictionWhole:
    page = queries.prediction_page(actor=ask.actor, prediction_id=pk)
    settling = {name: getattr(page, name) for name in SETTLING}
    return PredictionWhole(**plain_of(page.row, PredictionRow), **settling)


DECISIONS = Record(
    "decision",
    "decisions",
    "decisions",
    DecisionWhole,
    _decision,
    ("decisions:decision_page",),
)
PREDICTIONS = Record(
    "prediction",
    "predictions",
    "decisions",
    PredictionWhole,
    _prediction,
    ("decisions:prediction_page",),
    has_version=False,
)
OPS: list[Op] = [
    DECISIONS.lists(
        lambda ask: queries.list_decisions(
            actor=ask.actor, only=ask.wanted, page=ask.page, size=ask.size
        ),
        "decisions:list_decisions",
        query=DecisionFilter,
        words=among(
            state=(*DecisionState, STILL_OPEN), chair=(*ChairVerdict, "override")
        ),
        answers=DecisionRow,
    ),
    DECISIONS.gets(),
    DECISIONS.makes(
        lambda ask: actions.create_decision(
            actor=ask.actor, decision=build(DecisionIn, ask.body), now=ask.now
        ),
        "decisions:create_decision",
        body=body_of(DecisionIn),
    ),
    DECISIONS.changes(
        lambda ask: actions.change_decision(
            actor=ask.actor,
            decision_id=ask.id,
            now=ask.now,
            seen=ask.seen,
            **said_in(ask.body, DecisionIn),
        ),
        "decisions:change_decision",
        body=part_of(DecisionIn),
    ),
    Op(
        "get_chair",
        "GET",
        "decisions/{int:id}/chair",
        "decisions",
        "Read the customer's chair of a decision",
        ("decisions:chair_of",),
        lambda ask: queries.chair_of(actor=ask.actor, decision_id=ask.id, now=ask.now),
        answers=Chair,
    ),
    DECISIONS.acts(
        "seat",
        lambda ask: actions.start_seating(actor=ask.actor, decision_id=ask.id),
        "decisions:start_seating",
        summary="Have words looked for that speak of the options: a job does it",
    ),
    Op(
        "add_word",
        "POST",
        "decisions/{int:id}/words",
        "decisions",
        "Put a piece of feedback on the chair of a decision",
        ("decisions:add_word",),
        lambda ask: actions.add_word(
            actor=ask.actor, decision_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        answers=Kept,
        body=body_of(WordIn),
    ),
    Op(
        "change_word",
        "PATCH",
        "decisions/{int:id}/words/{int:word_id}",
        "decisions",
        "Confirm words on the chair, turn them down, or say for which option they are",
        ("decisions:set_word",),
        lambda ask: actions.set_word(
            actor=ask.actor,
            decision_id=ask.id,
            word_id=ask.ids["word_id"],
            now=ask.now,
            **said_in(ask.body),
        ),
        answers=Kept,
        body=body(
            "WordPart",
            "What is said of words on the chair.",
            state=(str, WordState.CONFIRMED.value),
            side=(str, ""),
            option_id=(int | None, None),
        ),
    ),
    DECISIONS.acts(
        "hear",
        lambda ask: actions.hear_chair(
            actor=ask.actor, decision_id=ask.id, now=ask.now
        ),
        "decisions:hear_chair",
        summary="Say that the chair was heard: both sides were read",
    ),
    DECISIONS.acts(
        "decide",
        lambda ask: actions.decide(
            actor=ask.actor, decision_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        "decisions:decide",
        body=body(
            "DecideIn",
            "The option that is taken, and why; `override` where the chair is weak.",
            option_id=int,
            because=str,
            reasons=(str, ""),
            confidence=(int | None, None),
            review_date=(date | None, None),
            override=(str, ""),
            wording=(str, ""),
            premortem=(str, ""),
        ),
        summary="Take a decision",
    ),
    DECISIONS.acts(
        "reverse",
        lambda ask: actions.reverse_decision(
            actor=ask.actor, decision_id=ask.id, now=ask.now, **said_in(ask.body)
        ),
        "decisions:reverse_decision",
        body=body("ReverseIn", "Why a decision holds no more.", reason=str),
        summary="Reverse a decision that was taken",
    ),
    PREDICTIONS.lists(
        lambda ask: queries.list_predictions(
            actor=ask.actor,
            text=ask.wanted.text,
            state=ask.wanted.state,
            page=ask.page,
            size=ask.size,
        ),
        "decisions:list_predictions",
        query=PredictionFilter,
        words=among(state=PredictionState),
        answers=PredictionRow,
    ),
    PREDICTIONS.gets(),
    PREDICTIONS.makes(
        lambda ask: actions.create_prediction(
            actor=ask.actor, prediction=build(PredictionIn, ask.body), on=ask.today
        ),
        "decisions:create_prediction",
        body=body_of(PredictionIn),
    ),
    PREDICTIONS.acts(
        "answer",
        lambda ask: actions.answer_prediction(
            actor=ask.actor,
            prediction_id=ask.id,
            forecast=build(ForecastIn, ask.body),
            now=ask.now,
        ),
        "decisions:answer_prediction",
        body=body_of(ForecastIn),
        summary="Say what one expects, as the holder of the token",
    ),
    PREDICTIONS.acts(
        "resolve",
        lambda ask: actions.resolve_prediction(
            actor=ask.actor,
            prediction_id=ask.id,
            outcome=build(OutcomeIn, ask.body),
            now=ask.now,
        ),
        "decisions:resolve_prediction",
        body=body_of(OutcomeIn),
        summary="Say what came of a prediction",
    ),
]
