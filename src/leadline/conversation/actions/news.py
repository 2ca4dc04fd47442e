"""What a person is told of besides comments: what is theirs now, due, or was told them.

A note is written where it happens, in the same transaction; a mail of it is put on its
way by the worker, so that no action of another domain waits for a row of somebody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from leadline.accounts.queries import actor_for, rows
from leadline.accounts.types import Actor, News, NewsKind
from leadline.conversation.actions.mails import hold_members, mail_of
from leadline.conversation.models import Note
from leadline.conversation.queries.due import (
    AHEAD,
    LATE,
    MORNING,
    FallsDue,
    falls_due,
    is_told_on_its_day,
)
from leadline.conversation.queries.telling import zone_of
from leadline.conversation.types import About, Reason
from leadline.foundation.errors import NotFound
from leadline.foundation.mailing import can_tell

STEP = "launchstep"
REASONS = {NewsKind.GIVEN: Reason.GIVEN, NewsKind.TOLD: Reason.TOLD}
MOST = 200
DAY = timedelta(days=1)


@transaction.atomic
def note_news(*, actor: Actor, news: News) -> None:
    """Put news into the inbox of whom they concern, unless they did it themselves.

    Who has it no longer is told of it no longer, unless they read it already; who has
    not read that they were told is not told again.
    """
    actor.require("read")
    of = About.STEP.value if news.of == STEP else news.of
    if of not in About.values:
        return
    reason, place = REASONS[news.kind], {"about": of, "record_id": news.record_id}
    unread = rows(Note, actor).filter(reason=reason, read_at=None, **place)
    if news.was_id is not None:
        unread.filter(user_id=news.was_id).delete()
    if news.user_id in (None, actor.user_id):
        return
    if not unread.filter(user_id=news.user_id).exists():
        Note(
            workspace_id=actor.workspace_id, user_id=news.user_id, reason=reason,
            by_id=actor.user_id, is_unsent=True, **place,
        ).save()  # fmt: skip


@transaction.atomic
def note_due(*, actor: Actor, now: datetime) -> int:
    """Tell people of what falls due: once some days before, and once on the day.

    A day begins at seven by the clock of each. What was written or given so late that
    they know of it is not told before; return of how many.
    """
    actor.require("read")
    first, last = (now - DAY).date() - LATE, (now + DAY).date() + AHEAD
    found = falls_due(actor=actor, first=first, last=last)
    notes = rows(Note, actor)
    told = set(
        notes.filter(due_on__range=(first, last)).values_list(
            "user_id", "about", "record_id", "due_on", "is_day"
        )
    )
    given = set(
        notes.filter(reason=Reason.GIVEN, came_at__gte=now - AHEAD - DAY).values_list(
            "user_id", "about", "record_id"
        )
    )
    waiting = [one for one in found if (*one.key, True) not in told]
    made: list[Note] = []
    for user_id in sorted({one.user_id for one in waiting}):
        own = [one for one in waiting if one.user_id == user_id]
        for one, is_day in _of_today(actor, user_id, own, now):
            is_known = not is_day and one.key[:3] in given
            if not is_known and (*one.key, is_day) not in told:
                made.append(_due_note(actor, one, is_day, now))
    rows(Note, actor).bulk_create(made, ignore_conflicts=True)
    return len(made)


def _of_today(
    actor: Actor, user_id: int, own: Iterable[FallsDue], now: datetime
) -> list[tuple[FallsDue, bool]]:
    """Return what a member is to be told of today, and whether today is its day."""
    reader = _member(actor, user_id)
    if reader is None:
        return []
    zone = zone_of(actor=reader)
    today = (now.astimezone(zone) - MORNING).date()
    found = []
    for one in own:
        is_day = is_told_on_its_day(actor=reader, due_on=one.due_on, today=today)
        if is_day is None:
            continue
        written = one.made_at.astimezone(zone).date()
        if written < (one.due_on if is_day else one.due_on - AHEAD):
            found.append((one, is_day))
    return found


def _due_note(actor: Actor, one: FallsDue, is_day: bool, now: datetime) -> Note:
    return Note(
        workspace_id=actor.workspace_id, user_id=one.user_id, reason=Reason.DUE,
        about=one.about, record_id=one.record_id, due_on=one.due_on, is_day=is_day,
        is_unsent=True, came_at=now, created_at=now,
    )  # fmt: skip


@transaction.atomic
def send_news(*, actor: Actor, now: datetime) -> int:
    """Put mails of notes that no comment brought on their way; return of how many.

    Whoever asks first gets a note. Where nothing can be mailed, no mail waits.
    """
    actor.require("read")
    unsent = rows(Note, actor).filter(is_unsent=True)
    if not can_tell():
        unsent.update(is_unsent=False)
        return 0
    lot = list(unsent.order_by("pk")[:MOST])
    people = {user_id for one in lot for user_id in (one.user_id, one.by_id) if user_id}
    hold_members(actor=actor, user_ids=people)
    sent = 0
    for note in lot:
        mine = rows(Note, actor).filter(pk=note.pk, is_unsent=True)
        reader = _member(actor, note.user_id)
        if not mine.update(is_unsent=False) or reader is None:
            continue
        by = _member(actor, note.by_id) or reader
        note.is_unsent, reason = False, Reason(note.reason)
        note.outgoing = mail_of(actor=by, reader=reader, reason=reason, now=now)
        note.save(update_fields=["outgoing"])
        sent += note.outgoing is not None
    return sent


def _member(actor: Actor, user_id: int | None) -> Actor | None:
    try:
        return actor_for(
            user_id=user_id, workspace_id=actor.workspace_id, surface=actor.surface
        )
    except NotFound:
        return None
