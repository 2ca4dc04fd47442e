"""Background work of the attention domain: subscribed calendars."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from leadline.accounts.actions import start_job
from leadline.accounts.queries import owners, workspace_of
from leadline.accounts.types import Actor
from leadline.attention import actions
from leadline.attention.queries.rows import get_source
from leadline.foundation.errors import NotFound
from leadline.foundation.fetch import Version, fetch
from leadline.foundation.jobs import Progress, clock, job, regularly, tried

READ = "attention.read_calendar"


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
        _, fault = tried(partial(_read, actor, source_id), source=source_id)
    except NotFound:
        return {"read": 0}  # taken out in the meantime
    if fault:
        return _failed(actor, source_id, fault)
    progress.step(1, 1, "Read")
    return {"read": 1}


def _read(actor: Actor, source_id: int) -> None:
    source = get_source(actor=actor, source_id=source_id)
    got = fetch(
        source.address,
        largest=actions.LARGEST,
        allow_private=settings.PRIVATE_ADDRESSES,
        known=Version(source.etag, source.modified),
    )
    zone = ZoneInfo(workspace_of(actor=actor).timezone)
    actions.take_in(actor=actor, source_id=source_id, got=got, now=clock(), zone=zone)


def _failed(actor: Actor, source_id: int, why: str) -> dict[str, Any]:
    with suppress(NotFound):
        actions.note_failure(actor=actor, source_id=source_id, why=why, now=clock())
    return {"read": 0}


@regularly
def read_due_calendars(now: datetime) -> None:
    """Queue a job for each subscribed calendar that fell due."""
    for owner in owners(surface="job"):
        with transaction.atomic():
            for actor, source_id in actions.claim_due(actor=owner, now=now):
                start_job(actor=actor, kind=READ, args={"source_id": source_id})
