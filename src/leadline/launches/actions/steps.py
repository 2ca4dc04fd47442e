"""Writes of the steps of a launch: what is to be done, by whom, and what they say."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from leadline.accounts.actions import hand_over, record, result_of, take_version
from leadline.accounts.queries import check_members, rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.plain import changed_in, plain_of
from leadline.launches.actions.launches import _short
from leadline.launches.models import LaunchStep
from leadline.launches.queries.rows import get_step, launch_in_preparation
from leadline.launches.types import (
    MOST_STEPS,
    PROOF,
    TITLE,
    WHY,
    LaunchPart,
    StepIn,
    StepState,
)
from leadline.launches.types.launches import EARLIEST_STEP, LATEST_STEP, LONGEST_LEAD
from leadline.stakeholders.models import Commitment

ANSWERS = (StepState.OPEN, StepState.DONE, StepState.BLOCKED)


@transaction.atomic
def add_step(*, actor: Actor, launch_id: int, step: StepIn, today: date) -> Kept:
    """Add a step to a launch; its owner, where it has one, is asked from today on.

    Raises ``NotAllowed``, ``NotFound`` also for an owner or promise of elsewhere,
    ``Invalid`` for what does not fit together, ``Conflict`` once it was launched or
    called off.
    """
    actor.require("change")
    launch = launch_in_preparation(actor=actor, launch_id=launch_id)
    if rows(LaunchStep, actor).filter(launch=launch).count() >= MOST_STEPS:
        raise Invalid(f"A launch has at most {MOST_STEPS} steps.", field="title")
    row = LaunchStep(workspace_id=actor.workspace_id, launch=launch)
    _fill(actor, row, step, today)
    row.save()
    record(
        actor=actor, verb="launches.add_step", subject=row, launch=launch.pk,
        part=row.part, title=row.title,
    )  # fmt: skip
    hand_over(actor=actor, subject=row, to=row.owner_id)
    return result_of(row)


@transaction.atomic
def change_step(
    *, actor: Actor, step_id: int, today: date, seen: int | None = None, **said: Any
) -> Kept:
    """Say some of a step anew: the fields of ``StepIn`` by name.

    A new owner is asked from today on; what its owner changes themselves is their
    answer. Raises what ``add_step`` raises, and ``Stale``.
    """
    actor.require("change")
    row = get_step(actor=actor, step_id=step_id)
    launch_in_preparation(actor=actor, launch_id=row.launch_id)
    take_version(actor=actor, row=row, seen=seen)
    owner = row.owner_id
    _fill(actor, row, changed_in(_standing(row), said, "step"), today)
    row.save()
    _note(actor, "launches.change_step", row)
    hand_over(actor=actor, subject=row, to=row.owner_id, was=owner)
    return result_of(row)


@transaction.atomic
def answer_step(
    *,
    actor: Actor,
    step_id: int,
    state: str,
    today: date,
    proof: str = "",
    why: str = "",
    seen: int | None = None,
) -> Kept:
    """Answer for a step one owns: taken on, done with proof, or blocked with why.

    Raises ``NotAllowed`` for somebody else's step, ``NotFound``, ``Stale``,
    ``Invalid`` as ``add_step`` does, ``Conflict`` once it was launched or called off.
    """
    actor.require("answer")
    row = get_step(actor=actor, step_id=step_id)
    if row.owner_id != actor.user_id:
        raise NotAllowed("Only who owns a step answers for it.")
    launch_in_preparation(actor=actor, launch_id=row.launch_id)
    if state not in ANSWERS:
        raise Invalid("Say that it is open, done or blocked.", field="state")
    take_version(actor=actor, row=row, seen=seen)
    said = {"state": state, "proof": proof or row.proof, "why": why}
    _fill(actor, row, changed_in(_standing(row), said, "step"), today)
    row.save()
    _note(actor, "launches.answer_step", row)
    return result_of(row)


@transaction.atomic
def ask_again(*, actor: Actor, launch_id: int, owner_id: int, today: date) -> int:
    """Note that somebody was asked today about the steps they said nothing of.

    Nothing is sent. Returns how many steps; raises ``NotAllowed``, ``NotFound``,
    ``Conflict`` where nothing waits for their answer.
    """
    actor.require("change")
    launch = launch_in_preparation(actor=actor, launch_id=launch_id)
    steps = rows(LaunchStep, actor).filter(
        launch=launch, owner_id=owner_id, answered_on__isnull=True,
        state__in=(StepState.OPEN, StepState.BLOCKED),
    )  # fmt: skip
    count = steps.update(asked_on=today)
    if not count:
        raise Conflict("They have answered; nothing waits for them.")
    record(actor=actor, verb="launches.ask_again", subject=launch, of=owner_id, n=count)
    return count


@transaction.atomic
def remove_step(*, actor: Actor, step_id: int, seen: int | None = None) -> Kept:
    """Take a step out of its launch.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``, ``Conflict`` once it was launched
    or called off.
    """
    actor.require("change")
    row = get_step(actor=actor, step_id=step_id)
    launch_in_preparation(actor=actor, launch_id=row.launch_id)
    take_version(actor=actor, row=row, seen=seen)
    gone = result_of(row)
    record(
        actor=actor, verb="launches.remove_step", subject=row, version=row.version,
        launch=row.launch_id, title=row.title,
    )  # fmt: skip
    row.delete()
    return gone


def _note(actor: Actor, verb: str, row: LaunchStep) -> None:
    record(
        actor=actor, verb=verb, subject=row, version=row.version, state=row.state,
        title=row.title, owner=row.owner_id, days=row.days, proof=row.proof,
    )  # fmt: skip


def _standing(row: LaunchStep) -> StepIn:
    return StepIn(**plain_of(row, StepIn))


def _fill(actor: Actor, row: LaunchStep, said: StepIn, today: date) -> None:
    _check(said)
    title = " ".join(said.title.split())
    if not title:
        raise Invalid("Say what is to be done.", field="title")
    proof, why = " ".join(said.proof.split()), " ".join(said.why.split())
    if said.state == StepState.DONE and not proof:
        raise Invalid("Say what shows that it is done: a link, or where to see it.",
                      field="proof")  # fmt: skip
    if said.state in (StepState.BLOCKED, StepState.NOT_NEEDED) and not why:
        raise Invalid("Say why; who waits for it will ask.", field="why")
    if said.promise_id is not None:
        _check_promise(actor, said.promise_id)
    _own(actor, row, said.owner_id, today)
    row.part, row.title = said.part, _short(title, TITLE, "title")
    row.days, row.lead_days = said.days, said.lead_days
    row.promise_id = said.promise_id
    row.proof = _short(proof, PROOF, "proof")
    row.why = _short(why, WHY, "why")
    if said.state != row.state or said.state == StepState.DONE:
        row.done_on = row.done_on or today if said.state == StepState.DONE else None
    row.state = said.state


def _check(said: StepIn) -> None:
    if said.part not in LaunchPart.values:
        raise Invalid("Choose the function that does it.", field="part")
    if said.state not in StepState.values:
        raise Invalid("A step is open, done, blocked or not needed.", field="state")
    if not EARLIEST_STEP <= said.days <= LATEST_STEP:
        raise Invalid(
            f"At most {-EARLIEST_STEP} days before the launch and {LATEST_STEP} after.",
            field="days",
        )
    if said.lead_days is not None and not 0 <= said.lead_days <= LONGEST_LEAD:
        raise Invalid(f"It takes 0 to {LONGEST_LEAD} days.", field="lead_days")


def _check_promise(actor: Actor, promise_id: int) -> None:
    if not rows(Commitment, actor).filter(pk=promise_id).exists():
        raise NotFound("There is no such promise.")


def _own(actor: Actor, row: LaunchStep, owner_id: int | None, today: date) -> None:
    """Give the step its owner: a new one is asked, one who changes it has answered."""
    if owner_id != row.owner_id:
        check_members(actor=actor, user_ids=[owner_id])
        row.owner_id, row.answered_on = owner_id, None
        row.asked_on = today if owner_id is not None else None
    if owner_id == actor.user_id:
        row.answered_on = row.answered_on or today
