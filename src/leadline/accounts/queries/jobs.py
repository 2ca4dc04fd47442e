"""Background work and where it stands."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q

from leadline.accounts.models import Job
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor, JobCard, JobState, QueueFigures
from leadline.foundation.errors import NotFound
from leadline.foundation.jobs import is_job_kind, job_kind
from leadline.foundation.paging import PER_PAGE, Listed, listed

OPEN = (JobState.QUEUED, JobState.RUNNING)
MOST_LOOKED_AT = 500


def get_job(*, actor: Actor, job_id: int) -> JobCard:
    """Return one job of the workspace, or raise ``NotFound``."""
    actor.require("read")
    job = rows(Job, actor).select_related("user").filter(pk=job_id).first()
    if job is None:
        raise NotFound("There is no such job.")
    return job_card(job)


def list_jobs(
    *, actor: Actor, state: str = "", page: int | str | None = 1, size: int = PER_PAGE
) -> Listed[JobCard]:
    """Return the workspace's jobs, those of one state if one is named, latest first."""
    actor.require("read")
    jobs = rows(Job, actor).select_related("user").order_by("-created_at", "-pk")
    found = jobs.filter(state=state) if state else jobs
    return listed(found, lambda part: [job_card(job) for job in part], page, size)


def count_open_jobs(*, actor: Actor) -> int:
    """Return how many of the workspace's jobs wait or run."""
    actor.require("read")
    return rows(Job, actor).filter(state__in=OPEN).count()


def job_under_way(*, actor: Actor, kind: str) -> JobCard | None:
    """Return the oldest job of a kind that waits or runs, if there is one."""
    actor.require("read")
    jobs = rows(Job, actor).filter(kind=kind, state__in=OPEN).select_related("user")
    job = jobs.order_by("pk").first()
    return job_card(job) if job else None


def failed_jobs(*, actor: Actor, since: datetime, size: int) -> Listed[JobCard]:
    """Return the jobs that failed since a moment, the latest first."""
    actor.require("read")
    jobs = rows(Job, actor).filter(state=JobState.FAILED, finished_at__gte=since)
    newest = jobs.select_related("user").order_by("-pk")
    return listed(newest, lambda part: list(map(job_card, part)), size=size)


def queue_figures(*, now: datetime) -> QueueFigures:
    """Return how the queue of all workspaces stands, for who runs the machine."""
    counted = Job.objects.values_list("kind", "state").annotate(n=Count("pk"))
    due = Job.objects.filter(
        Q(run_after__isnull=True) | Q(run_after__lte=now), state=JobState.QUEUED
    )
    since = [
        max(job.created_at, job.run_after or job.created_at)
        for job in due.only("created_at", "run_after").order_by("pk")[:MOST_LOOKED_AT]
    ]
    oldest = min(since, default=now)
    return QueueFigures(
        by_state=tuple(counted.order_by("kind", "state")),
        oldest_waits=max((now - oldest).total_seconds(), 0.0),
    )


def job_card(job: Job) -> JobCard:
    """Return what a page tells about a job."""
    return JobCard(
        id=job.pk,
        kind=job.kind,
        title=job_kind(job.kind).title if is_job_kind(job.kind) else job.kind,
        person=str(job.user),
        state=JobState(job.state),
        done=job.done,
        total=job.total,
        message=job.message,
        error=job.error,
        result=job.result,
        attempts=job.attempts,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        seconds_left=job.seconds_left,
        is_stopping=job.is_cancel_asked and job.state == JobState.RUNNING,
    )
