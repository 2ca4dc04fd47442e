"""What leaves this machine: taken, handed over and settled, each at most once.

A mail server gives no promise that a mail was not taken when the line went dead. So a
row is ``SENDING`` before it is handed over; one that was cut off there counts as
perhaps sent and is left alone. The inbox has all of it in any case.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from leadline.accounts.queries import actor_for, get_user, rows
from leadline.accounts.types import Actor
from leadline.conversation.actions.mails import wait_for_digest
from leadline.conversation.models import Channel, Comment, Note, Outgoing
from leadline.conversation.queries.heard import day_of, told_of_day, told_of_line
from leadline.conversation.queries.wanted import is_wanted_now, wanted_rows
from leadline.conversation.types import (
    About,
    ChannelKind,
    Letter,
    LetterState,
    Post,
)
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.lockbox import unlock

LOST = timedelta(minutes=10)
CUT_OFF = timedelta(minutes=5)
MOST = 200
MOST_ATTEMPTS = 5
WORDS = 400
SOMEBODY = "Somebody"
UNSURE = "It was cut off while it was sent and may have arrived; it is not sent again."


@transaction.atomic
def claim_letters(*, actor: Actor, now: datetime) -> list[int]:
    """Return what fell due and nobody has claimed; whoever asks first gets it.

    What was claimed and never begun is given out again after ten minutes.
    """
    actor.require("read")
    _settle_cut_off(actor, now)
    unclaimed = Q(queued_at=None) | Q(queued_at__lt=now - LOST)
    due = rows(Outgoing, actor).filter(
        unclaimed, state=LetterState.WAITING, due_at__lte=now
    )
    found = []
    for pk, queued_at in due.order_by("due_at", "pk").values_list("pk", "queued_at")[
        :MOST
    ]:
        still = rows(Outgoing, actor).filter(pk=pk, queued_at=queued_at)
        if still.update(queued_at=now):
            found.append(pk)
    return found


def _settle_cut_off(actor: Actor, now: datetime) -> None:
    cut_off = rows(Outgoing, actor).filter(
        state=LetterState.SENDING, began_at__lt=now - CUT_OFF
    )
    cut_off.update(state=LetterState.UNSURE, ended_at=now, fault=UNSURE)


@transaction.atomic
def take_letter(
    *, actor: Actor, outgoing_id: int, now: datetime
) -> Letter | Post | None:
    """Begin to send one; ``None`` where it was taken already or tells nothing any more.

    Whoever gets it here is the only one, and has to settle it.
    """
    actor.require("read")
    waiting = rows(Outgoing, actor).filter(pk=outgoing_id, state=LetterState.WAITING)
    taken = waiting.update(
        state=LetterState.SENDING, began_at=now, attempts=F("attempts") + 1
    )
    if not taken:
        return None
    row = rows(Outgoing, actor).get(pk=outgoing_id)
    made = (
        _letter(actor, row, now) if row.user_id is not None else _post(actor, row, now)
    )
    if made is None:
        row.state, row.ended_at = LetterState.DROPPED, now
        row.save(update_fields=["state", "ended_at"])
    return made


def _letter(actor: Actor, row: Outgoing, now: datetime) -> Letter | None:
    """Return the mail, unless its reader left, has read it all, or wants none.

    What was wanted when it was put on its way is looked at again here: hours may have
    passed. Where it is quiet by now, or a digest is wanted, it waits for that.
    """
    try:
        reader = actor_for(
            user_id=row.user_id, workspace_id=actor.workspace_id, surface="job"
        )
    except NotFound:
        return None
    told = rows(Note, actor).filter(outgoing=row)
    notes = wanted_rows(actor=reader, notes=told.order_by("pk"))
    if not notes:
        return None
    if not row.is_digest and not is_wanted_now(actor=reader, note=notes[0], now=now):
        wait_for_digest(actor=reader, letter=row, now=now)
        return None
    user = get_user(user_id=reader.user_id)
    return Letter(
        id=row.pk,
        user_id=user.id,
        email=user.email,
        name=user.called,
        is_digest=row.is_digest,
        notes=tuple(notes),
    )


def _post(actor: Actor, row: Outgoing, now: datetime) -> Post | None:
    """Return the message, unless its channel is off or it does not hold any more."""
    channel = row.channel
    if channel is None or not channel.is_on:
        return None
    try:
        address = unlock(channel.address)
    except Invalid as error:
        _note_fault(channel, str(error))
        return None
    said = _of_comment(row.comment) or _of_record(actor, row, now)
    if said is None:
        return None
    words = " ".join(said.pop("words").split())[:WORDS]
    return Post(
        id=row.pk,
        kind=ChannelKind(channel.kind),
        address=address,
        words=words if channel.with_words else "",
        with_words=channel.with_words,
        **said,
    )


def _of_comment(comment: Comment | None) -> dict[str, Any] | None:
    if comment is None or comment.deleted_at is not None:
        return None
    thread = comment.thread
    return {
        "by": str(comment.author), "about": About(thread.about),
        "record_id": thread.record_id, "thread_id": thread.pk,
        "comment_id": comment.pk, "words": comment.text,
    }  # fmt: skip


def _of_record(actor: Actor, row: Outgoing, now: datetime) -> dict[str, Any] | None:
    told = None
    if row.line is not None:
        told = told_of_line(actor=actor, sequence=row.line)
    elif row.day is not None and row.record_id is not None:
        told = told_of_day(
            actor=actor, about=row.about, record_id=row.record_id, day=row.day,
            today=day_of(actor=actor, now=now),
        )  # fmt: skip
    if told is None:
        return None
    by = "" if row.line is None else str(row.by or SOMEBODY)
    return {"by": by, **{name: getattr(told, name) for name in told.__slots__}}


@transaction.atomic
def settle_letter(
    *,
    actor: Actor,
    outgoing_id: int,
    now: datetime,
    state: LetterState = LetterState.SENT,
    fault: str = "",
    again_at: datetime | None = None,
) -> None:
    """Write down how it went; ``again_at`` where it certainly did not leave.

    After five attempts it is left alone. An owner reads the fault of a channel there.
    """
    actor.require("read")
    row = rows(Outgoing, actor).filter(pk=outgoing_id).first()
    if row is None or row.state != LetterState.SENDING:
        return
    row.state, row.fault, row.ended_at = state, fault[:300], now
    if again_at is not None and row.attempts < MOST_ATTEMPTS:
        row.state, row.due_at, row.queued_at = LetterState.WAITING, again_at, None
    row.save()
    if row.channel is not None:
        if row.state == LetterState.SENT:
            row.channel.sent_at = now
        _note_fault(row.channel, fault)


def _note_fault(channel: Channel, fault: str) -> None:
    channel.fault = fault[:300]
    channel.save(update_fields=["fault", "sent_at"])
