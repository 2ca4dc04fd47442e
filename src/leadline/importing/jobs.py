"""Background entry points of importing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, transaction

from leadline.accounts.actions import start_job
from leadline.accounts.queries import owner_of, workspace_ids
from leadline.accounts.types import Actor
from leadline.connections import actions as ways
from leadline.connections.types import IntakeWay
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.fetch import Version, fetch
from leadline.foundation.jobs import (
    Cancelled,
    Progress,
    Stopping,
    clock,
    job,
    regularly,
)
from leadline.importing import checking, run
from leadline.importing.arriving import bring_in, file_of_feed, records_of
from leadline.importing.sweep import sweep

TAKE_IN, READ_FEED = "importing.take_in", "importing.read_feed"
JOB_OF = {IntakeWay.SENT: TAKE_IN, IntakeWay.READ: READ_FEED}
UNKNOWN = "It could not be read; the log of this machine says why."
LARGEST_FEED = 20 * 1024 * 1024
log = structlog.get_logger(__name__)
_swept: list[datetime] = []
SWEEP_EVERY = timedelta(hours=1)


@regularly
def sweep_uploads(now: datetime) -> None:
    """Remove uploads and drafts that nobody came back for, about once an hour."""
    if _swept and now - _swept[-1] < SWEEP_EVERY:
        return
    _swept[:] = [now]
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

    Killed before it is settled, what came is read again, and is there already.
    """
    progress.step(0, 1, "Reading")
    try:
        came = ways.gather_arrivals(actor=actor, intake_id=intake_id)
    except NotFound:
        return {"came": 0}  # taken out in the meantime
    if not came.ids:
        return {"came": 0}
    try:
        fault = bring_in(
            actor=actor, name=came.name, kind=came.kind, suffix=".json",
            content=records_of(came.bodies), now=progress.started_at,
        )  # fmt: skip
    except (Invalid, Conflict) as error:
        fault = str(error)
    except (Cancelled, Stopping, DatabaseError):
        raise
    except Exception:
        # What comes later is not to wait for it; what it was stands in the log.
        log.exception("arrivals_not_read", intake=intake_id)
        fault = UNKNOWN
    ways.settle_arrivals(
        actor=actor, intake_id=intake_id, ids=came.ids, now=clock(), fault=fault
    )
    return {"came": len(came.ids)}


@job(READ_FEED, title="Read what an address gives", needs="administer", seconds=900)
def read_feed(*, actor: Actor, progress: Progress, intake_id: int) -> dict[str, Any]:
    """Read an address and make an import of it, unless it stands as it stood."""
    progress.step(0, 1, "Reading")
    version = None
    try:
        feed = ways.feed_of(actor=actor, intake_id=intake_id)
        got = fetch(
            feed.address,
            largest=LARGEST_FEED,
            allow_private=settings.PRIVATE_ADDRESSES,
            known=Version(feed.etag, feed.modified),
        )
        fault = ""
        if got.content is not None:
            content, suffix = file_of_feed(got.content)
            fault = bring_in(
                actor=actor, name=feed.name, kind=feed.kind, content=content,
                suffix=suffix, now=progress.started_at,
            )  # fmt: skip
        version = got.version
    except NotFound:
        return {"read": 0}
    except (Invalid, Conflict) as error:
        fault = str(error)
    except (Cancelled, Stopping, DatabaseError):
        raise
    except Exception:
        log.exception("feed_not_read", intake=intake_id)
        fault = UNKNOWN
    ways.note_feed(
        actor=actor, intake_id=intake_id, now=clock(), version=version, fault=fault
    )
    return {"read": int(not fault)}


@regularly
def take_in_what_is_due(now: datetime) -> None:
    """Queue a job for each way in that has something, or is to be read."""
    for workspace_id in workspace_ids():
        try:
            owner = owner_of(workspace_id=workspace_id, surface="job")
        except NotFound:
            continue  # nobody answers for it any more; the others still do
        with transaction.atomic():
            for intake_id, way in ways.claim_intakes(actor=owner, now=now):
                start_job(actor=owner, kind=JOB_OF[way], args={"intake_id": intake_id})
