"""How sure a bet is in the plan to steer by."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.roadmap.bridge import keys_of
from leadline.roadmap.models import Bet, Plan
from leadline.roadmap.queries.bets import name_of_bet
from leadline.roadmap.queries.plans import plan_head, plan_to_steer_by
from leadline.roadmap.queries.rows import placed_in
from leadline.roadmap.types import (
    BetLimits,
    BetName,
    BetStanding,
    Limit,
    PlanFutures,
    Stands,
    WorthInPlan,
)


def standing_of_bet(*, actor: Actor, bet_id: int) -> BetStanding | None:
    """Return how sure a bet is in the plan to steer by; ``None`` if it is not of it.

    Raises ``NotFound``.
    """
    name_of_bet(actor=actor, bet_id=bet_id)
    plan = plan_to_steer_by(actor=actor)
    key = keys_of(plan.problem).get(bet_id) if plan else None
    if plan is None or key is None:
        return None
    known = PlanFutures.read(plan.futures)
    period = placed_in(actor=actor, plan_id=plan.pk).get(bet_id, "")
    efforts = next(b["effort"] for b in plan.problem["bets"] if b["id"] == key)
    ends = [
        (w["p10"], w["p50"], w["p90"]) if isinstance(w, dict) else (w, w, w)
        for w in efforts.values()
    ]
    low, middle, high = (sum(one[at] for one in ends) for at in range(3))
    worths = [one for one in known.worths if one.bet_id == bet_id]
    stands = known.by_bet.get(bet_id) if known.is_known else None
    return BetStanding(
        plan=plan_head(actor=actor, plan=plan),
        period=period,
        stands=stands,
        why=known.why,
        planned=known.planned,
        worth=max(worths, key=lambda one: one.worth, default=None),
        limits=_limits(plan, bet_id),
        weeks=middle,
        said=(low, high),
        confidence=rows(Bet, actor).values_list("confidence", flat=True).get(pk=bet_id),
        outdoes=_outdone(actor, plan, known, stands) if not period else None,
    )


def _outdone(
    actor: Actor, plan: Plan, known: PlanFutures, stands: Stands | None
) -> tuple[BetName, Stands] | None:
    """Return the bet of a plan that fewest best plans have in, where they are fewer
    than those that have one in which is left out."""
    least = known.weakest_of(set(placed_in(actor=actor, plan_id=plan.pk)))
    if stands is None or least is None or stands.share <= least.share:
        return None
    return name_of_bet(actor=actor, bet_id=least.bet_id), least


def worth_in_plan(*, actor: Actor, bet_id: int) -> WorthInPlan | None:
    """Return what the plan to steer by counts a bet for a year, by the middles; none
    where it does not know the bet. Raises ``NotFound``.
    """
    name_of_bet(actor=actor, bet_id=bet_id)
    plan = plan_to_steer_by(actor=actor)
    key = keys_of(plan.problem).get(bet_id) if plan else None
    if plan is None or key is None:
        return None
    value = next(b["value"] for b in plan.problem["bets"] if b["id"] == key)
    growth, profit = (
        one["p50"] if isinstance(one, dict) else one
        for one in (value.get("growth", 0.0), value.get("profit", 0.0))
    )
    return WorthInPlan(
        name=plan.name,
        growth=growth,
        profit=profit,
        currency=plan.currency,
        first=plan.periods[0],
        made_on=plan.made_at.date(),
        is_projected=bet_id in plan.projected.get("bets", ()),
        until=plan.projected.get("until", ""),
    )


def _limits(plan: Plan, bet_id: int) -> BetLimits | None:
    kept = plan.limits.get(str(bet_id))
    if kept is None:
        return None
    return BetLimits(bet_id, Limit(**kept["effort"]), Limit(**kept["value"]))
