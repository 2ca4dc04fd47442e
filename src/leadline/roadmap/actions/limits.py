"""Working out how far a bet may move before the plan leaves it out."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict
from leadline.foundation.jobs import Progress
from leadline.roadmap.actions.making import STEPS
from leadline.roadmap.bridge import keys_of, limits_of
from leadline.roadmap.models import Plan, PlanItem
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import BetLimits

SECONDS = 60.0


def work_out_limits(
    *,
    actor: Actor,
    plan_id: int,
    bet_id: int,
    progress: Progress | None = None,
    time_limit: float = SECONDS,
) -> BetLimits:
    """Find how much effort a bet of a plan may take, and how little it may bring.

    They are kept with the plan. Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for a
    bet that is not in the plan.
    """
    actor.require("change")
    plan = get_plan(actor=actor, plan_id=plan_id)
    if not rows(PlanItem, actor).filter(plan=plan, bet_id=bet_id).exists():
        raise Conflict("The bet is not in this plan, so there is nothing to stay in.")

    def tell(stage: str, share: float) -> None:
        if progress is not None:
            progress.step(int(STEPS * share), STEPS, stage.capitalize())

    effort, value = limits_of(
        file=plan.problem,
        key=keys_of(plan.problem)[bet_id],
        time_limit=time_limit,
        tell=tell,
    )
    with transaction.atomic():
        kept = rows(Plan, actor).select_for_update().get(pk=plan.pk)
        found = {"effort": asdict(effort), "value": asdict(value)}
        kept.limits = {**kept.limits, str(bet_id): found}
        kept.save(update_fields=["limits"])
        record(actor=actor, verb="roadmap.work_out_limits", subject=kept, bet=bet_id)
    return BetLimits(bet_id, effort, value)
