"""Calendars that are read from an address, again and again.

The address is a secret: it goes into no audit log, no job and no message.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from django.db import transaction
from django.db.models import Q

from leadline.accounts.actions import record
from leadline.accounts.queries import actor_for, rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.attention.actions.calendars import fill_calendar
from leadline.attention.bridge import calendar_around
from leadline.attention.models import CalendarSource
from leadline.attention.queries.rows import get_source
from leadline.attention.types import Imported
from leadline.foundation.errors import Conflict, NotFound
from leadline.foundation.fetch import Fetched, plain_address

EVERY = timedelta(hours=6)
LONGEST_WAIT = timedelta(days=4)


@transaction.atomic
def subscribe_calendar(*, actor: Actor, address: str, name: str, now: datetime) -> Kept:
    """Keep an address to read; who calls starts the job that reads it.

    Raises ``Invalid`` for what is no address, ``Conflict`` for a name in use.
    """
    actor.require("read")
    plain = plain_address(address)
    name = name.strip()[:160] or "Subscribed calendar"
    own = rows(CalendarSource, actor).filter(user_id=actor.user_id)
    if own.filter(name=name).exists():
        raise Conflict(
            "You have a calendar of that name; give this one another.", field="name"
        )
    made = CalendarSource(
        workspace_id=actor.workspace_id, user_id=actor.user_id, name=name,
        address=plain, next_at=now + EVERY,
    )  # fmt: skip
    made.save()
    record(actor=actor, verb="attention.subscribe_calendar", subject=made)
    return Kept(made.pk, made.name)


def take_in(
    *, actor: Actor, source_id: int, got: Fetched, now: datetime, zone: tzinfo
) -> Imported | None:
    """Put what was fetched in the place of what the calendar held; ``None``: as it was.

    Raises ``NotFound``, ``Invalid`` when it is no calendar, which keeps the old one.
    """
    actor.require("read")
    get_source(actor=actor, source_id=source_id)
    read = None
    if got.content is not None:
        read = calendar_around(got.content, now=now, zone=zone)
    with transaction.atomic():
        # Asked for anew: it may have been taken out while the calendar was read.
        source = get_source(actor=actor, source_id=source_id)
        filled = None
        if read is not None:
            filled = fill_calendar(actor=actor, source=source, read=read, now=now)
        source.read_at, source.next_at = now, now + EVERY
        source.fault, source.failures = "", 0
        source.etag, source.modified = got.version.etag, got.version.modified
        source.save()
    return filled


@transaction.atomic
def note_failure(*, actor: Actor, source_id: int, why: str, now: datetime) -> None:
    """Keep why a calendar could not be read, and wait longer each time.

    Raises ``NotFound``.
    """
    actor.require("read")
    source = get_source(actor=actor, source_id=source_id)
    source.failures = min(source.failures + 1, 30)
    wait = min(EVERY * 2 ** min(source.failures - 1, 8), LONGEST_WAIT)
    source.fault, source.next_at = why[:300], now + wait
    source.save(update_fields=["failures", "fault", "next_at"])


@transaction.atomic
def claim_due(*, actor: Actor, now: datetime) -> list[tuple[Actor, int]]:
    """Return subscriptions of the workspace that fell due, each with its owner, once.

    Whoever asks first gets it: the next time is moved on at once.
    """
    actor.require("read")
    due = rows(CalendarSource, actor).exclude(address="").filter(next_at__lte=now)
    found = []
    for source in due.order_by("next_at")[:100]:
        still = Q(pk=source.pk, next_at=source.next_at)
        if not rows(CalendarSource, actor).filter(still).update(next_at=now + EVERY):
            continue
        try:
            owner = actor_for(
                user_id=source.user_id, workspace_id=actor.workspace_id, surface="job"
            )
        except NotFound:
            continue  # no member any more: nobody reads it for them
        found.append((owner, source.pk))
    return found
