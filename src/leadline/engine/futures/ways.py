"""Growth against profit: the plans no other beats, or a row of plans near them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.frontier import FrontierPoint, frontier
from leadline.engine.portfolio.problem import GoalFloor, PlanProblem
from leadline.engine.portfolio.result import PlanStatus
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.engine.portfolio.solver import Watch
from leadline.engine.portfolio.value import value_of

STAGE = "weighing growth against profit"
STEPS = 7
EXACT_SHARE = 0.4
SPARE = 1e-6
"""What the other measure weighs where one is asked for: it breaks ties only."""


@dataclass(frozen=True)
class Ways:
    """Plans by two measures, the least of the first measure first.

    ``is_exact`` where they are all plans that no other beats; else each is the best
    that was found with so much of the second measure.
    """

    objectives: tuple[str, str]
    points: tuple[FrontierPoint, ...]
    is_exact: bool


def ways(
    problem: PlanProblem, objectives: tuple[str, str], settings: SolveSettings
) -> Ways:
    """Find the frontier of two measures, or in steps where there is no time for all.

    Two fifths of the time go to the exact frontier. Where it is not complete by then,
    the plan with most of each measure is looked for, and the one with most of the first
    for seven even steps of the second in between.

    Parameters
    ----------
    problem : PlanProblem
        Its own objective plays no part; its demands do.
    objectives : (str, str)
    settings : SolveSettings

    Returns
    -------
    Ways

    Raises
    ------
    EngineError
        If no plan was found, or a measure is not known.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {"web": 1}, {"growth": 3}), Bet("b", {"web": 1},
    ...         {"profit": 2}))
    >>> found = ways(PlanProblem(("Q1",), {"web": (1,)}, bets), ("growth", "profit"),
    ...              SolveSettings(time_limit=20))
    >>> [point.values for point in found.points], found.is_exact
    ([(0.0, 2.0), (3.0, 0.0)], True)
    """
    end = settings.clock() + settings.time_limit
    watch = Watch(end, settings.clock, settings.progress)
    exact: tuple[FrontierPoint, ...] = ()
    try:
        found = frontier(
            problem, objectives, watch.until(settings.time_limit * EXACT_SHARE)
        )
        if found.is_complete:
            return Ways(objectives, found.points, True)
        exact = found.points
    except EngineError:
        if any(name not in problem.measures for name in objectives):
            raise
    stepped = _in_steps(problem, objectives, watch, settings)
    points = _unbeaten([*exact, *stepped])
    if not points:
        raise EngineError("No plan was found in the time; give more time.")
    return Ways(objectives, points, False)


def _in_steps(
    problem: PlanProblem,
    objectives: tuple[str, str],
    watch: Watch,
    settings: SolveSettings,
) -> list[FrontierPoint]:
    first, second = objectives
    seconds = watch.left / (STEPS + 2)
    limits = replace(settings, time_limit=seconds, pricing_limit=0.0, progress=None)

    def most(of: str, other: str, *goals: GoalFloor) -> FrontierPoint | None:
        asked = replace(
            problem,
            objective={of: 1.0, other: SPARE},
            goals=(*problem.goals, *goals),
        )
        try:
            plan = best_plan(asked, limits)
        except EngineError:
            return None
        if plan.status is PlanStatus.INFEASIBLE:
            return None
        measures = value_of(problem, plan.periods_of).measures
        return FrontierPoint((measures[first], measures[second]), plan.periods_of)

    watch.report(STAGE, 0.0)
    ends = [most(first, second), most(second, first)]
    points = [point for point in ends if point is not None]
    if len(points) < 2:
        return points
    low, high = sorted(point.values[1] for point in points)
    for step in range(1, STEPS + 1):
        watch.report(STAGE, step / (STEPS + 1))
        floor = low + (high - low) * step / (STEPS + 1)
        if watch.left <= 0 or high <= low:
            break
        if (point := most(first, second, GoalFloor(second, floor))) is not None:
            points.append(point)
    return points


def _unbeaten(points: Iterable[FrontierPoint]) -> tuple[FrontierPoint, ...]:
    """Keep each point that none found beats, the least of the first measure first."""
    kept: list[FrontierPoint] = []
    for point in sorted(points, key=lambda p: (-p.values[0], -p.values[1])):
        if not kept or point.values[1] > kept[-1].values[1] + SPARE:
            kept.append(point)
    return tuple(reversed(kept))
