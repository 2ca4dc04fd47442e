"""Projecting the sheet with a plan's bets, in the background."""

from __future__ import annotations

from datetime import date, datetime

from leadline.accounts.actions import start_job
from leadline.accounts.queries import list_jobs
from leadline.accounts.types import Actor, JobState
from leadline.foundation.jobs import Progress
from leadline.roadmap.queries.projecting import plan_model
from leadline.strategy.actions import make_projection
from leadline.strategy.queries import sheet

STEPS = 100
PROJECT = "roadmap.project"


def ask_projection(*, actor: Actor) -> None:
    """Queue a projection, unless one waits already or the sheet says too little.

    Raises ``NotAllowed``.
    """
    actor.require("change")
    queued = list_jobs(actor=actor, state=JobState.QUEUED)
    if any(job.kind == PROJECT for job in queued) or sheet(actor=actor).missing:
        return
    start_job(actor=actor, kind=PROJECT, args={})


def project_plan(
    *,
    actor: Actor,
    today: date,
    now: datetime,
    plan_id: int | None = None,
    progress: Progress | None = None,
) -> int:
    """Project the sheet with a plan's bets and without, and keep it; return its number.

    Without a plan's number it is the plan the company steers by. Raises what
    ``make_projection`` raises.
    """
    actor.require("change")
    file = plan_model(actor=actor, today=today, plan_id=plan_id)

    def tell(stage: str, share: float) -> None:
        if progress is not None:
            done = min(STEPS - 1, int(STEPS * share))
            progress.step(done, STEPS, stage.capitalize())

    return make_projection(actor=actor, file=file, now=now, tell=tell)
