"""Whether feedback is being grouped now, and what has not been grouped yet."""

from __future__ import annotations

from leadline.accounts.queries import job_under_way, rows
from leadline.accounts.types import Actor, JobCard
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackSide, FeedbackState, NeedBy

GROUP_JOB = "evidence.group_feedback"
PLACE_JOB = "evidence.place_feedback"


def grouping_job(*, actor: Actor) -> JobCard | None:
    """Return the job that groups all feedback and waits or runs, if there is one."""
    actor.require("read")
    return job_under_way(actor=actor, kind=GROUP_JOB)


def not_grouped(*, actor: Actor) -> list[int]:
    """Return the pieces that count and that neither grouping nor a person has placed.

    Oldest first; archived ones are left out.
    """
    actor.require("read")
    loose = rows(Feedback, actor).filter(
        need__isnull=True,
        need_by=NeedBy.NONE,
        side=FeedbackSide.CUSTOMER,
        set_aside="",
    )
    loose = loose.exclude(state=FeedbackState.ARCHIVED)
    return list(loose.order_by("pk").values_list("pk", flat=True))
