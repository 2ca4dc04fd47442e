"""The mail that tells a note, and how many of them one person may set off.

What goes beyond the bounds of an hour is told by the digest: nothing is lost, and
nobody can fill another's mailbox. The bounds are counted in the database, from what
was put on its way, so that taking a comment back wins nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from leadline.accounts.models import Membership
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.conversation.models import Channel, Comment, Note, Outgoing
from leadline.conversation.queries.telling import telling_of, zone_of
from leadline.conversation.types import Heard, LetterState, Reason

HOUR = timedelta(hours=1)
TO_ONE_AN_HOUR = 12
"""The mails at once that one person gets in an hour."""
BY_ONE_AN_HOUR = 40
"""The mails at once that one person sets off in an hour."""
CHANNELS_BY_ONE_AN_HOUR = 30
"""The messages that one person sets off in each channel in an hour."""


@transaction.atomic
def hold_members(*, actor: Actor, user_ids: Iterable[int]) -> None:
    """Hold members to the end of the transaction: their bounds are counted in turn.

    Whoever holds several names them all in one call: two that hold one after another
    could wait for each other for ever.
    """
    actor.require("read")
    members: Any = rows(Membership, actor)
    held = members.select_for_update().filter(user_id__in=list(user_ids))
    list(held.order_by("user_id").values_list("pk"))


@transaction.atomic
def mail_of(
    *, actor: Actor, reader: Actor, reason: Reason, now: datetime
) -> Outgoing | None:
    """Return the mail that tells a reader of what the actor did, if one does.

    One at once, or the digest that waits: also where it is quiet, or where either of
    the two has had their mails of this hour. The caller holds both of them.
    """
    actor.require("read")
    telling, _ = telling_of(actor=reader)
    zone = zone_of(actor=reader)
    due = telling.due_of(reason, now, zone)
    if due is None:
        return None
    if due == now and _has_room(actor, reader.user_id, now):
        return _new(actor, reader.user_id, now)
    return digest_of(
        actor=reader, now=now, due=telling.next_digest(now, zone) if due == now else due
    )


@transaction.atomic
def digest_of(*, actor: Actor, now: datetime, due: datetime) -> Outgoing:
    """Return the digest of the actor that waits, or begin the one that is due then.

    The caller holds the actor.
    """
    actor.require("read")
    waiting = rows(Outgoing, actor).select_for_update().filter(
        user_id=actor.user_id, is_digest=True, state=LetterState.WAITING, queued_at=None
    )  # fmt: skip
    found = waiting.order_by("pk").first()
    if found is None:
        found = Outgoing(
            workspace_id=actor.workspace_id, user_id=actor.user_id, due_at=due,
            is_digest=True, created_at=now,
        )  # fmt: skip
        found.save()
    return found


@transaction.atomic
def wait_for_digest(*, actor: Actor, letter: Outgoing, now: datetime) -> None:
    """Tell by the actor's digest what a mail was to tell at once."""
    actor.require("read")
    telling, _ = telling_of(actor=actor)
    due = telling.next_digest(now, zone_of(actor=actor))
    hold_members(actor=actor, user_ids=[actor.user_id])
    digest = digest_of(actor=actor, now=now, due=due)
    rows(Note, actor).filter(outgoing=letter).update(outgoing=digest)


@transaction.atomic
def post_to_channels(*, actor: Actor, comment: Comment, now: datetime) -> int:
    """Put a comment on its way to each channel that is told; return of how many.

    Who has set off all messages of an hour in a channel is silent there for a while;
    others are not. The caller holds the actor.
    """
    actor.require("comment")
    told = 0
    for channel in rows(Channel, actor).filter(is_on=True).order_by("pk"):
        if Heard.COMMENTS.value not in channel.hears:
            continue
        mine = _of_an_hour(actor, now).filter(channel=channel, by_id=actor.user_id)
        if mine.count() < CHANNELS_BY_ONE_AN_HOUR:
            Outgoing(
                workspace_id=actor.workspace_id, channel=channel, comment=comment,
                by_id=actor.user_id, due_at=now, created_at=now,
            ).save()  # fmt: skip
            told += 1
    return told


def _has_room(actor: Actor, user_id: int, now: datetime) -> bool:
    at_once = _of_an_hour(actor, now).filter(channel=None, is_digest=False)
    return (
        at_once.filter(user_id=user_id).count() < TO_ONE_AN_HOUR
        and at_once.filter(by_id=actor.user_id).count() < BY_ONE_AN_HOUR
    )


def _of_an_hour(actor: Actor, now: datetime) -> QuerySet[Outgoing]:
    return rows(Outgoing, actor).filter(created_at__gt=now - HOUR)


def _new(actor: Actor, user_id: int, now: datetime) -> Outgoing:
    made = Outgoing(
        workspace_id=actor.workspace_id, user_id=user_id, due_at=now,
        by_id=actor.user_id, created_at=now,
    )  # fmt: skip
    made.save()
    return made
