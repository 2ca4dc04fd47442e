"""Background jobs: start, claim, progress, end."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from leadline.accounts.actions.audit import record
from leadline.accounts.models import Job
from leadline.accounts.types import Actor, JobState
from leadline.foundation.jobs import enqueue


@transaction.atomic
def start_job(*, actor: Actor, kind: str, args: dict[str, Any]) -> Job:
    """Queue a job of a registered kind and return its row.

    Raises ``NotAllowed`` for a reader.
    """
    actor.require("change")
    job = Job.objects.create(
        workspace_id=actor.workspace_id, user_id=actor.user_id, kind=kind, args=args
    )
    record(actor=actor, verb="accounts.start_job", subject=job, kind=kind)
    transaction.on_commit(lambda: enqueue(job.pk))
    return job


@transaction.atomic
def claim_job(job_id: int) -> Job | None:
    """Mark a queued job as running and return it; ``None`` when it is not queued."""
    claimed = Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING, attempts=F("attempts") + 1, started_at=Now()
    )
    return Job.objects.get(pk=job_id) if claimed else None


def note_progress(job_id: int, done: int, total: int, message: str) -> bool:
    """Write a running job's place; return whether a person asked it to stop."""
    Job.objects.filter(pk=job_id).update(
        done=done, total=total, message=message[:200], heartbeat_at=Now()
    )
    return Job.objects.filter(pk=job_id, is_cancel_asked=True).exists()


def end_job(
    job_id: int,
    *,
    state: str,
    result: dict[str, Any] | None = None,
    error: str = "",
) -> None:
    """Write how a job ended."""
    Job.objects.filter(pk=job_id).update(
        state=state, result=result or {}, error=error[:500], finished_at=Now()
    )
