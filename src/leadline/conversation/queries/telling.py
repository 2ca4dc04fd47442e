"""One's own inbox, how one is told, and the channels of a workspace."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from leadline.accounts.queries import get_user, rows, workspace_of
from leadline.accounts.types import NO_ZONE, Actor
from leadline.conversation.models import Channel, Note, Ways
from leadline.conversation.queries.rows import get_channel
from leadline.conversation.queries.subjects import still_there, subjects_of
from leadline.conversation.types import (
    About,
    ChannelKind,
    ChannelRow,
    Heard,
    NoteRow,
    Reason,
    Shelf,
    Subject,
    Telling,
)
from leadline.foundation.paging import Listed, listed
from leadline.foundation.plain import plain_of

WORDS = 160
GONE = "Somebody"


def list_notes(
    *, actor: Actor, shelf: str = Shelf.ALL, page: int | str | None = 1
) -> Listed[NoteRow]:
    """Return one shelf of the actor's own inbox, the latest first.

    What sleeps stands on its own shelf alone, the first to come back on top.
    """
    actor.require("read")
    if shelf == Shelf.SNOOZED:
        found = _own(actor).exclude(snoozed_until=None).order_by("snoozed_until", "pk")
    else:
        own = notes_not_read(actor=actor) if shelf == Shelf.NEW else _awake(actor)
        found = own.order_by("-came_at", "-pk")
    return listed(found, lambda lot: note_rows(actor=actor, notes=lot), page)


def count_snoozed(*, actor: Actor) -> int:
    """Return how many of the actor's own notes sleep."""
    actor.require("read")
    return _own(actor).exclude(snoozed_until=None).count()


def notes_not_read(*, actor: Actor) -> QuerySet[Note]:
    """Return the actor's own notes that wait to be read, to be counted with others.

    Of which kinds of records they are is asked first: to ask the table of every kind
    takes longer than all else that stands around a page.
    """
    own = notes_kept(actor=actor)
    kinds = set(own.order_by().values_list("about", flat=True).distinct())
    return own.filter(still_there(actor=actor, kinds=kinds)) if kinds else own.none()


def notes_kept(*, actor: Actor) -> QuerySet[Note]:
    """Return those, and those of what was taken back too."""
    actor.require("read")
    return rows(Note, actor).filter(
        user_id=actor.user_id, snoozed_until=None, read_at=None
    )


def _awake(actor: Actor) -> QuerySet[Note]:
    return _own(actor).filter(snoozed_until=None)


def _own(actor: Actor) -> QuerySet[Note]:
    return rows(Note, actor).filter(still_there(actor=actor), user_id=actor.user_id)


def note_rows(*, actor: Actor, notes: Any) -> list[NoteRow]:
    """Return notes with who wrote what, about records as they are called now.

    A query, and one for each kind of record; what was taken back is left out.
    """
    actor.require("read")
    found = list(notes.select_related("comment__author", "by"))
    places = {(one.about, one.record_id) for one in found}
    subjects = subjects_of(actor=actor, places=places)
    return [
        _note_row(one, subject)
        for one in found
        if (subject := subjects.get((one.about, one.record_id))) is not None
    ]


def _note_row(note: Note, subject: Subject) -> NoteRow:
    comment = note.comment
    return NoteRow(
        id=note.pk,
        reason=Reason(note.reason),
        by=str((comment.author if comment else note.by) or GONE),
        about=About(note.about),
        record_id=note.record_id,
        title=subject.title,
        thread_id=comment.thread_id if comment else None,
        comment_id=note.comment_id,
        words=" ".join(comment.text.split())[:WORDS] if comment else "",
        at=note.came_at,
        is_new=note.read_at is None,
        is_of_words=subject.is_of_words,
        snoozed_until=note.snoozed_until,
        due_on=note.due_on,
    )


def telling_of(*, actor: Actor) -> tuple[Telling, int]:
    """Return how the actor is told, and its version; 0 where nothing is said."""
    actor.require("read")
    row = rows(Ways, actor).filter(user_id=actor.user_id).first()
    if row is None:
        return Telling(), 0
    return Telling(**plain_of(row, Telling)), row.version


def zone_of(*, actor: Actor) -> tzinfo:
    """Return the zone of the actor's hours: their own, or the workspace's."""
    actor.require("read")
    own = get_user(user_id=actor.user_id).timezone
    return ZoneInfo(own if own != NO_ZONE else workspace_of(actor=actor).timezone)


def list_channels(*, actor: Actor) -> list[ChannelRow]:
    """Return the channels that are told; raise ``NotAllowed`` for all but owners."""
    actor.require("administer")
    return [_channel_row(one) for one in rows(Channel, actor).order_by("name", "pk")]


def channel_row(*, actor: Actor, channel_id: int) -> ChannelRow:
    """Return one of them; raise ``NotAllowed``, ``NotFound``."""
    actor.require("administer")
    return _channel_row(get_channel(actor=actor, channel_id=channel_id))


def _channel_row(one: Channel) -> ChannelRow:
    return ChannelRow(
        id=one.pk,
        kind=ChannelKind(one.kind),
        name=one.name,
        host=one.server_name,
        hears=tuple(what for what in Heard if what.value in one.hears),
        with_words=one.with_words,
        is_on=one.is_on,
        fault=one.fault,
        sent_at=one.sent_at,
        version=one.version,
    )
