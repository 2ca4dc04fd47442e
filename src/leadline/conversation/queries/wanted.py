"""What somebody still wants to be told at the moment it leaves this machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Comment, Mention, Note, Watch
from leadline.conversation.queries.due import falls_due
from leadline.conversation.queries.subjects import subjects_of
from leadline.conversation.queries.telling import note_rows, telling_of, zone_of
from leadline.conversation.types import OF_RECORDS, NoteRow, Reason, Way

OF_OWNERS = (Reason.OWN, Reason.GIVEN)


def wanted_rows(*, actor: Actor, notes: QuerySet[Note]) -> list[NoteRow]:
    """Return those of the actor's notes that are new, hold, and are wanted by mail.

    What sleeps was seen. A note holds no more where its record or its comment was taken
    back, an edit names the actor no longer, somebody else answers for the record by
    now, it is done or due on another day, or the actor turned off watching it or this
    kind of mail.
    """
    actor.require("read")
    telling, _ = telling_of(actor=actor)
    by_mail = [one for one in Reason if telling.way_of(one) != Way.OFF]
    found = notes.filter(
        _holds(actor), read_at=None, snoozed_until=None, reason__in=by_mail
    )
    told = note_rows(actor=actor, notes=found)
    places = {(one.about, one.record_id) for one in told if one.reason in OF_OWNERS}
    own = subjects_of(actor=actor, places=places)
    due = _still_due(actor, told)
    return [
        one
        for one in told
        if (
            one.reason not in OF_OWNERS
            or own[one.about, one.record_id].owner_id == actor.user_id
        )
        and (
            one.reason != Reason.DUE
            or (actor.user_id, one.about.value, one.record_id, one.due_on) in due
        )
    ]


def _still_due(actor: Actor, told: Sequence[NoteRow]) -> set[tuple[Any, ...]]:
    """Return what is open still, due on the day that was told, and the same one's."""
    days = [one.due_on for one in told if one.due_on]
    if not days:
        return set()
    found = falls_due(actor=actor, first=min(days), last=max(days))
    return {one.key for one in found}


def is_wanted_now(*, actor: Actor, note: NoteRow, now: datetime) -> bool:
    """Return whether the actor is told of a note at once, and it is not quiet."""
    actor.require("read")
    telling, _ = telling_of(actor=actor)
    return telling.due_of(note.reason, now, zone_of(actor=actor)) == now


def _holds(actor: Actor) -> Q:
    """Return what holds of a note whose reason stands; of OWN only that it may."""
    of_record = {"about": OuterRef("about"), "record_id": OuterRef("record_id")}
    said = rows(Watch, actor).filter(user_id=actor.user_id, **of_record)
    named = rows(Mention, actor).filter(
        user_id=actor.user_id, comment_id=OuterRef("comment_id")
    )
    wrote = rows(Comment, actor).filter(
        thread_id=OuterRef("comment__thread_id"), author_id=actor.user_id,
        deleted_at=None,
    )  # fmt: skip
    return (
        Q(Exists(named), reason=Reason.MENTION)
        | (
            ~Exists(said.filter(is_on=False))
            & (
                Q(Exists(said.filter(is_on=True)), reason=Reason.WATCH)
                | Q(Exists(wrote), reason=Reason.REPLY)
                | Q(reason=Reason.OWN)
            )
        )
        | Q(reason__in=OF_RECORDS)
    )
