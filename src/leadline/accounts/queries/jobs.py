"""Background work and where it stands."""

from __future__ import annotations

from leadline.accounts.models import Job
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor, JobCard, JobState
from leadline.foundation.errors import NotFound
from leadline.foundation.jobs import is_job_kind, job_kind


def get_job(*, actor: Actor, job_id: int) -> Job:
    """Return one job of the workspace, or raise ``NotFound``."""
    actor.require("read")
    job = rows(Job, actor).select_related("user").filter(pk=job_id).first()
    if job is None:
        raise NotFound("There is no such job.")
    return job


def list_jobs(*, actor: Actor, state: str = "", limit: int = 50) -> list[Job]:
    """Return the workspace's latest jobs, those of one state if one is named."""
    actor.require("read")
    jobs = rows(Job, actor).select_related("user").order_by("-created_at", "-pk")
    return list((jobs.filter(state=state) if state else jobs)[:limit])


def job_card(*, job: Job) -> JobCard:
    """Return what a page tells about a job."""
    return JobCard(
        id=job.pk,
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
