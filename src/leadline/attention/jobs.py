"""Background work of the attention domain: subscribed calendars."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import DatabaseError, transaction

from leadline.accounts.actions import start_job
from leadline.accounts.queries import owner_of, workspace_ids, workspace_of
from leadline.accounts.types import Actor
from leadline.attention import actions
from leadline.attention.queries.rows import get_source
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

READ = "attention.read_calendar"
UNKNOWN = "It could not be read; the log of this machine says why."

log = structlog.get_logger(__name__)


@job(READ, title="Read a subscribed calendar", needs="read", seconds=600)
def read_calendar(
    *, actor: Actor, progress: Progress, source_id: int
) -> dict[str, Any]:
    """Read one subscribed calendar anew; what fails keeps what was there.

    Killed at any moment it may run again: the entries change in one transaction. What
    went wrong is told to the calendar's owner alone, on the page of their calendars.
    """
    progress.step(0, 1, "Reading")
    try:
        source = get_source(actor=actor, source_id=source_id)
    except NotFound:
        return {"read": 0}  # taken out in the meantime
    known = Version(source.etag, source.modified)
    try:
        got = fetch(
            source.address,
            largest=actions.LARGEST,
            allow_private=settings.PRIVATE_ADDRESSES,
            known=known,
        )
        zone = ZoneInfo(workspace_of(actor=actor).timezone)
        actions.take_in(
            actor=actor, source_id=source_id, got=got, now=clock(), zone=zone
        )
    except NotFound:
        return {"read": 0}
    except (Invalid, Conflict) as error:
        return _failed(actor, source_id, str(error))
    except (Cancelled, Stopping, DatabaseError):
        raise
    except Exception:
        # Its owner waits for an answer on the page; what it was stands in the log.
        log.exception("calendar_not_read", source=source_id)
        return _failed(actor, source_id, UNKNOWN)
    progress.step(1, 1, "Read")
    return {"read": 1}


def _failed(actor: Actor, source_id: int, why: str) -> dict[str, Any]:
    with suppress(NotFound):
        actions.note_failure(actor=actor, source_id=source_id, why=why, now=clock())
    return {"read": 0}


@regularly
def read_due_calendars(now: datetime) -> None:
    """Queue a job for each subscribed calendar that fell due."""
    for workspace_id in workspace_ids():
        try:
            owner = owner_of(workspace_id=workspace_id, surface="job")
        except NotFound:
            continue  # nobody answers for it any more; the others still do
        with transaction.atomic():
            for actor, source_id in actions.claim_due(actor=owner, now=now):
                start_job(actor=actor, kind=READ, args={"source_id": source_id})
