"""Messages to other programs: written off the audit log, handed over, settled.

A line of the log stands in the transaction of its change, without a gap and in order:
it is what waits to be told. Messages are written from where each address stands in it,
so nothing that happened is left out and no line is told twice. What was cut off while
it was handed over is handed over once more, by the same id.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from leadline.accounts.actions import record, take_version
from leadline.accounts.queries import lines_after, list_members, rows
from leadline.accounts.types import Actor, Kept, Role
from leadline.connections.actions.endpoints import give_up_waiting
from leadline.connections.models import Delivery, Endpoint
from leadline.connections.queries.rows import get_delivery, get_endpoint
from leadline.connections.queries.telling import body_of, body_of_line
from leadline.connections.types import (
    AREA_OF,
    GIVEN_UP_AFTER,
    TRY,
    DeliveryState,
    Outcome,
    Parcel,
    SwitchedOff,
    wait_after,
)
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.lockbox import unlock

MOST_LINES = 500
MOST = 200
LOST = timedelta(minutes=10)
IN_HAND = timedelta(minutes=2)
REST, SLOW_REST = timedelta(minutes=5), timedelta(minutes=1)
SLOW_SECONDS = 5.0
GONE = 410
OVER = "Nothing arrived for three days, so it was switched off."
IS_GONE = "The server answered 410: it wants nothing more, so it was switched off."
LEFT_BEHIND = (
    "Address and secret stayed behind when the workspace was brought here. Give the "
    "address again, and make another secret."
)
IS_OFF = "Switch the address on first."


@transaction.atomic
def note_lines(*, actor: Actor, now: datetime, base: str) -> int:
    """Write the messages that tell of what happened since; return how many.

    Two that do this at once write each message once.
    """
    actor.require("administer")
    made: list[Delivery] = []
    for endpoint in rows(Endpoint, actor).filter(is_on=True).order_by("pk"):
        lines = lines_after(actor=actor, sequence=endpoint.told_to, most=MOST_LINES)
        if not lines:
            continue
        still = rows(Endpoint, actor).filter(pk=endpoint.pk, told_to=endpoint.told_to)
        if not still.update(told_to=lines[-1].sequence):
            continue
        made += [
            _message(
                endpoint, line.verb, now, line=line.sequence,
                body=body_of_line(actor=actor, line=line, base=base),
            )
            for line in lines
            if AREA_OF.get(line.verb) in endpoint.areas
        ]  # fmt: skip
    rows(Delivery, actor).bulk_create(made)
    return len(made)


def _message(
    endpoint: Endpoint, kind: str, now: datetime, *, body: str, line: int | None = None
) -> Delivery:
    return Delivery(
        workspace_id=endpoint.workspace_id, endpoint=endpoint, line=line, type=kind,
        message=f"msg_{secrets.token_hex(16)}", body=body, due_at=now, created_at=now,
    )  # fmt: skip


@transaction.atomic
def try_endpoint(*, actor: Actor, endpoint_id: int, now: datetime) -> Kept:
    """Put a message on its way that tells of nothing, to see whether it arrives.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` where the address is off.
    """
    actor.require("administer")
    endpoint = get_endpoint(actor=actor, endpoint_id=endpoint_id)
    if not endpoint.is_on:
        raise Conflict(IS_OFF)
    body = body_of(
        actor=actor, type=TRY, at=now, data={"workspace": str(actor.workspace_id)}
    )
    made = _message(endpoint, TRY, now, body=body)
    made.save()
    record(actor=actor, verb="connections.try_endpoint", subject=endpoint)
    return Kept(made.pk, made.message)


@transaction.atomic
def send_again(*, actor: Actor, delivery_id: int, now: datetime) -> Kept:
    """Send a message again by hand, under its own id; attempts are counted anew.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` where the address is off or it
    waits as it is.
    """
    actor.require("administer")
    row = get_delivery(actor=actor, delivery_id=delivery_id)
    if not row.endpoint.is_on:
        raise Conflict(IS_OFF)
    if row.state == DeliveryState.WAITING and row.due_at <= now:
        raise Conflict("It is on its way already.")
    row.state, row.due_at, row.attempts = DeliveryState.WAITING, now, 0
    row.queued_at = row.ended_at = None
    row.save()
    rows(Endpoint, actor).filter(pk=row.endpoint_id).update(rest_until=None)
    record(
        actor=actor, verb="connections.send_again", subject=row.endpoint,
        message=row.message,
    )  # fmt: skip
    return Kept(row.pk, row.message)


@transaction.atomic
def claim_deliveries(*, actor: Actor, now: datetime) -> list[int]:
    """Return what fell due and nobody has claimed; whoever asks first gets it.

    The addresses take turns: first the oldest message of each, then the next of each.
    What was claimed and never begun is given out again after ten minutes; a server
    that rests gets nothing.
    """
    actor.require("administer")
    unclaimed = Q(queued_at=None) | Q(queued_at__lt=now - LOST)
    awake = Q(endpoint__rest_until=None) | Q(endpoint__rest_until__lte=now)
    due = rows(Delivery, actor).filter(
        unclaimed, awake, state=DeliveryState.WAITING, due_at__lte=now,
        endpoint__is_on=True,
    )  # fmt: skip
    turn = Window(RowNumber(), partition_by="endpoint_id", order_by=["due_at", "pk"])
    in_turn = due.annotate(turn=turn).order_by("turn", "due_at", "pk")
    found = []
    for pk, queued_at in in_turn.values_list("pk", "queued_at")[:MOST]:
        still = rows(Delivery, actor).filter(pk=pk, queued_at=queued_at)
        if still.update(queued_at=now):
            found.append(pk)
    return found


@transaction.atomic
def take_delivery(
    *, actor: Actor, delivery_id: int, now: datetime, over: Collection[int] = ()
) -> Parcel | None:
    """Begin to hand over a message; ``None`` where that is not to be done now.

    Whoever gets it has two minutes in which nobody else does. An address whose turn is
    ``over`` waits for its next one.
    """
    actor.require("administer")
    own = rows(Delivery, actor).filter(pk=delivery_id, state=DeliveryState.WAITING)
    row = own.filter(due_at__lte=now).select_related("endpoint").first()
    if row is None:
        return None
    endpoint = row.endpoint
    rests = endpoint.rest_until is not None and endpoint.rest_until > now
    if rests or not endpoint.is_on or endpoint.pk in over:
        own.update(queued_at=None)
        return None
    begun = own.filter(due_at=row.due_at).update(
        due_at=now + IN_HAND, tried_at=now, attempts=F("attempts") + 1
    )
    if not begun:
        return None
    try:
        return _parcel(row, endpoint, now)
    except Invalid as error:
        outcome = Outcome(None, str(error))
        settle_delivery(actor=actor, delivery_id=row.pk, outcome=outcome, now=now)
        return None


def _parcel(row: Delivery, endpoint: Endpoint, now: datetime) -> Parcel:
    address, secrets_now = unlock(endpoint.address), _secrets(endpoint, now)
    if not (address and secrets_now):
        raise Invalid(LEFT_BEHIND)
    return Parcel(
        id=row.pk,
        endpoint_id=endpoint.pk,
        message=row.message,
        body=row.body,
        address=address,
        secrets=secrets_now,
    )


def _secrets(endpoint: Endpoint, now: datetime) -> tuple[str, ...]:
    """Return what signs now: the secret, and the one before while both hold."""
    locked = [endpoint.secret]
    if endpoint.old_until is not None and now < endpoint.old_until:
        locked.append(endpoint.old_secret)
    return tuple(unlock(one) for one in locked if one)


@transaction.atomic
def put_back_deliveries(*, actor: Actor, ids: Iterable[int]) -> None:
    """Let messages that were claimed be claimed again, by whoever asks next."""
    actor.require("administer")
    waiting = rows(Delivery, actor).filter(state=DeliveryState.WAITING)
    waiting.filter(pk__in=list(ids)).update(queued_at=None)


@transaction.atomic
def settle_delivery(
    *, actor: Actor, delivery_id: int, outcome: Outcome, now: datetime
) -> None:
    """Write down how it went, when it is tried again, and when an address is given up.

    An address is switched off where nothing arrived for three days, or where it says
    itself that it is gone.
    """
    actor.require("administer")
    row = rows(Delivery, actor).filter(pk=delivery_id).first()
    if row is None or row.state != DeliveryState.WAITING:
        return
    endpoint = get_endpoint(actor=actor, endpoint_id=row.endpoint_id, held=True)
    row.status, row.fault, row.queued_at = outcome.status, outcome.fault[:300], None
    wait = wait_after(row.attempts, row.message, outcome.wait)
    if outcome.is_taken:
        row.state, row.ended_at = DeliveryState.DONE, now
    elif wait is None or outcome.status == GONE:
        row.state, row.ended_at = DeliveryState.FAILED, now
    else:
        row.due_at = now + wait
    row.save()
    _note_on(endpoint, outcome, now)
    if outcome.status == GONE:
        _switch_off(actor, endpoint, IS_GONE)
    elif endpoint.failing_since and now - endpoint.failing_since >= GIVEN_UP_AFTER:
        _switch_off(actor, endpoint, OVER)


def _note_on(endpoint: Endpoint, outcome: Outcome, now: datetime) -> None:
    endpoint.fault = outcome.fault[:300]
    if outcome.is_taken:
        endpoint.sent_at, endpoint.failing_since = now, None
        is_slow = outcome.seconds > SLOW_SECONDS
        endpoint.rest_until = now + SLOW_REST if is_slow else None
    else:
        endpoint.failing_since = endpoint.failing_since or now
        if outcome.status is None:  # not there, or hanging: nobody else waits for it
            endpoint.rest_until = now + REST
    endpoint.save(update_fields=["fault", "sent_at", "failing_since", "rest_until"])


def _switch_off(actor: Actor, endpoint: Endpoint, why: str) -> None:
    if not endpoint.is_on:
        return
    take_version(actor=actor, row=endpoint, seen=None)
    endpoint.is_on, endpoint.off_told, endpoint.fault = False, False, why
    endpoint.save(update_fields=["is_on", "off_told", "fault"])
    give_up_waiting(actor=actor, endpoint=endpoint)
    record(
        actor=actor, verb="connections.switch_endpoint", subject=endpoint, on=False,
        why=why, version=endpoint.version,
    )  # fmt: skip


@transaction.atomic
def take_switched_off(*, actor: Actor) -> list[SwitchedOff]:
    """Return what was given up and no owner was told of; each is returned once."""
    actor.require("administer")
    found = []
    for one in rows(Endpoint, actor).filter(off_told=False).order_by("pk"):
        still = rows(Endpoint, actor).filter(pk=one.pk, off_told=False)
        if still.update(off_told=True):
            found.append(SwitchedOff(one.pk, one.name, one.fault, _owners(actor)))
    return found


def _owners(actor: Actor) -> tuple[str, ...]:
    members = list_members(actor=actor)
    return tuple(one.email for one in members if one.role == Role.OWNER)
