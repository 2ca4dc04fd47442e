"""Background entry points of importing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from leadline.accounts.types import Actor
from leadline.foundation.jobs import Progress, job, regularly
from leadline.importing import checking, run
from leadline.importing.sweep import sweep

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
