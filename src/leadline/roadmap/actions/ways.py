"""Working out growth against profit, and making one of those plans a plan."""

from __future__ import annotations

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict
from leadline.foundation.jobs import Progress
from leadline.roadmap.actions.making import STEPS
from leadline.roadmap.bridge import find_ways
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import PlanStatus, Ways

SECONDS = 60.0


def work_out_ways(
    *,
    actor: Actor,
    plan_id: int,
    progress: Progress | None = None,
    time_limit: float = SECONDS,
) -> Ways:
    """Find the plans of growth against profit under a plan's demands, and keep them.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for an impossible plan,
    ``Invalid`` where none is found in the time.
    """
    actor.require("change")
    plan = get_plan(actor=actor, plan_id=plan_id)
    if plan.status == PlanStatus.INFEASIBLE:
        raise Conflict("This plan is impossible as asked; no other way is possible.")

    def tell(stage: str, share: float) -> None:
        if progress is not None:
            done = min(STEPS - 1, int(STEPS * share))
            progress.step(done, STEPS, stage.capitalize())

    found = find_ways(file=plan.problem, time_limit=time_limit, tell=tell)
    with transaction.atomic():
        plan.ways = found.kept()
        plan.save(update_fields=["ways"])
        record(
            actor=actor, verb="roadmap.work_out_ways", subject=plan, found=found.found
        )
    return found
