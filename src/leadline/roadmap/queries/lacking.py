"""What a plan lacks: weeks for what clashes, and days that were promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from leadline.accounts.types import Actor
from leadline.foundation.periods import period_end
from leadline.roadmap.bridge import ends_in_futures, keys_of
from leadline.roadmap.models import Plan
from leadline.roadmap.queries.promises import promised_or_offered
from leadline.roadmap.types import BetName, PlannedBet, PlanStatus, Short, Slipped


def shorts_of(*, actor: Actor, plan: Plan) -> tuple[Short, ...]:
    """Return the teams that the bets of a clash need more weeks of than there are.

    Those weeks are the middle efforts of the bets that clash, against what the team has
    in the quarters that clash with them.
    """
    actor.require("read")
    keys = keys_of(plan.problem)
    efforts = {bet["id"]: bet["effort"] for bet in plan.problem["bets"]}
    ids = {one["bet_id"] for one in plan.clash if one["bet_id"] in keys}
    at: defaultdict[str, list[str]] = defaultdict(list)
    for one in plan.clash:
        if one.get("team"):
            at[one["team"]].append(one["period"])
    found = []
    for team, periods in at.items():
        weeks = dict(zip(plan.periods, plan.problem["teams"][team], strict=True))
        needed = sum(_middle(efforts[keys[pk]].get(team, 0.0)) for pk in ids)
        has = sum(weeks[period] for period in periods)
        if needed > has:
            found.append(Short(team, tuple(periods), needed, has))
    return tuple(found)


def _middle(weeks: float | Mapping[str, float]) -> float:
    return weeks["p50"] if isinstance(weeks, Mapping) else weeks


def slipped_of(
    *,
    actor: Actor,
    plan: Plan,
    planned: Sequence[PlannedBet],
    names: Mapping[int, BetName],
) -> tuple[Slipped, ...]:
    """Return the bets that are promised by a day of the plan and finished later in it,
    or left out: those of agreed promises, then those of offers."""
    if plan.status == PlanStatus.INFEASIBLE:
        return ()
    finish = {bet.bet.id: bet.finish for bet in planned}
    asked = keys_of(plan.problem)
    late = [
        (pk, promise)
        for promised in promised_or_offered(actor=actor, bet_ids=asked)
        for pk, promise in promised.items()
        if promise.period <= plan.periods[-1]
        and pk in names
        and (pk not in finish or period_end(finish[pk]) > promise.due_date)
    ]
    odds = _odds(plan, planned) if any(pk in finish for pk, _ in late) else {}
    return tuple(
        Slipped(
            names[pk],
            promise.words,
            finish.get(pk, ""),
            odds=odds.get(pk),
            is_offered=promise.is_offered,
        )
        for pk, promise in late
    )


def _odds(plan: Plan, planned: Sequence[PlannedBet]) -> dict[int, float]:
    """Return how likely each bet whose effort is a range is finished when a plan has
    it."""
    keys = keys_of(plan.problem)
    ranges = {
        bet["id"]
        for bet in plan.problem["bets"]
        if any(isinstance(weeks, Mapping) for weeks in bet["effort"].values())
    }
    if not ranges:
        return {}
    shares = ends_in_futures(
        file=plan.problem, chosen={keys[bet.bet.id]: bet.period for bet in planned}
    )
    return {
        bet.bet.id: shares[bet.bet.id][plan.periods.index(bet.finish)]
        for bet in planned
        if keys[bet.bet.id] in ranges
    }
