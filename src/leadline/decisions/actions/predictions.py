"""Writes of predictions: asking, answering, settling; reviews of decisions."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from leadline.accounts.actions import hand_over, record, result_of
from leadline.accounts.queries import check_members, rows, workspace_day
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.decisions.actions.decisions import _note_change
from leadline.decisions.models import (
    Decision,
    Forecast,
    Prediction,
    Review,
    Sharing,
)
from leadline.decisions.queries import prediction_page, review_checks
from leadline.decisions.queries.predictions import REVIEWABLE, _reached, _reading
from leadline.decisions.queries.rows import get_decision, get_prediction
from leadline.decisions.queries.settling import may_settle, settler_of
from leadline.decisions.types import (
    DecisionState,
    Deed,
    ForecastIn,
    OutcomeIn,
    PredictionIn,
    PredictionKind,
    PredictionState,
    Result,
    Way,
)
from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.roadmap.queries.rows import get_bet
from leadline.strategy.queries.rows import get_goal, get_metric


@transaction.atomic
def create_prediction(*, actor: Actor, prediction: PredictionIn, on: date) -> Kept:
    """Ask what will happen, with the rule and the day that settle it.

    Raises ``NotAllowed``, ``NotFound`` for another's decision, bet, goal, metric or
    judge,
    ``Invalid`` without a question, with a day that is past or a bar that no reading can
    be held against, ``Conflict`` when the decision is taken, because nobody could
    answer any more.
    """
    actor.require("change")
    text = prediction.text.strip()
    if not text:
        raise Invalid(
            "Say what will happen, so that one can see whether it did.", field="text"
        )
    if prediction.kind not in PredictionKind.values:
        raise Invalid("A prediction is of an event or of a number.")
    if prediction.resolve_on is None or prediction.resolve_on <= on:
        raise Invalid("Name a day to come on which it is settled.", field="resolve_on")
    metric = None
    _check_bar(prediction)
    if prediction.decision_id is not None:
        about = get_decision(actor=actor, decision_id=prediction.decision_id)
        if about.decided_at is not None:
            raise Conflict("That decision is taken: predict before, or of its bet.")
    if prediction.bet_id is not None:
        get_bet(actor=actor, bet_id=prediction.bet_id)
    if prediction.goal_id is not None:
        get_goal(actor=actor, goal_id=prediction.goal_id)
    if prediction.metric_id is not None:
        metric = get_metric(actor=actor, metric_id=prediction.metric_id)
    made = Prediction(
        workspace_id=actor.workspace_id,
        text=text[:240],
        kind=prediction.kind,
        rule=prediction.rule.strip()[:500],
        unit=(metric.currency or metric.unit) if metric else prediction.unit.strip(),
        resolve_on=prediction.resolve_on,
        decision_id=prediction.decision_id,
        bet_id=prediction.bet_id,
        goal_id=prediction.goal_id,
        metric_id=prediction.metric_id,
        judge_id=_judge(actor, prediction.judge_id),
        way=prediction.way,
        bar=prediction.bar,
    )
    made.save()
    record(
        actor=actor,
        verb="decisions.create_prediction",
        subject=made,
        text=made.text,
        resolve_on=made.resolve_on,
    )
    hand_over(actor=actor, subject=made, to=made.judge_id)
    return result_of(made)


def _judge(actor: Actor, user_id: int | None) -> int:
    """Return who settles it: the member who is named, else who asks."""
    if user_id is None:
        return actor.user_id
    check_members(actor=actor, user_ids=[user_id], who="Who settles it")
    return user_id


def _check_bar(prediction: PredictionIn) -> None:
    """Refuse a bar that no reading could be held against."""
    if prediction.way not in ("", *Way.values):
        raise Invalid("A reading is at least or at most the number.", field="way")
    if bool(prediction.way) != (prediction.bar is not None):
        raise Invalid(
            "Say the number, and whether the reading is at least or at most it."
        )
    if not prediction.way:
        return
    if prediction.kind != PredictionKind.EVENT:
        raise Invalid("A number is read as it is: only an event has a bar to reach.")
    if prediction.metric_id is None:
        raise Invalid(
            "Name the metric whose reading is held against the number.",
            field="metric_id",
        )


@transaction.atomic
def answer_prediction(
    *, actor: Actor, prediction_id: int, forecast: ForecastIn, now: datetime
) -> Kept:
    """Say how likely it is, or between what it will be; saying it again revises it.

    What was said stays out of the audit log: others see it once they answered.
    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for a probability outside 1 to 99
    or a range out of order, ``Conflict`` once it is settled, due, or its decision is
    taken.
    """
    actor.require("predict")
    prediction = get_prediction(actor=actor, prediction_id=prediction_id)
    page = prediction_page(actor=actor, prediction_id=prediction_id)
    if page.is_locked or prediction.resolve_on <= workspace_day(actor=actor, now=now):
        raise Conflict("This prediction is locked: forecasts come before the facts.")
    said = Forecast(
        workspace_id=actor.workspace_id,
        prediction=prediction,
        user_id=actor.user_id,
        said_at=now,
    )
    if prediction.kind == PredictionKind.EVENT:
        if forecast.probability is None or not 1 <= forecast.probability <= 99:
            raise Invalid(
                "Say a probability between 1 and 99 percent.", field="probability"
            )
        said.probability = forecast.probability
    else:
        low, middle, high = forecast.p10, forecast.p50, forecast.p90
        if low is None or middle is None or high is None:
            raise Invalid("Say the low, the middle and the high number.")
        if not low <= middle <= high:
            raise Invalid(
                "The low number comes first, then the middle, then the high.",
                field="p50",
            )
        said.p10, said.p50, said.p90 = low, middle, high
    said.save()
    record(actor=actor, verb="decisions.answer_prediction", subject=prediction)
    return Kept(said.pk, prediction.text)


@transaction.atomic
def resolve_prediction(
    *, actor: Actor, prediction_id: int, outcome: OutcomeIn, now: datetime
) -> Kept:
    """Say what came out, from the metric's reading or by hand with its source.

    On its day or after it, by the workspace's clock, and by whom it names. Raises
    ``NotAllowed`` for another, ``NotFound``, ``Invalid`` without an outcome or a
    source, ``Conflict`` before its day, when it came out already, or when the metric
    has no reading since the day.
    """
    actor.require("settle")
    get_prediction(actor=actor, prediction_id=prediction_id)
    found = rows(Prediction, actor).select_for_update().get(pk=prediction_id)
    if found.state != PredictionState.OPEN:
        raise Conflict("This prediction came out already.")
    if not may_settle(actor=actor, prediction=found):
        who = settler_of(actor=actor, prediction=found)
        raise NotAllowed(f"{who} settles this prediction; ask them to.")
    if workspace_day(actor=actor, now=now) < found.resolve_on:
        raise Conflict("Its day has not come yet: a prediction is settled then.")
    found.source, found.lesson = outcome.source.strip()[:240], outcome.lesson.strip()
    if outcome.from_reading:
        _take_reading(actor, found)
    elif found.kind == PredictionKind.EVENT:
        found.happened = outcome.happened
    else:
        found.value = outcome.value
    found.state = PredictionState.VOID if outcome.is_void else PredictionState.RESOLVED
    if not outcome.is_void:
        _check_outcome(found)
    found.resolved_at = now
    found.save()
    record(
        actor=actor,
        verb="decisions.resolve_prediction",
        subject=found,
        state=found.state,
        happened=found.happened,
        value=found.value,
        source=found.source,
    )
    return result_of(found)


def _take_reading(actor: Actor, prediction: Prediction) -> None:
    reading = _reading(actor, prediction)
    if reading is None:
        raise Conflict("The metric has no reading since that day; add one, or say it.")
    if prediction.kind == PredictionKind.EVENT:
        prediction.happened = _reached(prediction, reading.value)
        if prediction.happened is None:
            raise Invalid("No number was named to reach: say yourself what happened.")
    prediction.reading, prediction.value = reading, reading.value
    prediction.source = f"{reading.source}, reading of {reading.on_date}"


def _check_outcome(prediction: Prediction) -> None:
    is_event = prediction.kind == PredictionKind.EVENT
    if (prediction.happened if is_event else prediction.value) is None:
        raise Invalid("Say what came out.")
    if not prediction.source:
        raise Invalid("Say where that is known from.", field="source")


@transaction.atomic
def review_decision(
    *,
    actor: Actor,
    decision_id: int,
    process: int,
    result: str,
    lesson: str,
    now: datetime,
) -> Kept:
    """Say how a decision was taken, apart from how it went, and what was learned.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a lesson or for a mark
    outside 1 to 5, ``Conflict`` before it is taken or after it was reversed.
    """
    actor.require("change")
    get_decision(actor=actor, decision_id=decision_id)
    decision = rows(Decision, actor).select_for_update().get(pk=decision_id)
    if decision.state not in REVIEWABLE:
        raise Conflict("Only a taken decision can be reviewed.")
    if not 1 <= process <= 5:
        raise Invalid("How it was taken is marked from 1 to 5.", field="process")
    if result not in Result.values:
        raise Invalid("It went better, as expected, or worse.", field="result")
    if not lesson.strip():
        raise Invalid(
            "Say what was learned; that is what a review is for.", field="lesson"
        )
    review = rows(Review, actor).filter(decision=decision).first() or Review(
        workspace_id=actor.workspace_id, decision=decision
    )
    review.process, review.result = process, result
    review.lesson, review.at = lesson.strip(), now
    review.checks = review_checks(actor=actor, decision_id=decision_id)
    review.user_id = actor.user_id
    review.save()
    decision.state, decision.reviewed_at = DecisionState.REVIEWED, now
    decision.save(update_fields=["state", "reviewed_at"])
    _note_change(actor, decision, now, Deed.REVIEWED, why=review.lesson)
    record(
        actor=actor,
        verb="decisions.review_decision",
        subject=decision,
        process=process,
        result=result,
    )
    return Kept(review.pk, decision.question)


@transaction.atomic
def share_calibration(*, actor: Actor, is_shared: bool) -> None:
    """Let the workspace see how well one forecasts, or keep it to oneself again."""
    actor.require("read")
    found = rows(Sharing, actor).filter(user_id=actor.user_id)
    if is_shared and not found.exists():
        made = Sharing(workspace_id=actor.workspace_id, user_id=actor.user_id)
        made.save()
        record(actor=actor, verb="decisions.share_calibration", subject=made)
    elif not is_shared and (kept := found.first()) is not None:
        record(actor=actor, verb="decisions.hide_calibration", subject=kept)
        kept.delete()
