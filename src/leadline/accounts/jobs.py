"""Runs background jobs: claims the row, keeps the heartbeat, writes the end."""

from __future__ import annotations

from leadline.accounts import actions
from leadline.accounts.queries import actor_for
from leadline.foundation.errors import LeadlineError
from leadline.foundation.jobs import Cancelled, job_kind, set_runner


class _Progress:
    """Writes a job's place into its row and stops it when a person asks."""

    def __init__(self, job_id: int) -> None:
        self.job_id = job_id

    def step(self, done: int, total: int, message: str = "") -> None:
        """Note the place; raise ``Cancelled`` when asked to stop."""
        if actions.note_progress(self.job_id, done, total, message):
            raise Cancelled


def run_job(job_id: int) -> None:
    """Run one job to its end; an expected failure ends it with its message."""
    job = actions.claim_job(job_id)
    if job is None:
        return
    try:
        actor = actor_for(
            user_id=job.user_id, workspace_id=job.workspace_id, surface="job"
        )
        result = job_kind(job.kind).run(
            actor=actor, progress=_Progress(job.pk), **job.args
        )
    except Cancelled:
        actions.end_job(job.pk, state="cancelled")
    except LeadlineError as error:
        actions.end_job(job.pk, state="failed", error=str(error))
    else:
        actions.end_job(job.pk, state="done", result=result)


set_runner(run_job)
