"""Writes of the measures of a goal; each is a change of the goal."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.plain import changed_in, plain_of
from leadline.strategy.models import GoalMeasure
from leadline.strategy.queries.rows import get_goal, get_measure, get_metric
from leadline.strategy.types import GoalIn, MeasureIn

MOST = 8


@transaction.atomic
def add_measure(
    *,
    actor: Actor,
    goal_id: int,
    measure: MeasureIn,
    reason: str,
    seen: int | None = None,
) -> Kept:
    """Say what else of a goal is measured, and why.

    Raises ``NotAllowed`` below a lead, ``NotFound`` for another's goal or metric,
    ``Stale``, ``Invalid`` without a measure or a reason, ``Conflict`` for a metric
    that the goal has already, or one measure too many.
    """
    actor.require("plan")
    _say_why(reason)
    goal = get_goal(actor=actor, goal_id=goal_id)
    take_version(actor=actor, row=goal, seen=seen)
    if rows(GoalMeasure, actor).filter(goal=goal).count() >= MOST:
        raise Conflict(
            f"A goal has at most {MOST} measures. Set a part of it as a goal."
        )
    row = GoalMeasure(workspace_id=actor.workspace_id, goal=goal)
    fill_measure(actor=actor, row=row, said=measure)
    row.save()
    record(
        actor=actor,
        verb="strategy.add_measure",
        subject=goal,
        version=goal.version,
        measure=row.pk,
        reason=reason.strip(),
        said=asdict(measure),
    )
    return result_of(goal)


@transaction.atomic
def change_measure(
    *,
    actor: Actor,
    measure_id: int,
    reason: str,
    seen: int | None = None,
    **said: Any,
) -> Kept:
    """Say anew some of what a measure is, with the reason: fields of ``MeasureIn``.

    Raises what ``add_measure`` raises; ``seen`` is the version of the goal.
    """
    actor.require("plan")
    _say_why(reason)
    row = get_measure(actor=actor, measure_id=measure_id)
    take_version(actor=actor, row=row.goal, seen=seen)
    before = plain_of(row, MeasureIn)
    measure = changed_in(MeasureIn(**before), said, "measure")
    fill_measure(actor=actor, row=row, said=measure)
    row.save()
    record(
        actor=actor,
        verb="strategy.change_measure",
        subject=row.goal,
        version=row.goal.version,
        measure=row.pk,
        was=before,
        reason=reason.strip(),
        said=asdict(measure),
    )
    return result_of(row.goal)


@transaction.atomic
def remove_measure(*, actor: Actor, measure_id: int, reason: str) -> Kept:
    """Take a measure off a goal; the audit line keeps what it was.

    Readings of a metric stay there; what check-ins said of a measure without one
    goes with it. Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a reason,
    ``Conflict`` for the only one.
    """
    actor.require("plan")
    _say_why(reason)
    row = get_measure(actor=actor, measure_id=measure_id)
    if not rows(GoalMeasure, actor).filter(goal=row.goal).exclude(pk=row.pk).exists():
        raise Conflict("It is the only measure of the goal. Add another one first.")
    take_version(actor=actor, row=row.goal, seen=None)
    record(
        actor=actor,
        verb="strategy.remove_measure",
        subject=row.goal,
        version=row.goal.version,
        measure=row.pk,
        was=plain_of(row, MeasureIn),
        reason=reason.strip(),
    )
    row.delete()
    return result_of(row.goal)


def fill_measure(*, actor: Actor, row: GoalMeasure, said: MeasureIn | GoalIn) -> None:
    """Write what was said into a measure that is not saved yet, or refuse it."""
    actor.require("plan")
    _check_measure(actor, row, said)
    row.metric_id = said.metric_id
    by_hand = said.metric_id is None
    row.measure = said.measure.strip() if by_hand else ""
    row.unit = said.unit.strip() if by_hand else ""
    row.currency = said.currency.strip().upper() if by_hand else ""
    row.baseline, row.target = said.baseline, said.target
    row.baseline_date, row.target_date = said.baseline_date, said.target_date


def _say_why(reason: str) -> None:
    if not reason.strip():
        raise Invalid("Say why the goal changes; people steer by it.", field="reason")


def _check_measure(actor: Actor, row: GoalMeasure, goal: MeasureIn | GoalIn) -> None:
    if goal.metric_id is not None:
        metric = get_metric(actor=actor, metric_id=goal.metric_id)
        twins = rows(GoalMeasure, actor).filter(goal_id=row.goal_id, metric=metric)
        if row.goal_id and twins.exclude(pk=row.pk).exists():
            raise Conflict(
                f"The goal is measured by “{metric.name}” already.", field="metric_id"
            )
    elif not goal.measure.strip():
        raise Invalid(
            "Choose the metric, or say in words what is measured.", field="metric_id"
        )
    elif goal.unit and goal.currency:
        raise Invalid("A goal has a unit or a currency, not both.", field="unit")
    if goal.target is not None and goal.target == goal.baseline:
        raise Invalid(
            "The target is the baseline: there is nothing to reach.", field="target"
        )
    start, end = goal.baseline_date, goal.target_date
    if start is not None and end is not None and start >= end:
        raise Invalid(
            "It must have stood at the baseline before the target's day.",
            field="baseline_date",
        )
