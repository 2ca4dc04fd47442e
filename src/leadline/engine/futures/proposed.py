"""Plans that are proposed for many futures: the best ones of single problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from leadline.engine.economics.carried_out import NOT_IN
from leadline.engine.economics.doubts import Reality
from leadline.engine.economics.planned import as_planned
from leadline.engine.errors import EngineError
from leadline.engine.futures.realities import turned_out
from leadline.engine.portfolio.problem import Bet, PlanProblem
from leadline.engine.portfolio.result import PlanStatus
from leadline.engine.portfolio.solve import SolveSettings, best_plan

Plan = Mapping[str, str]
SOBER_ROUNDS = 3


@dataclass(frozen=True)
class Found:
    """The best plan found of one future, or of the middles, and its bound."""

    chosen: Plan
    objective: float
    bound: float


def plan_in(
    problem: PlanProblem, settings: SolveSettings, seconds: float
) -> Found | None:
    """Return the best plan found in so many seconds, None if there is none."""
    limits = replace(settings, time_limit=seconds, pricing_limit=0)
    try:
        found = best_plan(problem, limits)
    except EngineError:
        return None
    if found.status is PlanStatus.INFEASIBLE:
        return None
    assert found.objective is not None
    assert found.bound is not None
    return Found(found.periods_of, found.objective, found.bound)


def settled(demanded: PlanProblem, reality: Reality) -> PlanProblem:
    """Return the problem with the mean of each value, efforts at their middles."""
    mean = np.asarray(reality.values.mean(axis=1))
    sure = [doubt for doubt in reality.doubts if not doubt.team]
    rows = [row for row, doubt in enumerate(reality.doubts) if not doubt.team]
    return replace(turned_out(demanded, sure, mean[rows]), goals=demanded.goals)


def sober(
    means: PlanProblem, reality: Reality, plan: Plan, settings: SolveSettings
) -> list[Found]:
    """Return plans in which a bet brings as much less as it was finished less often.

    How often is that of the plan before, carried out as planned; so a bet that is
    rarely finished makes room for others, and comes back where it is planned earlier.
    """
    if not any(doubt.team for doubt in reality.doubts):
        return []
    share: dict[str, float] = {}
    found: list[Found] = []
    for _ in range(SOBER_ROUNDS):
        ends = as_planned(reality, plan).ends
        share |= {bet: float((ends[bet] != NOT_IN).mean()) for bet in plan}
        bets = tuple(_by_odds(bet, share.get(bet.id, 1.0)) for bet in means.bets)
        rarer = replace(means, bets=bets)
        one = plan_in(rarer, settings, settings.time_limit / 12 / SOBER_ROUNDS)
        if one is None or one.chosen == plan:
            break
        found.append(one)
        plan = one.chosen
    return found


def _by_odds(bet: Bet, odds: float) -> Bet:
    return replace(bet, value={name: odds * worth for name, worth in bet.value.items()})


def further(
    means: PlanProblem, reality: Reality, settings: SolveSettings
) -> list[Found]:
    """Return the plans of the mean values, and the one that does most for each goal."""
    weights = [means.objective]
    weights += [{goal.measure: 1.0} for goal in reality.problem.goals]
    seconds = settings.time_limit / 12 / len(weights)
    plans = [
        plan_in(replace(means, objective=weight), settings, seconds)
        for weight in weights
    ]
    return [plan for plan in plans if plan is not None]
