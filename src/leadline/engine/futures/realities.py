"""The plan problem as it turns out in one future, and what plans bring in many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.carried_out import order_of, outcome
from leadline.engine.economics.doubts import Doubt, Reality
from leadline.engine.portfolio.problem import PlanProblem

Floats = npt.NDArray[np.float64]


def turned_out(
    problem: PlanProblem, doubts: Sequence[Doubt], values: Floats
) -> PlanProblem:
    """Return the problem with each doubt settled, and no goal as a demand.

    Parameters
    ----------
    problem : PlanProblem
    doubts : sequence of Doubt
    values : ndarray of float, shape (doubts,)

    Examples
    --------
    >>> from leadline.engine.economics.doubts import doubts_of
    >>> from leadline.engine.portfolio.problem import parse_plan
    >>> plan = {"periods": ["Q1"], "teams": {"web": [5]}, "objective": {"growth": 1},
    ...     "bets": [{"id": "a", "value": {"growth": {"p10": 1, "p50": 2, "p90": 4}}}]}
    >>> settled = turned_out(parse_plan(plan), doubts_of(plan), np.array([3.5]))
    >>> settled.bet["a"].value
    {'growth': 3.5}
    """
    worth: dict[str, dict[str, float]] = {}
    weeks: dict[str, dict[str, float]] = {}
    for doubt, value in zip(doubts, values, strict=True):
        part, key = (weeks, doubt.team) if doubt.team else (worth, doubt.measure)
        part.setdefault(doubt.bet, {})[key] = float(value)
    bets = tuple(
        replace(
            bet,
            value={**bet.value, **worth.get(bet.id, {})},
            effort={**bet.effort, **weeks.get(bet.id, {})},
        )
        for bet in problem.bets
    )
    return replace(problem, bets=bets, goals=())


def brought(reality: Reality, chosen: Mapping[str, str]) -> tuple[Floats, Floats]:
    """Return the objective of a plan in each future, and where every goal is reached.

    Bets are carried out in the plan's order while there is room (``carried_out``): one
    that takes longer than was thought moves others later, or out.
    """
    problem = reality.problem
    order = order_of(problem, chosen)
    reached = np.ones(reality.count)
    for goal in problem.goals:
        one = replace(problem, objective={goal.measure: 1.0})
        sums = outcome(replace(reality, problem=one), order)
        slack = 1e-9 * max(1.0, abs(goal.at_least))
        reached *= sums >= goal.at_least - slack
    return outcome(reality, order), reached
