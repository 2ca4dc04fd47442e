"""Reads of the steps of launches."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.once import once
from leadline.foundation.paging import Listed, Page, listed
from leadline.launches.models import Launch, LaunchStep
from leadline.launches.queries.rows import get_step
from leadline.launches.types import (
    LaunchPart,
    LaunchState,
    LaunchStepRow,
    NextDay,
    StepState,
    due_of,
)

OPEN_STEPS = [StepState.OPEN, StepState.BLOCKED]


def step_row(*, actor: Actor, step_id: int) -> LaunchStepRow:
    """Return one step, or raise ``NotFound``."""
    actor.require("read")
    return _step_row(get_step(actor=actor, step_id=step_id))


def list_steps(
    *, actor: Actor, launch_id: int | None = None, page: Page = 1,
    size: int | None = None,
) -> Listed[LaunchStepRow]:  # fmt: skip
    """Return the steps of a launch, or of all, by launch and day."""
    actor.require("read")
    found = _own_steps(actor)
    if launch_id is not None:
        found = found.filter(launch_id=launch_id)
    ordered = found.order_by("launch__day", "launch_id", "days", "pk")
    return listed(ordered, lambda part: [_step_row(s) for s in part], page, size)


def my_steps(
    *, actor: Actor, on: date, days: int = 7, size: int | None = 5
) -> Listed[LaunchStepRow]:
    """Return one's own open steps that are late or due soon, and those unanswered.

    A page that only reads asks once.
    """
    actor.require("read")
    steps = _own_steps(actor).filter(
        owner=actor.user_id, launch__state=LaunchState.PREPARING, state__in=OPEN_STEPS
    )
    key = ("own steps", actor.workspace_id, actor.user_id)
    told = once(key, lambda: [_step_row(step) for step in steps])
    until = due_of(on, days)
    near = [step for step in told if step.due <= until or step.is_silent]
    near.sort(key=lambda step: (step.due, step.id))
    return listed(near, tuple, size=size)


def next_days(*, actor: Actor, on: date, limit: int = 6) -> list[NextDay]:
    """Return what has its day next: open steps and launches, from a day on."""
    actor.require("read")
    launches = rows(Launch, actor).filter(state=LaunchState.PREPARING)
    named = launches.values_list("pk", "title", "day")
    found = [NextDay(day, title, pk, title) for pk, title, day in named]
    open_steps = _own_steps(actor).filter(
        launch__state=LaunchState.PREPARING, state__in=OPEN_STEPS
    )
    for step in map(_step_row, open_steps):
        found.append(
            NextDay(step.due, step.title, step.launch_id, step.launch, step.part)
        )
    coming = [one for one in found if one.day >= on]
    return sorted(coming, key=lambda one: (one.day, one.launch_id, one.what))[:limit]


def _own_steps(actor: Actor) -> QuerySet[LaunchStep]:
    """Return the steps with what their rows say beside them."""
    return rows(LaunchStep, actor).select_related("launch", "owner", "promise")


def _step_row(step: LaunchStep) -> LaunchStepRow:
    """Return what is said of a step."""
    promise = step.promise
    return LaunchStepRow(
        id=step.pk,
        version=step.version,
        launch_id=step.launch_id,
        launch=step.launch.title,
        part=LaunchPart(step.part),
        title=step.title,
        days=step.days,
        due=due_of(step.launch.day, step.days),
        owner_id=step.owner_id,
        owner=str(step.owner or ""),
        state=StepState(step.state),
        proof=step.proof,
        why=step.why,
        lead_days=step.lead_days,
        promise_id=step.promise_id,
        promise=promise.what if promise else "",
        promise_due=promise.due_date if promise else None,
        asked_on=step.asked_on,
        answered_on=step.answered_on,
        done_on=step.done_on,
    )
