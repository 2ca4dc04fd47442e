"""Background entry points of importing."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from leadline.accounts.actions import start_job, take_turn
from leadline.accounts.queries import owners
from leadline.accounts.types import Actor
from leadline.connections import actions as ways
from leadline.connections.types import FeedRead, Gathered, IntakeWay, OpenMailbox
from leadline.foundation import child
from leadline.foundation.errors import NotFound
from leadline.foundation.fetch import Version, fetch
from leadline.foundation.jobs import Progress, clock, job, regularly, tried
from leadline.foundation.mailbox import (
    MailServer,
    NewMails,
    ReadTo,
    move_read,
    read_new,
)
from leadline.importing import checking, run
from leadline.importing.answers import take_answers
from leadline.importing.arriving import bring_in, file_of_feed, records_of
from leadline.importing.mailed import box_of
from leadline.importing.sweep import sweep

TAKE_IN, READ_FEED = "importing.take_in", "importing.read_feed"
READ_MAILBOX = "importing.read_mailbox"
JOB_OF = {
    IntakeWay.SENT: TAKE_IN,
    IntakeWay.READ: READ_FEED,
    IntakeWay.MAIL: READ_MAILBOX,
}
# A lot of which one message cannot be read is halved so often at most.
MOST_TRIES = 60
LARGEST_FEED = 20 * 1024 * 1024
SWEEP_EVERY = timedelta(hours=1)


@regularly
def sweep_uploads(now: datetime) -> None:
    """Remove uploads and drafts that nobody came back for, about once an hour."""
    if take_turn(name="sweep uploads", every=SWEEP_EVERY, now=now):
        sweep(now)


@job("importing.run", title="Import a file", seconds=6 * 3600, grace=60)
def run_import(*, actor: Actor, progress: Progress, import_id: int) -> dict[str, Any]:
    """Write a mapped file. Safe to run twice: what is written is passed over."""
    return dict(
        run.run_import(
            actor=actor, import_id=import_id, now=progress.started_at, progress=progress
        )
    )


@job("importing.dry_run", title="Check every row of a file", seconds=2 * 3600, grace=1)
def dry_run(*, actor: Actor, progress: Progress, import_id: int) -> dict[str, Any]:
    """Read every row and write none. Safe to run twice: it is told anew."""
    return checking.look_at_draft(
        actor=actor, import_id=import_id, now=progress.started_at, progress=progress
    )


@job(TAKE_IN, title="Take in what programs sent", needs="administer", seconds=900)
def take_in(*, actor: Actor, progress: Progress, intake_id: int) -> dict[str, Any]:
    """Make one import of what came by a way in; owners read there what failed.

    A lot that cannot be read is halved until it is known which messages it is: they
    are put aside with their words. Killed before it is settled, what came is read
    again, and is there already.
    """
    progress.step(0, 1, "Reading")
    try:
        came = ways.gather_arrivals(actor=actor, intake_id=intake_id)
    except NotFound:
        return {"came": 0}  # taken out in the meantime
    lots, tries, said = [came] if came.ids else [], 0, ""
    while lots:
        lot, tries = lots.pop(), tries + 1
        note, fault = tried(
            partial(_bring_lot, actor, lot, progress.started_at), intake=intake_id
        )
        if fault and len(lot.ids) > 1 and tries < MOST_TRIES:
            lots += reversed(lot.halves())
            continue
        said = fault or note or said
        ways.settle_arrivals(
            actor=actor, intake_id=intake_id, ids=lot.ids, now=clock(),
            is_read=not fault, fault=said,
        )  # fmt: skip
    return {"came": len(came.ids)}


def _bring_lot(actor: Actor, lot: Gathered, now: datetime) -> str:
    return bring_in(
        actor=actor, name=lot.name, kind=lot.kind, suffix=".json",
        content=records_of(lot.bodies), now=now,
    )  # fmt: skip


@job(READ_FEED, title="Read what an address gives", needs="administer", seconds=900)
def read_feed(*, actor: Actor, progress: Progress, intake_id: int) -> dict[str, Any]:
    """Read an address and make an import of it, unless it stands as it stood."""
    progress.step(0, 1, "Reading")
    step = partial(_bring_feed, actor, intake_id, progress.started_at)
    try:
        got, fault = tried(step, intake=intake_id)
    except NotFound:
        return {"read": 0}  # taken out in the meantime
    read, said = got or (None, fault)
    ways.note_feed(actor=actor, intake_id=intake_id, now=clock(), read=read, fault=said)
    return {"read": int(not said)}


def _bring_feed(actor: Actor, intake_id: int, now: datetime) -> tuple[FeedRead, str]:
    """Bring in what an address gives, where that is something else than before."""
    feed = ways.feed_of(actor=actor, intake_id=intake_id)
    got = fetch(
        feed.address,
        largest=LARGEST_FEED,
        allow_private=settings.PRIVATE_ADDRESSES,
        known=Version(feed.etag, feed.modified),
    )
    etag, modified = got.version.etag, got.version.modified
    if got.content is None:
        return FeedRead(etag, modified, feed.digest), ""
    content, suffix = file_of_feed(got.content)
    # Many servers name no state of what they give; what it says is one.
    digest = hashlib.sha256(content).hexdigest()
    read = FeedRead(etag, modified, digest)
    if digest == feed.digest:
        return read, ""
    return read, bring_in(
        actor=actor, name=feed.name, kind=feed.kind, content=content, suffix=suffix,
        now=now,
    )  # fmt: skip


@job(READ_MAILBOX, title="Read a mailbox", needs="administer", seconds=900, silence=600)
def read_mailbox(*, actor: Actor, progress: Progress, intake_id: int) -> dict[str, Any]:
    """Make one import of the mails that are new, then move what was read, if wanted.

    How far it was read is written down once they are queued. Killed before, they are
    read again, and are there already; killed after, they are moved the next time.
    """
    progress.step(0, 2, "Reading")
    try:
        got, fault = tried(
            partial(_bring_mails, actor, intake_id, progress.started_at),
            intake=intake_id,
        )
        if got is None:
            ways.note_mailbox(
                actor=actor, intake_id=intake_id, now=clock(), fault=fault
            )
            return {"came": 0}
        came, new, said = got
        progress.step(1, 2, "Moving")
        _, fault = tried(
            partial(_move_mails, actor, intake_id, new.read_to), intake=intake_id
        )
        if said or fault:
            ways.note_mailbox(
                actor=actor, intake_id=intake_id, now=clock(), fault=said or fault
            )
    except NotFound:
        return {"came": 0}  # taken out in the meantime
    return {"came": came}


def _bring_mails(
    actor: Actor, intake_id: int, now: datetime
) -> tuple[int, NewMails, str]:
    box = ways.mailbox_of(actor=actor, intake_id=intake_id)
    new = read_new(
        _server(box), box.folder, ReadTo(box.validity, box.last),
        allow_private=settings.PRIVATE_ADDRESSES,
    )  # fmt: skip
    size = sum(len(mail.content) for mail in new.mails)
    file = child.run(
        child.for_size(size), box_of, new.mails, trusted=box.checker, own=box.login
    )
    file, left = take_answers(actor=actor, box=file, now=now)
    said = ""
    if file.mails:
        said = bring_in(
            actor=actor, name=box.name, kind="feedback", suffix=".mbox",
            content=file.content, now=now,
        )  # fmt: skip
    ways.note_mailbox(
        actor=actor, intake_id=intake_id, now=clock(), validity=new.read_to.validity,
        last=new.read_to.last, is_more=new.is_more, came=file.mails,
    )  # fmt: skip
    return file.mails, new, said or left


def _move_mails(actor: Actor, intake_id: int, read_to: ReadTo) -> int:
    box = ways.mailbox_of(actor=actor, intake_id=intake_id)
    if not box.move_to:
        return 0
    return move_read(
        _server(box), box.folder, read_to, box.move_to,
        allow_private=settings.PRIVATE_ADDRESSES,
    )  # fmt: skip


def _server(box: OpenMailbox) -> MailServer:
    return MailServer(box.host, box.port, box.login, box.password)


@regularly
def take_in_what_is_due(now: datetime) -> None:
    """Queue a job for each way in that has something, or is to be read."""
    for owner in owners(surface="job"):
        with transaction.atomic():
            for intake_id, way in ways.claim_intakes(actor=owner, now=now):
                start_job(actor=owner, kind=JOB_OF[way], args={"intake_id": intake_id})
