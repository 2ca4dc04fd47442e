"""The search for words about a decision, while it is queued or at work."""

from __future__ import annotations

from leadline.accounts.models import Job
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, JobState

SEATING = "decisions.look_for_words"
OPEN = (JobState.QUEUED, JobState.RUNNING)


def seating_of(
    *, actor: Actor, decision_id: int, or_failed: bool = False
) -> int | None:
    """Return the job that looks for a decision's words, if one waits or runs.

    ``or_failed`` returns also the newest one where it failed and none came after it.
    """
    actor.require("read")
    jobs = rows(Job, actor).filter(kind=SEATING, args__decision_id=decision_id)
    newest = jobs.order_by("-pk").values_list("pk", "state").first()
    if newest is None:
        return None
    pk, state = newest
    shown = (*OPEN, JobState.FAILED) if or_failed else OPEN
    return pk if state in shown else None
