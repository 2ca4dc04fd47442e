"""Writes of check-ins: how sure a person is of a goal, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from leadline.accounts.actions import record, result_of
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.strategy.actions.readings import LARGEST, record_reading
from leadline.strategy.models import (
    CheckIn,
    CheckInReading,
    Goal,
    GoalMeasure,
    Reading,
)
from leadline.strategy.queries.rows import get_check_in, get_goal
from leadline.strategy.types import CheckInIn, GoalState

LONGEST = 1000
SOURCE = "check-in"


@transaction.atomic
def check_in(*, actor: Actor, goal_id: int, said: CheckInIn, today: date) -> Kept:
    """Say under one's own name how sure one is that a goal is reached, and why.

    A reading of a measure with a metric is written to that metric too. Raises
    ``NotAllowed`` for a reader who does not answer for the goal, ``NotFound`` for
    another's goal or measure, ``Invalid`` without a reason or a percentage, or for a
    reading that another source gave otherwise that day, ``Conflict`` for a goal that
    is closed.
    """
    actor.require("check_in")
    goal = get_goal(actor=actor, goal_id=goal_id)
    if not actor.may("change") and goal.owner_id != actor.user_id:
        raise NotAllowed(
            "You check in on goals you answer for. For others, ask a lead or an owner "
            "to make you a contributor."
        )
    if goal.state != GoalState.OPEN:
        raise Conflict("The goal is closed. Open it again to check in on it.")
    _check(said)
    row = CheckIn(
        workspace_id=actor.workspace_id,
        goal=goal,
        author_id=actor.user_id,
        on_date=today,
        confidence=said.confidence,
        reason=said.reason.strip(),
    )
    row.save()
    for measure, value in _read(actor, goal, said):
        _keep_reading(actor, row, measure, value)
    record(
        actor=actor,
        verb="strategy.check_in",
        subject=goal,
        check_in=row.pk,
        on_date=today,
        confidence=row.confidence,
        reason=row.reason,
        readings={str(pk): value for pk, value in said.readings.items()},
    )
    return result_of(row)


@transaction.atomic
def take_back_check_in(*, actor: Actor, check_in_id: int) -> Kept:
    """Take a check-in of one's own back; the audit line keeps what it said.

    What was read stays at its metric. Raises ``NotAllowed`` for another's,
    ``NotFound``.
    """
    actor.require("check_in")
    row = get_check_in(actor=actor, check_in_id=check_in_id)
    if row.author_id != actor.user_id:
        raise NotAllowed("A check-in is taken back by who wrote it.")
    record(
        actor=actor,
        verb="strategy.take_back_check_in",
        subject=row.goal,
        check_in=row.pk,
        on_date=row.on_date,
        confidence=row.confidence,
        reason=row.reason,
    )
    row.delete()
    return result_of(row.goal)


def _check(said: CheckInIn) -> None:
    if not 0 <= said.confidence <= 100:
        raise Invalid(
            "Say how sure you are as a percentage from 0 to 100.", field="confidence"
        )
    if not said.reason.strip():
        raise Invalid(
            "Say why you are so sure, or so unsure; that is what others act on.",
            field="reason",
        )
    if len(said.reason.strip()) > LONGEST:
        raise Invalid(f"Say why in at most {LONGEST} characters.", field="reason")


def _read(
    actor: Actor, goal: Goal, said: CheckInIn
) -> list[tuple[GoalMeasure, Decimal]]:
    known = {m.pk: m for m in rows(GoalMeasure, actor).filter(goal=goal)}
    if set(said.readings) - known.keys():
        raise NotFound("The goal does not have that measure any more.")
    for pk, value in said.readings.items():
        if abs(value) >= LARGEST:
            raise Invalid(
                "That number is too large. Measure in thousands or millions.",
                field=_field_of(pk),
            )
    return [(known[pk], value) for pk, value in sorted(said.readings.items())]


def _field_of(measure_id: int) -> str:
    """Return how a form names the field for the reading of a measure."""
    return f"measure_{measure_id}"


def _keep_reading(
    actor: Actor, row: CheckIn, measure: GoalMeasure, value: Decimal
) -> None:
    """Keep a reading with the check-in, and at the metric where there is one."""
    kept = CheckInReading(
        workspace_id=actor.workspace_id, check_in=row, measure=measure, value=value
    )
    kept.save()
    if measure.metric_id is None:
        return
    own = rows(Reading, actor).filter(metric_id=measure.metric_id, on_date=row.on_date)
    there = own.first()
    if there is not None and there.value == value:
        return
    if there is not None and there.source != SOURCE:
        raise Invalid(
            f"{there.source} gave {there.value.normalize():f} for this day. Leave the "
            "field empty, or put the reading right at the metric.",
            field=_field_of(measure.pk),
        )
    record_reading(
        actor=actor,
        metric_id=measure.metric_id,
        on_date=row.on_date,
        value=value,
        source=SOURCE,
    )
