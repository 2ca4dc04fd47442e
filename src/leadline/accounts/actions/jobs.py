"""Background jobs: start, cancel, retry; and what the worker writes about them.

A running job belongs to the worker whose *claim* its row carries. Every write of
a worker names its claim, so one that was thought dead and is not cannot write
over what its successor does.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from leadline.accounts.actions.audit import record
from leadline.accounts.models import Job
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, JobState, JobTaken, Kept
from leadline.foundation.errors import Conflict, NotFound
from leadline.foundation.jobs import backoff, job_kind, worker_name

MOST_ATTEMPTS = 5
SILENCE = timedelta(seconds=60)
DIED = "The worker stopped in the middle of this job."
GIVEN_UP = " It was tried {} times and is left alone now; Try again begins anew."


@transaction.atomic
def start_job(*, actor: Actor, kind: str, args: dict[str, Any]) -> Kept:
    """Queue a job of a registered kind and return which it is.

    Raises ``NotAllowed`` for who may not start it, ``KeyError`` for an unknown kind.
    """
    actor.require(job_kind(kind).needs)
    job = Job.objects.create(
        workspace_id=actor.workspace_id,
        user_id=actor.user_id,
        kind=job_kind(kind).key,
        args=args,
    )
    record(actor=actor, verb="accounts.start_job", subject=job, kind=kind)
    return Kept(job.pk, job_kind(kind).title)


@transaction.atomic
def cancel_job(*, actor: Actor, job_id: int) -> Kept:
    """Stop a job: at once while it waits, at its next step while it runs.

    Raises ``NotAllowed`` for a reader, ``NotFound``, ``Conflict`` when it ended.
    """
    actor.require("change")
    job = _locked(actor, job_id)
    if job.state == JobState.QUEUED:
        job.state = JobState.CANCELLED
    elif job.state != JobState.RUNNING:
        raise Conflict("This job has ended already; there is nothing to stop.")
    job.is_cancel_asked = True
    job.save(update_fields=["state", "is_cancel_asked"])
    record(actor=actor, verb="accounts.cancel_job", subject=job, kind=job.kind)
    return Kept(job.pk, job.kind)


@transaction.atomic
def retry_job(*, actor: Actor, job_id: int) -> Kept:
    """Queue a job that failed or was stopped; it goes on from where it was.

    Raises ``NotAllowed`` for a reader, ``NotFound``, ``Conflict`` for a job that
    waits, runs or is done.
    """
    actor.require("change")
    job = _locked(actor, job_id)
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise Conflict("Only a job that failed or was stopped can be tried again.")
    Job.objects.filter(pk=job.pk).update(
        state=JobState.QUEUED,
        attempts=0,
        error="",
        is_cancel_asked=False,
        run_after=None,
        finished_at=None,
        seconds_left=None,
    )
    record(actor=actor, verb="accounts.retry_job", subject=job, kind=job.kind)
    return Kept(job.pk, job.kind)


def _locked(actor: Actor, job_id: int) -> Job:
    job = rows(Job, actor).select_for_update().filter(pk=job_id).first()
    if job is None:
        raise NotFound("There is no such job.")
    return job


def take_job(*, claim: str, now: datetime) -> JobTaken | None:
    """Mark the next waiting job as running and return it; ``None`` if none is due.

    Two workers never take one job: PostgreSQL passes over a row that another one is
    taking, and SQLite lets one writer in at a time. Looking alone takes no lock.
    """
    due = Job.objects.filter(
        Q(run_after__isnull=True) | Q(run_after__lte=now), state=JobState.QUEUED
    ).order_by("pk")
    if not due.exists():
        return None
    with transaction.atomic():
        job = due.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.state, job.claim = JobState.RUNNING, claim
        job.attempts += 1
        job.started_at = job.heartbeat_at = now
        job.finished_at = job.seconds_left = None
        job.save()
    return JobTaken(job.pk, job.kind, claim=claim)


def new_claim() -> str:
    """Return a claim of this process: its name and a word used once."""
    return worker_name() + secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a running job is."""

    done: int
    total: int
    message: str
    seconds_left: int | None


def note_progress(*, job_id: int, claim: str, place: Place, now: datetime) -> str:
    """Write a running job's place; return "go on", "stop" or "superseded"."""
    mine = Job.objects.filter(pk=job_id, claim=claim, state=JobState.RUNNING)
    written = mine.update(
        done=place.done,
        total=place.total,
        message=place.message[:200],
        seconds_left=place.seconds_left,
        heartbeat_at=now,
    )
    if not written:
        return "superseded"
    return "stop" if mine.filter(is_cancel_asked=True).exists() else "go on"


def beat_job(*, claim: str, now: datetime) -> None:
    """Write that the worker on this job is alive."""
    Job.objects.filter(claim=claim, state=JobState.RUNNING).update(heartbeat_at=now)


def end_job(
    *,
    job_id: int,
    claim: str,
    state: JobState,
    now: datetime,
    result: dict[str, Any] | None = None,
    error: str = "",
) -> None:
    """Write how a job ended, unless another worker has taken it over."""
    Job.objects.filter(pk=job_id, claim=claim, state=JobState.RUNNING).update(
        state=state,
        result=result or {},
        error=error[:500],
        finished_at=now,
        seconds_left=None,
    )


@transaction.atomic
def requeue_job(
    *,
    job_id: int,
    claim: str,
    now: datetime,
    error: str = "",
    counts: bool = True,
) -> None:
    """Put a running job back into the queue, with back-off if the attempt counts.

    After ``MOST_ATTEMPTS`` that came no further than the ones before it has
    failed; a job that somebody wants stopped is stopped instead.
    """
    job = (
        Job.objects.select_for_update()
        .filter(pk=job_id, claim=claim, state=JobState.RUNNING)
        .first()
    )
    if job is None:
        return
    job.error, job.seconds_left, job.run_after = error[:400], None, None
    if job.done > job.done_before:
        job.attempts, job.done_before = 1, job.done
    if job.is_cancel_asked:
        job.state, job.finished_at = JobState.CANCELLED, now
    elif not counts:
        job.state, job.attempts = JobState.QUEUED, max(job.attempts - 1, 0)
    elif job.attempts >= MOST_ATTEMPTS:
        job.state, job.finished_at = JobState.FAILED, now
        job.error += GIVEN_UP.format(job.attempts)
    else:
        job.state, job.run_after = JobState.QUEUED, now + backoff(job.attempts)
    job.save()


def reap_jobs(
    *,
    now: datetime,
    workers: Mapping[str, bool] | None = None,
    busy: str = "",
) -> list[int]:
    """Bring back the jobs that dead workers left; return their ids.

    ``workers`` says of each worker on this machine whether it is alive; one that
    is not named is judged by its heartbeat. ``busy`` is the claim this process
    works on: another claim of its own is one it lost on the way.
    """
    known = dict(workers or {})
    lost = []
    for job in Job.objects.filter(state=JobState.RUNNING):
        worker = job.claim[: len(worker_name())]
        silent = job.heartbeat_at is None or job.heartbeat_at < now - SILENCE
        is_lost = (
            job.claim != busy
            if worker == worker_name()
            else not known.get(worker, not silent)
        )
        if is_lost:
            lost.append(job.pk)
            requeue_job(job_id=job.pk, claim=job.claim, now=now, error=DIED)
    return lost
