"""Background work and where it stands."""

from __future__ import annotations

from leadline.accounts.models import Job
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound


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
