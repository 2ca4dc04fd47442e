"""What one more person-week of each team would bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.problem import PlanProblem, parse_plan
from leadline.foundation.beside import Side, hands
from leadline.foundation.slow import takes_long
from leadline.roadmap.bridge.plans import SolvedPlan, Tell
from leadline.roadmap.types import WeekPrice

STAGE = "pricing one more week of each team"


@takes_long
def week_prices(
    *,
    file: Mapping[str, Any],
    solved: SolvedPlan,
    time_limit: float,
    tell: Tell | None = None,
) -> tuple[WeekPrice, ...]:
    """Price one more person-week a quarter of each team, by planning again with it.

    ``solved`` is the best plan of the middles. More weeks never make a plan worse. The
    difference of two plans that are proven is exact; else what is known bounds it.
    """
    problem = parse_plan(file)
    seconds = time_limit / max(1, len(problem.teams))
    found = []
    for at, team in enumerate(problem.teams):
        if tell is not None:
            tell(STAGE, at / len(problem.teams))
        found.append(_price(problem, solved, team, seconds))
    return tuple(found)


def _price(
    problem: PlanProblem, solved: SolvedPlan, team: str, seconds: float
) -> WeekPrice:
    from leadline.engine.portfolio.solve import SolveSettings, best_plan

    assert solved.objective is not None
    assert solved.bound is not None
    more = tuple(weeks + 1 for weeks in problem.teams[team])
    richer = replace(problem, teams={**problem.teams, team: more})
    settings = SolveSettings(
        time_limit=seconds, pricing_limit=0.0, beside=Side, hands=hands()
    )
    try:
        result = best_plan(richer, settings)
    except EngineError:
        return WeekPrice(team, 0.0, None)
    if result.objective is None or result.bound is None:
        return WeekPrice(team, 0.0, None)
    best = max(result.objective, solved.objective)
    low = max(0.0, best - solved.bound)
    return WeekPrice(team, low, max(low, result.bound - solved.objective))
