"""Background entry points of importing."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from leadline.accounts.actions import start_job, take_turn
from leadline.accounts.queries import owners
from leadline.accounts.types import Actor
from leadline.connections import actions as ways
from leadline.connections.types import Gathered, IntakeWay
from leadline.foundation.errors import NotFound
from leadline.foundation.fetch import Version, fetch
from leadline.foundation.jobs import Progress, clock, job, regularly, tried
from leadline.importing import checking, run
from leadline.importing.arriving import bring_in, file_of_feed, records_of
from leadline.importing.sweep import sweep

TAKE_IN, READ_FEED = "importing.take_in", "importing.read_feed"
JOB_OF = {IntakeWay.SENT: TAKE_IN, IntakeWay.READ: READ_FEED}
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
    version, said = got or (None, fault)
    ways.note_feed(
        actor=actor, intake_id=intake_id, now=clock(), version=version, fault=said
    )
    return {"read": int(not said)}


def _bring_feed(
    actor: Actor, intake_id: int, now: datetime
) -> tuple[Version | None, str]:
    feed = ways.feed_of(actor=actor, intake_id=intake_id)
    got = fetch(
        feed.address,
        largest=LARGEST_FEED,
        allow_private=settings.PRIVATE_ADDRESSES,
        known=Version(feed.etag, feed.modified),
    )
    if got.content is None:
        return got.version, ""
    content, suffix = file_of_feed(got.content)
    return got.version, bring_in(
        actor=actor, name=feed.name, kind=feed.kind, content=content, suffix=suffix,
        now=now,
    )  # fmt: skip


@regularly
def take_in_what_is_due(now: datetime) -> None:
    """Queue a job for each way in that has something, or is to be read."""
    for owner in owners(surface="job"):
        with transaction.atomic():
            for intake_id, way in ways.claim_intakes(actor=owner, now=now):
                start_job(actor=owner, kind=JOB_OF[way], args={"intake_id": intake_id})
