"""Runs background jobs: takes the row, keeps the heartbeat, writes the end."""

from __future__ import annotations

import secrets
import time
from collections import deque
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import connection

from leadline.accounts import actions
from leadline.accounts.models import Job
from leadline.accounts.queries import SCHEDULE, actor_for
from leadline.accounts.types import Actor, JobState
from leadline.foundation import runner
from leadline.foundation.crew import shared_work
from leadline.foundation.errors import Invalid, LeadlineError
from leadline.foundation.jobs import (
    Cancelled,
    Ending,
    JobKind,
    Progress,
    Stopping,
    Superseded,
    clock,
    is_job_kind,
    job,
    job_kind,
    regularly,
    run_regular,
)
from leadline.foundation.tracing import begin_tracing, traced
from leadline.foundation.worker import Task

WRITE_SECONDS = 0.1
RATE_SECONDS = 20.0
# A worker comes by once a minute, and has to find its own last turn over.
SCHEDULE_EVERY = timedelta(seconds=55)

log = structlog.get_logger(__name__)
UNKNOWN = JobKind("", "", dict)
UNEXPECTED = (
    "Something happened that Leadline did not expect (reference {}). The log says more "
    "under this reference."
)
STOOD_STILL = "The work stood still for {} minutes and was ended."
TOO_LONG = (
    "This took longer than the {} minutes it may take and was ended. Try again goes on "
    "from where it was; if that ends alike, give it less to do."
)


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
        runner.note_step()
        if runner.stopping.is_set():
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


def run_job(job: Job) -> None:
    """Run a job that was taken to its end; an expected failure is its message."""
    claim = job.claim
    try:
        actor = actor_for(
            user_id=job.user_id, workspace_id=job.workspace_id, surface="job"
        )
        with shared_work() as shared:
            result = job_kind(job.kind).run(
                actor=actor, progress=_Progress(job, clock()), **job.args
            )
    except Superseded:
        log.warning("job_superseded", job=job.pk, kind=job.kind)
    except Cancelled:
        _end(job.pk, claim, JobState.CANCELLED)
    except Stopping:
        actions.requeue_job(job_id=job.pk, claim=claim, now=clock(), counts=False)
    except LeadlineError as error:
        _end(job.pk, claim, JobState.FAILED, error=str(error))
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("job_failed", job=job.pk, kind=job.kind, reference=reference)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        why = UNEXPECTED.format(reference)
        actions.requeue_job(job_id=job.pk, claim=claim, now=clock(), error=why)
    else:
        _end(job.pk, claim, JobState.DONE, result=result | shared.facts())


def _end(job_id: int, claim: str, state: JobState, **how: Any) -> None:
    actions.end_job(job_id=job_id, claim=claim, state=state, now=clock(), **how)


@job(actions.BACK_UP, title="Back up the installation", needs="administer")
def back_up(*, actor: Actor, progress: Progress) -> dict[str, Any]:
    """Make a backup and bring it back for trial; safe to run twice."""
    report = actions.back_up(actor=actor, now=progress.started_at)
    if report is not None and report.fault:
        raise Invalid(report.fault)
    return {"size": report.size, "trial": report.trial} if report else {}


@regularly
def queue_due_backup(now: datetime) -> None:
    """Queue the backup that fell due."""
    actions.queue_backup(now=now)


class Desk:
    """Where a worker gets its jobs, and says how they ended: their rows."""

    def take(self) -> Task | None:
        """Claim the next job that is due."""
        job = actions.take_job(claim=actions.new_claim(), now=clock())
        if job is None:
            return None
        limits = job_kind(job.name) if is_job_kind(job.name) else UNKNOWN
        return Task(job.pk, job.claim, limits.seconds, limits.silence, limits.grace)

    def run(self, task: Task) -> None:
        """Run the job, in the worker's child."""
        job = Job.objects.filter(pk=task.job_id, claim=task.claim).first()
        if job is not None:
            begin_tracing("worker")
            with traced(f"job {job.kind}", attempt=job.attempts):
                run_job(job)

    def is_to_stop(self, task: Task) -> bool:
        """Return whether a person has asked it to stop."""
        mine = Job.objects.filter(pk=task.job_id, claim=task.claim)
        return mine.filter(is_cancel_asked=True).exists()

    def ended(self, task: Task, how: Ending, reference: str = "") -> None:
        """Write how a job ended that could not write it itself."""
        mine: Any = {"job_id": task.job_id, "claim": task.claim, "now": clock()}
        if how is Ending.CANCELLED:
            actions.end_job(**mine, state=JobState.CANCELLED)
        elif how is Ending.TOO_LONG:
            error = TOO_LONG.format(round(task.most / 60))
            actions.end_job(**mine, state=JobState.FAILED, error=error)
        elif how is Ending.SHUT_DOWN:
            actions.requeue_job(**mine, counts=False)
        elif how is Ending.SILENT:
            error = STOOD_STILL.format(round(task.silence / 60))
            actions.requeue_job(**mine, error=error)
        elif how is Ending.FAILED:
            actions.requeue_job(**mine, error=UNEXPECTED.format(reference))
        else:
            actions.requeue_job(**mine, error=actions.DIED)

    def look(self) -> None:
        """Queue what fell due, when it is this worker's turn.

        Whoever comes first in a minute has the turn, so that nobody is missed who was
        to have it and died.
        """
        now = clock()
        if actions.take_turn(name=SCHEDULE, every=SCHEDULE_EVERY, now=now):
            run_regular(now)

    def tick(self, workers: dict[str, bool], busy: str) -> None:
        """Keep the heartbeat of what runs here; bring back what dead workers left."""
        if busy:
            actions.beat_job(claim=busy, now=clock())
        lost = actions.reap_jobs(now=clock(), workers=workers, busy=busy)
        if lost:
            log.warning("jobs_brought_back", jobs=lost)
