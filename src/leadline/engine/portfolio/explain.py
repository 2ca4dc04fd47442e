"""Explain a plan: what clashes, and what a left-out bet would cost."""

from __future__ import annotations

import math
from collections.abc import Iterable

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.clash import smallest_clash
from leadline.engine.portfolio.forcing import Forcer, Forcing
from leadline.engine.portfolio.model import build_model
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.result import Clash, PlanResult, PlanStatus
from leadline.engine.portfolio.solver import Watch
from leadline.engine.portfolio.why import reasons

__all__ = ["Forcing", "clashes", "forcing_costs", "reasons"]


def clashes(problem: PlanProblem, watch: Watch | None = None) -> tuple[Clash, ...]:
    """Return the smallest set of demands that cannot all be met.

    Parameters
    ----------
    problem : PlanProblem
    watch : Watch, optional
        Until when to search; without one, as long as it takes.

    Returns
    -------
    tuple of Clash
        In the order of the plan; empty if a plan exists.

    Raises
    ------
    EngineError
        If the time ends before the set is proven smallest.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {"web": 3}, state="committed"),
    ...         Bet("b", {"web": 3}, state="committed"), Bet("c"))
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets)
    >>> for clash in clashes(problem):
    ...     print(clash.words)
    a is committed (needs 3 of web)
    b is committed (needs 3 of web)
    capacity of web in Q1 is 4
    """
    found, proven = smallest_clash(problem, watch or Watch(math.inf))
    if not proven:
        raise EngineError("The smallest clash was not proven in the time.")
    return found


def forcing_costs(
    problem: PlanProblem,
    result: PlanResult,
    bets: Iterable[str],
    watch: Watch | None = None,
) -> dict[str, Forcing]:
    """Return what the objective would lose if each bet had to be in.

    The cost is the objective of the best plan less that of the best plan with the
    bet in, found by solving again; it is negative only for an excluded bet that
    was better in.

    Parameters
    ----------
    problem : PlanProblem
    result : PlanResult
        A plan proven optimal.
    bets : iterable of str
        Bets that are not in it.
    watch : Watch, optional
        Until when to price; without one, as long as it takes.

    Returns
    -------
    dict of bet to Forcing

    Raises
    ------
    EngineError
        If the plan is not proven optimal: a difference to it would mean nothing.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> from leadline.engine.portfolio.solve import best_plan
    >>> bets = (Bet("a", {"web": 3}, {"growth": 9}),
    ...         Bet("b", {"web": 3}, {"growth": 1}))
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets, objective={"growth": 1})
    >>> forced = forcing_costs(problem, best_plan(problem), ["b"])["b"]
    >>> forced.cost, forced.pushes_out
    (8.0, ('a',))
    """
    if result.status is not PlanStatus.OPTIMAL:
        raise EngineError("Only a plan proven optimal has a cost to force a bet in.")
    forcer = Forcer(build_model(problem), result.periods_of)
    return forcer.price(bets, watch or Watch(math.inf))
