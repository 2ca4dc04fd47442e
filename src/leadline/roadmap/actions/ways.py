"""Working out growth against profit, and making one of those plans a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.jobs import Progress
from leadline.roadmap.actions.making import STEPS, keep_bets, made_of
from leadline.roadmap.bridge import find_ways, keys_of, solved_way
from leadline.roadmap.models import Bet, Plan
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import PlanFutures, PlanMade, PlanStatus, Ways

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


@transaction.atomic
def pick_way(
    *, actor: Actor, plan_id: int, at: int, reason: str, now: datetime
) -> PlanMade:
    """Make one of a plan's ways a draft of its own, with the reason.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a reason, ``Conflict`` for
    a way that is not there (any more).
    """
    actor.require("change")
    if not reason.strip():
        raise Invalid("Say why you choose this plan; it is kept with it.")
    plan = get_plan(actor=actor, plan_id=plan_id)
    points = Ways.read(plan.ways).points
    if not 0 <= at < len(points):
        raise Conflict("That plan is not among the ways any more. Look again.")
    solved = solved_way(file=plan.problem, chosen=points[at].chosen, bound=plan.bound)
    # Which bets are in whatever comes is true of every plan; how this one was chosen
    # is not known in futures.
    known = replace(PlanFutures.read(plan.futures), regret=None, plans=0)
    made = Plan(
        workspace_id=actor.workspace_id,
        name=_name(plan.name, at, len(points)),
        status=solved.status,
        reason=reason.strip()[:500],
        periods=plan.periods,
        weights=plan.weights,
        floors=plan.floors,
        discount=plan.discount,
        currency=plan.currency,
        problem=plan.problem,
        futures=known.kept(),
        ways=plan.ways,
        measures=solved.measures,
        served=list(solved.served),
        objective=solved.objective,
        best=plan.best,
        bound=plan.bound,
        gap=solved.gap,
        based_on_id=plan.pk,
        made_by_id=actor.user_id,
        made_at=now,
        changed_at=now,
    )
    made.save()
    keys = keys_of(plan.problem)
    titles = {
        keys[pk]: title
        for pk, title in rows(Bet, actor).filter(pk__in=keys).values_list("pk", "title")
    }
    keep_bets(actor, made, solved, titles, {})
    record(
        actor=actor, verb="roadmap.pick_way", subject=made, of=plan.pk, at=at,
        reason=made.reason,
    )  # fmt: skip
    return made_of(made)


def _name(of: str, at: int, count: int) -> str:
    kinds = {0: "most profit", count - 1: "most growth"}
    kind = kinds.get(at, f"way {at + 1}")
    return f"{of[:100]}, {kind}"
