"""Background work of conversation: mails and messages to channels."""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from leadline.accounts.actions import hear, start_job, take_turn
from leadline.accounts.queries import owners
from leadline.accounts.types import Actor
from leadline.conversation import actions
from leadline.conversation.queries.letters import letter_parts, post_content
from leadline.conversation.queries.subjects import subjects_of
from leadline.conversation.types import Letter, LetterState, Post
from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import Answered, Sent, send
from leadline.foundation.jobs import Progress, clock, job, regularly
from leadline.foundation.mailing import can_tell, own_address

TELL = "conversation.tell"
SECONDS = 15
LARGEST = 64 * 1024
GONE = "The record it is about is gone."
NOT_SET_UP = "No mail server or no address of this machine is named."
UNSURE = "The line went dead while it was sent; it may have arrived."
SWEEP_EVERY = timedelta(hours=1)
BUSY = (429, 500, 502, 503, 504)

log = structlog.get_logger(__name__)
hear(actions.note_news)


@job(TELL, title="Tell people and channels", needs="read", seconds=900, grace=30)
def tell(*, actor: Actor, progress: Progress, ids: list[int]) -> dict[str, Any]:
    """Send what fell due, one by one, each at most once.

    Killed at any moment it may run again: what was handed over is never handed over a
    second time.
    """
    sent = 0
    for n, outgoing_id in enumerate(ids):
        progress.step(n, len(ids), "Telling")
        taken = actions.take_letter(actor=actor, outgoing_id=outgoing_id, now=clock())
        if taken is None:
            continue
        try:
            how = (
                _mail(actor, taken)
                if isinstance(taken, Letter)
                else _post(actor, taken)
            )
        except Exception:
            # What it was stands in the log; whether it left is not known.
            log.exception("not_told", outgoing=outgoing_id)
            how = {"state": LetterState.UNSURE, "fault": UNSURE}
        actions.settle_letter(actor=actor, outgoing_id=outgoing_id, now=clock(), **how)
        sent += not how
    return {"sent": sent, "of": len(ids)}


def _later(fault: str, minutes: int = 10) -> dict[str, Any]:
    return {
        "state": LetterState.FAILED,
        "fault": fault,
        "again_at": clock() + timedelta(minutes=minutes),
    }


def _mail(actor: Actor, letter: Letter) -> dict[str, Any]:
    """Send one mail; return how it went, nothing where it went well."""
    if not can_tell():
        return _later(NOT_SET_UP, minutes=60)
    parts = letter_parts(actor=actor, letter=letter, base=own_address())
    mail = EmailMultiAlternatives(
        parts["subject"], parts["text"], None, [parts["to"]], headers=parts["headers"]
    )
    mail.attach_alternative(parts["html"], "text/html")
    wire = get_connection()
    try:
        wire.open()
    except (OSError, SMTPException) as error:
        return _later(f"The mail server was not reached: {type(error).__name__}.")
    try:
        wire.send_messages([mail])
    except SMTPRecipientsRefused:
        return {"state": LetterState.FAILED, "fault": "The address was refused."}
    except SMTPResponseException as error:
        # The server said that it did not take it.
        return _later(f"The mail server answered {error.smtp_code}.")
    except (OSError, SMTPException):
        return {"state": LetterState.UNSURE, "fault": UNSURE}
    finally:
        _hang_up(wire)
    return {}


def _hang_up(wire: Any) -> None:
    try:
        wire.close()
    except (OSError, SMTPException):
        log.info("mail_server_left")


def _post(actor: Actor, post: Post) -> dict[str, Any]:
    """Post to one channel; return how it went, nothing where it went well."""
    place = (post.about.value, post.record_id)
    subject = subjects_of(actor=actor, places=[place]).get(place)
    if subject is None:
        return {"state": LetterState.DROPPED, "fault": ""}
    body = post_content(actor=actor, post=post, subject=subject, base=own_address())
    try:
        send(
            post.address,
            Sent(body, {"Content-Type": "application/json"}),
            largest=LARGEST,
            seconds=SECONDS,
            allow_private=settings.PRIVATE_ADDRESSES,
            taken=(200, 202),
        )
    except Answered as error:
        if error.status in BUSY:
            return _later(str(error))
        return {"state": LetterState.FAILED, "fault": str(error)}
    except Invalid as error:
        return {"state": LetterState.FAILED, "fault": str(error)}
    return {}


@regularly
def sweep_files(now: datetime) -> None:
    """Remove files that hang on no comment any more, about once an hour."""
    if take_turn(name="sweep files", every=SWEEP_EVERY, now=now):
        for owner in owners(surface="job"):
            actions.sweep_attached(actor=owner, now=now)


@regularly
def tell_what_is_due(now: datetime) -> None:
    """Note what falls due, wake what slept, and queue one job for all to be told."""
    for owner in owners(surface="job"):
        with transaction.atomic():
            actions.wake_notes(actor=owner, now=now)
            actions.note_due(actor=owner, now=now)
            actions.send_news(actor=owner, now=now)
            actions.note_heard(actor=owner, now=now)
            ids = actions.claim_letters(actor=owner, now=now)
            if ids:
                start_job(actor=owner, kind=TELL, args={"ids": ids})
