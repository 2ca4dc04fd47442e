"""Background work of connections: handing messages to other programs."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import datetime
from smtplib import SMTPException
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from leadline.accounts.actions import start_job
from leadline.accounts.queries import owners
from leadline.accounts.types import Actor
from leadline.connections import actions
from leadline.connections.types import Outcome, Parcel, SwitchedOff
from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import Answered, Sent, hand_in
from leadline.foundation.jobs import Progress, clock, job, regularly
from leadline.foundation.mailing import can_mail, own_address
from leadline.foundation.webhooks import signed_headers

DELIVER = "connections.deliver"
SECONDS = 15
TURN_SECONDS, ROUND_SECONDS = 10.0, 60.0
"""How long one address may keep the others of its workspace waiting, and all of them
the jobs behind them. An attempt that was begun is finished: one that hangs takes 15
seconds, and then its server rests."""

log = structlog.get_logger(__name__)


@job(DELIVER, title="Tell other programs", needs="administer", seconds=300, grace=30)
def deliver(*, actor: Actor, progress: Progress, ids: list[int]) -> dict[str, Any]:
    """Hand over what fell due, one by one, as long as a round takes.

    An address that used its turn up, and what is left at the end of the round, waits
    for the next, a minute later. Killed at any moment it may run again: a message that
    was cut off goes again by the same id, by which the other side knows that it has it.
    """
    arrived, began = 0, time.monotonic()
    taken: defaultdict[int, float] = defaultdict(float)
    for n, delivery_id in enumerate(ids):
        progress.step(n, len(ids), "Telling")
        if time.monotonic() - began > ROUND_SECONDS:
            actions.put_back_deliveries(actor=actor, ids=ids[n:])
            break
        over = {pk for pk, seconds in taken.items() if seconds > TURN_SECONDS}
        parcel = actions.take_delivery(
            actor=actor, delivery_id=delivery_id, now=clock(), over=over
        )
        if parcel is None:
            continue
        start = time.monotonic()
        outcome = _hand_over(parcel)
        taken[parcel.endpoint_id] += time.monotonic() - start
        actions.settle_delivery(
            actor=actor, delivery_id=delivery_id, outcome=outcome, now=clock()
        )
        arrived += outcome.is_taken
    for off in actions.take_switched_off(actor=actor):
        _tell_owners(actor, off)
    return {"arrived": arrived, "of": len(ids)}


def _hand_over(parcel: Parcel) -> Outcome:
    content, began = parcel.body.encode(), time.monotonic()
    headers = signed_headers(parcel.secrets, parcel.message, clock(), content)
    try:
        status = hand_in(
            parcel.address,
            Sent(content, {"Content-Type": "application/json", **headers}),
            seconds=SECONDS,
            allow_private=settings.PRIVATE_ADDRESSES,
        )
    except Answered as error:
        return Outcome(error.status, str(error), wait=error.wait)
    except Invalid as error:
        return Outcome(None, str(error))
    return Outcome(status, seconds=time.monotonic() - began)


@regularly
def tell_programs(now: datetime) -> None:
    """Write what happened since, and queue one job for all that fell due."""
    for owner in owners(surface="job"):
        with transaction.atomic():
            actions.note_lines(actor=owner, now=now, base=own_address())
            ids = actions.claim_deliveries(actor=owner, now=now)
            if ids:
                start_job(actor=owner, kind=DELIVER, args={"ids": ids})


def _tell_owners(actor: Actor, off: SwitchedOff) -> None:
    """Say by mail what was switched off; the page of the address says it too."""
    if not can_mail():
        return
    page = f"/w/{actor.workspace_id}/settings/webhooks/{off.endpoint_id}/"
    text = (
        f"Leadline tells “{off.name}” no more of what happens.\n\n{off.fault}\n\n"
        f"What was not told can be sent again: {own_address()}{page}\n"
    )
    for email in off.emails:
        try:
            send_mail(f"{off.name} is told no more", text, None, [email])
        except (OSError, SMTPException):
            log.exception("mail_not_sent")
