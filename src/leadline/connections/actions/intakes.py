"""Ways in: named by owners, what comes by them kept until it is read.

What is kept is read by the readers of files (``importing``), which stand above: here it
waits, is handed out once, and is settled.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.connections.models import Arrived, Intake
from leadline.connections.types import (
    HOURS,
    LARGEST_ARRIVAL,
    MOST_INTAKES,
    MOST_WAITING,
    TOGETHER_FOR,
    Feed,
    FeedRead,
    Gathered,
    IntakeIn,
    IntakeKind,
    IntakeWay,
)
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.fetch import plain_address
from leadline.foundation.lockbox import lock, unlock
from leadline.foundation.webhooks import new_secret

AT_ONCE, LOT_BYTES = 1000, 20 * 1024 * 1024
LARGE, MOST_LARGE = 64 * 1024, 200
"""From which length on a message is large, and how many may wait as one comes."""
LATER = timedelta(hours=1)


@transaction.atomic
def add_intake(*, actor: Actor, intake: IntakeIn, now: datetime) -> tuple[Kept, str]:
    """Open a way in; return it and the secret of who sends, once.

    Raises ``NotAllowed``, ``Invalid`` for a kind, way, time or address that is none,
    ``Conflict`` for a name in use or too many.
    """
    actor.require("administer")
    if intake.kind not in IntakeKind.values:
        raise Invalid("Choose feedback or customers.", field="kind")
    if intake.way not in (IntakeWay.SENT, IntakeWay.READ):
        raise Invalid("Say how it comes in.", field="way")
    made = Intake(
        workspace_id=actor.workspace_id, kind=intake.kind, way=intake.way, due_at=now,
        name=intake_name(actor=actor, name=intake.name, every_hours=intake.every_hours),
        every_hours=intake.every_hours,
    )  # fmt: skip
    secret = ""
    if intake.way == IntakeWay.SENT:
        secret, made.key = new_secret(), secrets.token_urlsafe(32)
        made.secret = lock(secret)
    else:
        address = _address(intake.address)
        made.address = lock(address)
        made.server_name = (urlsplit(address).hostname or "")[:253]
    made.save()
    record(
        actor=actor, verb="connections.add_intake", subject=made, name=made.name,
        kind=made.kind, way=made.way, server=made.server_name, version=made.version,
    )  # fmt: skip
    return result_of(made), secret


@transaction.atomic
def switch_intake(
    *, actor: Actor, intake_id: int, is_on: bool, now: datetime, seen: int | None = None
) -> Kept:
    """Take in by a way, at once where it is read; or close it for a while.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``.
    """
    actor.require("administer")
    row = _get(actor, intake_id)
    take_version(actor=actor, row=row, seen=seen)
    row.is_on, row.fault, row.due_at = is_on, "", now
    row.save(update_fields=["is_on", "fault", "due_at"])
    record(
        actor=actor, verb="connections.switch_intake", subject=row, on=is_on,
        version=row.version,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def renew_intake(
    *, actor: Actor, intake_id: int, seen: int | None = None
) -> tuple[Kept, str]:
    """Give who sends another secret; return it, once: the one before ends.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` where nobody sends, ``Stale``.
    """
    actor.require("administer")
    row = _get(actor, intake_id)
    if row.way != IntakeWay.SENT:
        raise Conflict("Nobody sends there; it is read.")
    take_version(actor=actor, row=row, seen=seen)
    secret = new_secret()
    row.secret = lock(secret)
    row.save(update_fields=["secret"])
    record(
        actor=actor, verb="connections.renew_intake", subject=row, version=row.version
    )
    return result_of(row), secret


@transaction.atomic
def remove_intake(*, actor: Actor, intake_id: int) -> None:
    """Forget a way in and what waits there; what was taken in stays.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("administer")
    row = _get(actor, intake_id)
    record(actor=actor, verb="connections.remove_intake", subject=row, name=row.name)
    row.delete()


@transaction.atomic
def take_arrival(
    *, actor: Actor, intake_id: int, message: str, body: str, now: datetime
) -> bool:
    """Keep a message until it is read; return whether it is new.

    Raises ``NotFound``, ``Invalid`` for one that is too large, ``Conflict`` where too
    many wait.
    """
    actor.require("administer")
    row = _get(actor, intake_id)
    if len(body.encode()) > LARGEST_ARRIVAL:
        raise Invalid("A message has at most 1 MB.")
    came = rows(Arrived, actor).filter(intake=row)
    if came.filter(message=message).exists():
        return False
    most = MOST_LARGE if len(body) > LARGE else MOST_WAITING
    if came.filter(taken_at=None).count() >= most:
        raise Conflict("Too much waits to be read; send it again later.")
    Arrived(
        workspace_id=actor.workspace_id, intake=row, message=message[:200], body=body,
        created_at=now,
    ).save()  # fmt: skip
    row.came_at = now
    row.save(update_fields=["came_at"])
    return True


@transaction.atomic
def claim_intakes(*, actor: Actor, now: datetime) -> list[tuple[int, IntakeWay]]:
    """Return the ways in that fell due, each once: what waits, and what is read.

    Whoever asks first gets it: the next time is moved on at once.
    """
    actor.require("administer")
    waiting = set(_waiting(actor).values_list("intake_id", flat=True))
    due = rows(Intake, actor).filter(is_on=True, due_at__lte=now)
    found = []
    for row in due.order_by("due_at", "pk"):
        is_read = row.way != IntakeWay.SENT
        if not is_read and row.pk not in waiting:
            continue
        wait = timedelta(hours=row.every_hours) if is_read else TOGETHER_FOR
        still = rows(Intake, actor).filter(pk=row.pk, due_at=row.due_at)
        if still.update(due_at=now + wait):
            found.append((row.pk, IntakeWay(row.way)))
    return found


@transaction.atomic
def gather_arrivals(*, actor: Actor, intake_id: int) -> Gathered:
    """Return what came by a way and waits, oldest first, as much as is read at once.

    Raises ``NotFound``.
    """
    actor.require("administer")
    row = _get(actor, intake_id)
    came = _waiting(actor).filter(intake=row).order_by("pk")
    lot: list[tuple[int, str]] = []
    size = 0
    for pk, body in came.values_list("pk", "body")[:AT_ONCE].iterator(chunk_size=20):
        lot.append((pk, body))
        size += len(body)
        if size >= LOT_BYTES:
            break
    return Gathered(
        name=row.name,
        kind=row.kind,
        ids=tuple(pk for pk, _ in lot),
        bodies=tuple(body for _, body in lot),
    )


@transaction.atomic
def settle_arrivals(
    *,
    actor: Actor,
    intake_id: int,
    ids: tuple[int, ...],
    now: datetime,
    is_read: bool = True,
    fault: str = "",
) -> None:
    """Note that messages were taken in, so that their words go; or put them aside.

    Those that could not be read keep their words. ``fault`` is what owners read.
    """
    actor.require("administer")
    row = _get(actor, intake_id)
    came = rows(Arrived, actor).filter(intake=row, taken_at=None)
    if is_read:
        came.filter(pk__in=ids).update(taken_at=now, body="")
    else:
        came.filter(pk__in=ids).update(is_aside=True)
    # Why something is put aside stands for as long as it is.
    if fault or not came.filter(is_aside=True).exists():
        row.fault = fault[:300]
        row.save(update_fields=["fault"])


@transaction.atomic
def read_aside(*, actor: Actor, intake_id: int, now: datetime) -> int:
    """Have what could not be read tried again; return how many messages.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` where nothing is put aside.
    """
    actor.require("administer")
    row = _get(actor, intake_id)
    count = (
        rows(Arrived, actor).filter(intake=row, is_aside=True).update(is_aside=False)
    )
    if not count:
        raise Conflict("Nothing is put aside any more.")
    row.due_at, row.fault = now, ""
    row.save(update_fields=["due_at", "fault"])
    record(actor=actor, verb="connections.read_aside", subject=row, count=count)
    return count


@transaction.atomic
def feed_of(*, actor: Actor, intake_id: int) -> Feed:
    """Return the address that is read, for the job that reads it.

    Raises ``NotFound``, ``Invalid`` where it was locked by another key.
    """
    actor.require("administer")
    row = _get(actor, intake_id)
    return Feed(
        row.name, row.kind, unlock(row.address), row.etag, row.modified, row.digest
    )


@transaction.atomic
def note_feed(
    *,
    actor: Actor,
    intake_id: int,
    now: datetime,
    read: FeedRead | None = None,
    fault: str = "",
) -> None:
    """Write down how reading an address went; what failed is read again in an hour.

    Raises ``NotFound``.
    """
    actor.require("administer")
    row = _get(actor, intake_id)
    row.fault = fault[:300]
    if fault:
        row.due_at = min(row.due_at, now + LATER)
    else:
        row.came_at = now
    if read is not None:
        row.etag, row.modified, row.digest = read.etag, read.modified, read.digest
    row.save(update_fields=["fault", "due_at", "came_at", "etag", "modified", "digest"])


def _waiting(actor: Actor) -> QuerySet[Arrived]:
    return rows(Arrived, actor).filter(taken_at=None, is_aside=False)


def intake_name(*, actor: Actor, name: str, every_hours: int) -> str:
    """Return the name of a new way in; raise where there can be none of it."""
    actor.require("administer")
    plain = " ".join(name.split())[:60]
    if not plain:
        raise Invalid("Say where it comes from.", field="name")
    if every_hours not in HOURS:
        raise Invalid("Choose how often it is read.", field="every_hours")
    own = rows(Intake, actor)
    if own.filter(name=plain).exists():
        raise Conflict("There is a way in of that name.", field="name")
    if own.count() >= MOST_INTAKES:
        raise Conflict(f"{MOST_INTAKES} ways in are enough.", field="name")
    return plain


def _get(actor: Actor, intake_id: int) -> Intake:
    row = rows(Intake, actor).select_for_update().filter(pk=intake_id).first()
    if row is None:
        raise NotFound("There is no such way in.")
    return row


def _address(said: str) -> str:
    if not said.strip():
        raise Invalid("Give the address that is read.", field="address")
    try:
        return plain_address(said)
    except Invalid as error:
        raise Invalid(str(error), field="address") from None
