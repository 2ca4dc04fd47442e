"""Next steps of growth: three at most, each with a day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.growth.models import Step
from leadline.growth.queries import MEASURES, framework_of, record_of
from leadline.growth.types import StepIn, StepState

MOST_OPEN = 3


@transaction.atomic
def add_step(*, actor: Actor, step: StepIn, on: date, now: datetime) -> Kept:
    """Take a next step on, with what the record says today; three at most are open.

    Raises ``Invalid`` without words, for an unknown competency or measure, or a day
    that is past, ``Conflict`` with three open.
    """
    actor.require("read")
    what = step.what.strip()
    if not what:
        raise Invalid("Say what you will do differently.", field="what")
    keys = {one.key for one in framework_of(actor=actor).competencies}
    if step.competency not in keys:
        raise Invalid("Choose the competency it is for.", field="competency")
    if step.seen_by and step.seen_by not in {one.key for one in MEASURES}:
        raise Invalid(
            "Choose how it is seen in the record, or leave that open.", field="seen_by"
        )
    if step.due_on is None or step.due_on <= on:
        raise Invalid("Give it a day to come.", field="due_on")
    own = rows(Step, actor).filter(user_id=actor.user_id, state=StepState.OPEN)
    if own.count() >= MOST_OPEN:
        raise Conflict("Three steps are open; finish or drop one first.")
    made = Step(
        workspace_id=actor.workspace_id,
        user_id=actor.user_id,
        what=what[:240],
        competency=step.competency,
        due_on=step.due_on,
        with_whom=step.with_whom.strip()[:120],
        seen_by=step.seen_by,
        target=step.target.strip()[:120],
        baseline=_today(actor, step.seen_by, now),
    )
    made.save()
    record(actor=actor, verb="growth.add_step", subject=made)
    return Kept(made.pk, made.what)


def _today(actor: Actor, measure: str, now: datetime) -> str:
    if not measure:
        return ""
    said = {row.key: row.value for row in record_of(actor=actor, now=now)}
    return said.get(measure, "")[:120]


@transaction.atomic
def end_step(*, actor: Actor, step_id: int, state: str, learned: str) -> Kept:
    """Say that a step is done or dropped, and what was learned.

    Raises ``NotFound`` for a step of somebody else's, ``Invalid`` for another state or
    without what was learned, ``Conflict`` when it has ended.
    """
    actor.require("read")
    if state not in (StepState.DONE, StepState.DROPPED):
        raise Invalid("A step is done or dropped.")
    if not learned.strip():
        raise Invalid(
            "Say what you learned; that is what the step was for.", field="learned"
        )
    found = rows(Step, actor).filter(user_id=actor.user_id, pk=step_id).first()
    if found is None:
        raise NotFound("There is no such step of yours.")
    if found.state != StepState.OPEN:
        raise Conflict("This step has ended.")
    found.state, found.learned = state, learned.strip()
    found.save(update_fields=["state", "learned"])
    record(actor=actor, verb="growth.end_step", subject=found, state=state)
    return Kept(found.pk, found.what)
