"""Runs background jobs: claims the row, keeps the heartbeat, writes the end."""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from django.db import connection

from leadline.accounts import actions
from leadline.accounts.models import Job
from leadline.accounts.queries import actor_for
from leadline.accounts.types import JobState
from leadline.foundation import worker
from leadline.foundation.errors import LeadlineError
from leadline.foundation.jobs import (
    Cancelled,
    Stopping,
    Superseded,
    clock,
    job_kind,
    set_runner,
)

WRITE_SECONDS = 0.1
RATE_SECONDS = 20.0

log = structlog.get_logger(__name__)
_busy: set[str] = set()


class _Progress:
    """Writes a job's place into its row and stops it when a person asks."""

    def __init__(self, job: Job, started_at: datetime) -> None:
        self.job_id, self.claim, self.started_at = job.pk, job.claim, started_at
        self._past: deque[tuple[float, int]] = deque()
        self._written = -WRITE_SECONDS

    def step(self, done: int, total: int, message: str = "") -> None:
        """Note the place, at most ten times a second and always at the end.

        Raises ``Cancelled`` when a person asked for it, ``Superseded`` when
        another worker has the job, ``Stopping`` when this one is shut down.
        """
        if worker.stopping.is_set():
            raise Stopping
        moment = time.monotonic()
        left = self._seconds_left(moment, done, total)
        if done < total and moment - self._written < WRITE_SECONDS:
            return
        self._written = moment
        answer = actions.note_progress(
            job_id=self.job_id,
            claim=self.claim,
            place=actions.Place(done, total, message, left),
            now=clock(),
        )
        if answer == "superseded":
            raise Superseded
        if answer == "stop":
            raise Cancelled

    def _seconds_left(self, moment: float, done: int, total: int) -> int | None:
        """Return the time left at the rate of the last steps."""
        if self._past and done < self._past[-1][1]:
            self._past.clear()
        self._past.append((moment, done))
        while len(self._past) > 2 and moment - self._past[1][0] > RATE_SECONDS:
            self._past.popleft()
        seconds, steps = moment - self._past[0][0], done - self._past[0][1]
        if steps <= 0 or seconds < WRITE_SECONDS:
            return None
        return round((total - done) * seconds / steps)


def run_job(job_id: int) -> None:
    """Run one job to its end; an expected failure ends it with its message."""
    claim = actions.new_claim()
    _busy.add(claim)
    try:
        job = actions.claim_job(job_id=job_id, claim=claim, now=clock())
        if job is not None:
            _run(job, claim)
    finally:
        _busy.discard(claim)


def _run(job: Job, claim: str) -> None:
    started_at = clock()
    try:
        actor = actor_for(
            user_id=job.user_id, workspace_id=job.workspace_id, surface="job"
        )
        result = job_kind(job.kind).run(
            actor=actor, progress=_Progress(job, started_at), **job.args
        )
    except Superseded:
        log.warning("job_superseded", job=job.pk, kind=job.kind)
    except Cancelled:
        _end(job, JobState.CANCELLED)
    except Stopping:
        actions.requeue_job(job_id=job.pk, claim=claim, now=clock(), counts=False)
    except LeadlineError as error:
        _end(job, JobState.FAILED, error=str(error))
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("job_failed", job=job.pk, kind=job.kind, reference=reference)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        actions.requeue_job(
            job_id=job.pk,
            claim=claim,
            now=clock(),
            error=f"Something happened that Leadline did not expect (reference "
            f"{reference}). The log says more under this reference.",
        )
    else:
        _end(job, JobState.DONE, result=result)


def _end(job: Job, state: JobState, **how: Any) -> None:
    actions.end_job(job_id=job.pk, claim=job.claim, state=state, now=clock(), **how)


def tick(workers: Mapping[str, bool]) -> None:
    """Keep the heartbeat of what runs here; bring back what dead workers left."""
    busy = frozenset(_busy)
    for claim in busy:
        actions.beat_job(claim=claim, now=clock())
    lost = actions.reap_jobs(now=clock(), workers=workers, busy=busy)
    if lost:
        log.warning("jobs_brought_back", jobs=lost)


set_runner(run_job)
