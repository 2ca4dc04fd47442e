"""One's own inbox, and how one wants to be told.

Who read what, and when, stands in no audit log: read receipts are not kept.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.conversation.models import Note, Outgoing, Ways
from leadline.conversation.queries.telling import telling_of, zone_of
from leadline.conversation.types import (
    TELLING,
    About,
    LetterState,
    Reason,
    Telling,
    Way,
)
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.plain import plain_of
from leadline.launches.models import LaunchStep


@transaction.atomic
def read_note(
    *, actor: Actor, note_id: int, now: datetime, is_read: bool = True
) -> None:
    """Mark a note of one's own as read, or as new again; raises ``NotFound``."""
    actor.require("read")
    own = rows(Note, actor).filter(user_id=actor.user_id, pk=note_id)
    if not own.update(read_at=now if is_read else None, snoozed_until=None):
        raise NotFound("There is no such line in your inbox.")


@transaction.atomic
def read_all_notes(*, actor: Actor, now: datetime, until: int | None = None) -> int:
    """Mark all one's notes as read, up to one that was seen; return how many were."""
    actor.require("read")
    own = rows(Note, actor).filter(
        user_id=actor.user_id, read_at=None, snoozed_until=None
    )
    return (own if until is None else own.filter(pk__lte=until)).update(read_at=now)


@transaction.atomic
def read_notes_of(*, actor: Actor, about: str, record_id: int, now: datetime) -> int:
    """Mark one's notes of a record as read, since one has its comments open.

    Whoever has a launch open has its steps before them.
    """
    actor.require("read")
    there = Q(about=about, record_id=record_id)
    if about == About.LAUNCH:
        steps = rows(LaunchStep, actor).filter(launch_id=record_id).values("pk")
        there |= Q(about=About.STEP, record_id__in=steps)
    own = rows(Note, actor).filter(there, user_id=actor.user_id, read_at=None)
    return own.update(read_at=now, snoozed_until=None)


@transaction.atomic
def snooze_note(*, actor: Actor, note_id: int, now: datetime) -> datetime:
    """Let a note of one's own sleep, and return until when: the hour of the digest.

    It is new again then. Raises ``NotFound``.
    """
    actor.require("read")
    telling, _ = telling_of(actor=actor)
    until = telling.next_digest(now, zone_of(actor=actor))
    own = rows(Note, actor).filter(user_id=actor.user_id, pk=note_id)
    if not own.update(snoozed_until=until, read_at=None):
        raise NotFound("There is no such line in your inbox.")
    return until


@transaction.atomic
def wake_note(*, actor: Actor, note_id: int) -> None:
    """Bring a note of one's own back at once; raises ``NotFound``."""
    actor.require("read")
    own = rows(Note, actor).filter(user_id=actor.user_id, pk=note_id)
    if not own.update(snoozed_until=None):
        raise NotFound("There is no such line in your inbox.")


@transaction.atomic
def wake_notes(*, actor: Actor, now: datetime) -> int:
    """Bring back what slept until now, as if it came then; return how many."""
    actor.require("read")
    slept = rows(Note, actor).filter(snoozed_until__lte=now)
    return slept.update(came_at=F("snoozed_until"), snoozed_until=None)


@transaction.atomic
def set_telling(
    *, actor: Actor, said: Telling, now: datetime, seen: int | None = None
) -> Kept:
    """Say how one wants to be told; a digest that waits leaves at the new hour.

    Raises ``Invalid`` for half of the quiet hours, ``Stale``.
    """
    actor.require("read")
    if (said.quiet_from is None) != (said.quiet_to is None):
        missing = "quiet_from" if said.quiet_from is None else "quiet_to"
        raise Invalid("Quiet hours have a beginning and an end.", field=missing)
    for reason in Reason:
        if getattr(said, reason.value) not in Way.values:
            raise Invalid("Choose how you are told.", field=reason.value)
    row = _ways(actor, said, seen)
    _move_digest(actor, said, now)
    record(
        actor=actor, verb="conversation.set_telling", subject=row, version=row.version
    )
    return result_of(row)


def _ways(actor: Actor, said: Telling, seen: int | None) -> Ways:
    """Write how the actor is told; of two first windows the later one is told so."""
    own, values = (
        rows(Ways, actor).filter(user_id=actor.user_id),
        plain_of(said, Telling),
    )
    row = own.first()
    if row is None:
        first = Ways(workspace_id=actor.workspace_id, user_id=actor.user_id, **values)
        rows(Ways, actor).bulk_create([first], ignore_conflicts=True)
        row = own.get()
        if plain_of(row, Telling) == values:
            return row
        seen = 0
    take_version(actor=actor, row=row, seen=seen)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=TELLING)
    return row


def stop_mail(*, actor: Actor, now: datetime) -> None:
    """Send this person no mail of this workspace any more; the inbox still has all.

    For the link in a mail: it changes this one thing and signs nobody in.
    """
    actor.require("read")
    nothing = {reason.value: Way.OFF for reason in Reason}
    row = rows(Ways, actor).filter(user_id=actor.user_id).first()
    before = plain_of(row or Telling(), Telling)
    set_telling(actor=actor, said=Telling(**{**before, **nothing}), now=now)


def _move_digest(actor: Actor, said: Telling, now: datetime) -> None:
    waiting = rows(Outgoing, actor).filter(
        user_id=actor.user_id, state=LetterState.WAITING, queued_at=None
    )
    if said.is_off:
        waiting.update(state=LetterState.DROPPED, ended_at=now)
        return
    due = said.next_digest(now, zone_of(actor=actor))
    waiting.filter(is_digest=True).update(due_at=due)
