"""Writes of promises."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from leadline.accounts.actions import (
    record,
    result_of,
    take_version,
)
from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.plain import changed_in
from leadline.stakeholders.models import Commitment, CommitmentStep
from leadline.stakeholders.queries.rows import get_person, get_promise
from leadline.stakeholders.types import (
    MOVES,
    Direction,
    Part,
    PromiseIn,
    PromiseSaid,
    PromiseState,
    StepKind,
)

BEGINNINGS = (PromiseState.OFFERED, PromiseState.AGREED)
REASONED = (
    PromiseState.AT_RISK, PromiseState.BROKEN, PromiseState.RELEASED,
)  # fmt: skip


@transaction.atomic
def create_promise(*, actor: Actor, promise: PromiseIn, now: datetime) -> Kept:
    """Write down a promise given or received.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without words, for an unknown
    direction or part, or for a promise that begins elsewhere than offered or agreed.
    """
    actor.require("change")
    person = get_person(actor=actor, person_id=promise.person_id)
    what = _words(promise.what)
    _part(promise.part)
    if promise.direction not in Direction.values:
        raise Invalid("A promise is given or received.")
    if promise.state not in BEGINNINGS:
        raise Invalid("A promise begins as offered or agreed.")
    made = Commitment(
        workspace_id=actor.workspace_id,
        person=person,
        what=what,
        direction=promise.direction,
        part=promise.part,
        state=promise.state,
        due_date=promise.due_date,
    )
    made.save()
    _step(actor, made, StepKind.MADE, now)
    record(
        actor=actor, verb="stakeholders.create_commitment", subject=made,
        what=made.what, person=person.pk, due=made.due_date,
    )  # fmt: skip
    return result_of(made)


@transaction.atomic
def change_promise(
    *, actor: Actor, promise_id: int, seen: int | None = None, **said: Any
) -> Kept:
    """Say anew some of what a promise is: the fields of ``PromiseSaid`` by name.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without words or for an unknown
    part, ``Stale`` where ``seen`` is not the version that stands.
    """
    actor.require("change")
    found = get_promise(actor=actor, promise_id=promise_id)
    stands = PromiseSaid(found.what, found.person_id, found.part, found.evidence)
    promise = changed_in(stands, said, "promise")
    take_version(actor=actor, row=found, seen=seen)
    found.person = get_person(actor=actor, person_id=promise.person_id)
    found.what, found.part = _words(promise.what), _part(promise.part)
    found.evidence = promise.proof.strip()[:500]
    found.save()
    record(
        actor=actor, verb="stakeholders.change_commitment", subject=found,
        version=found.version, what=found.what, person=found.person_id,
        part=found.part,
    )  # fmt: skip
    return result_of(found)


@transaction.atomic
def move_promise(
    *,
    actor: Actor,
    promise_id: int,
    state: str,
    now: datetime,
    on: date,
    why: str = "",
    proof: str = "",
    seen: int | None = None,
) -> Kept:
    """Say what became of a promise.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` when it is at risk, broken or
    released without a reason, ``Conflict`` for a state it cannot go to, ``Stale`` where
    ``seen`` is not the version that stands.
    """
    actor.require("change")
    found = _held(actor, promise_id, seen)
    if state not in MOVES[found.state]:
        was = PromiseState(found.state).label.lower()
        raise Conflict(f"A promise that is {was} cannot become that.")
    if state in REASONED and not why.strip():
        raise Invalid("Say why; who relies on it will ask.", field="why")
    was, found.state = found.state, state
    if not MOVES[state]:
        found.settled_on = on
    found.evidence = proof.strip()[:500] or found.evidence
    found.save()
    _step(actor, found, StepKind.STATE, now, was=was, why=why.strip()[:500])
    record(
        actor=actor, verb="stakeholders.move_commitment", subject=found, was=was,
        state=state, why=why.strip(), version=found.version,
    )  # fmt: skip
    return result_of(found)


@transaction.atomic
def take_promise_back(
    *, actor: Actor, promise_id: int, seen: int, now: datetime
) -> Kept:
    """Take back the last change of a promise's state, as long as nothing came after.

    ``seen`` is the version that the change left behind. Raises ``NotAllowed``,
    ``NotFound``, ``Stale`` for any other version, ``Conflict`` where the last thing
    that became of the promise was no change of its state.
    """
    actor.require("change")
    found = _held(actor, promise_id, seen)
    steps = rows(CommitmentStep, actor).filter(commitment=found)
    last = steps.order_by("at", "pk").last()
    if last is None or last.kind != StepKind.STATE:
        raise Conflict("There is no change of its state to take back.")
    was, found.state = found.state, last.was
    found.settled_on = None
    found.save()
    _step(actor, found, StepKind.STATE, now, was=was, why="Taken back")
    record(
        actor=actor, verb="stakeholders.take_back_commitment", subject=found, was=was,
        state=found.state, version=found.version,
    )  # fmt: skip
    return result_of(found)


@transaction.atomic
def set_promise_date(
    *,
    actor: Actor,
    promise_id: int,
    due_date: date | None,
    why: str,
    now: datetime,
    seen: int | None = None,
) -> Kept:
    """Move the day of an open promise, with the reason; none is no day any more.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a reason, ``Conflict``
    once it ended, ``Stale`` where ``seen`` is not the version that stands.
    """
    actor.require("change")
    found = _held(actor, promise_id, seen)
    if not MOVES[found.state]:
        raise Conflict("This promise has ended; its day stays.")
    if not why.strip():
        raise Invalid("Say why the day moves; who relies on it will ask.", field="why")
    was, found.due_date = found.due_date, due_date
    found.save(update_fields=["due_date"])
    _step(
        actor, found, StepKind.DAY, now, was=found.state, why=why.strip()[:500],
        moved_from=was, moved_to=due_date,
    )  # fmt: skip
    record(
        actor=actor, verb="stakeholders.set_commitment_date", subject=found, was=was,
        due=due_date, why=why.strip(), version=found.version,
    )  # fmt: skip
    return result_of(found)


def _held(actor: Actor, promise_id: int, seen: int | None) -> Commitment:
    """Return a promise that nobody else changes now, at its next version."""
    get_promise(actor=actor, promise_id=promise_id)
    found = rows(Commitment, actor).select_for_update().get(pk=promise_id)
    take_version(actor=actor, row=found, seen=seen)
    return found


def _words(what: str) -> str:
    if not what.strip():
        raise Invalid("Say what was promised.", field="what")
    return what.strip()[:240]


def _part(part: str) -> str:
    if part not in Part.values:
        raise Invalid("Say which part of the way to market it is about.", field="part")
    return part


def _step(
    actor: Actor, commitment: Commitment, kind: StepKind, now: datetime, **said: Any
) -> None:
    CommitmentStep(
        workspace_id=actor.workspace_id, commitment=commitment, at=now, kind=kind,
        state=commitment.state, user_id=actor.user_id, **said,
    ).save()  # fmt: skip
