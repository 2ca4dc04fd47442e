"""A plan by a ranking: bets go in one after the other, as far as capacity reaches."""

from __future__ import annotations

from collections.abc import Sequence

from leadline.engine.errors import EngineError
from leadline.engine.portfolio.greedy import Packer
from leadline.engine.portfolio.problem import Bet, BetState, PlanProblem


def plan_in_order(
    problem: PlanProblem, order: Sequence[str], *, fill: bool = False
) -> dict[str, str]:
    """Fill the capacity in an order that somebody ranked the bets by.

    What is committed goes in first, what has least room foremost. Then each bet of the
    order goes in as early as it can, with everything it needs, or stays out where it
    does not fit: what a team does that works down its list. Floors of goals and shares
    of the effort are not looked after, so the plan may miss them (``check.violations``
    says which).

    Parameters
    ----------
    problem : PlanProblem
    order : sequence of bets, first choice first
        A bet that is not in it goes in only where another needs it, or with ``fill``.
    fill : bool, default False
        Fill the room that is left with bets that the order says nothing of, what adds
        most to the objective for its share of capacity first. An order that ranks some
        bets only is else held against plans of all, with half its weeks empty.

    Returns
    -------
    dict of bet to the period it starts in

    Raises
    ------
    EngineError
        If the order names a bet that the problem does not know, or one twice.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {"web": 3}, {"growth": 5}),
    ...         Bet("b", {"web": 2}, {"growth": 4}), Bet("c", {"web": 2}))
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets, objective={"growth": 1})
    >>> plan_in_order(problem, ["a", "c", "b"]), plan_in_order(problem, ["c", "b", "a"])
    ({'a': 'Q1'}, {'c': 'Q1', 'b': 'Q1'})
    >>> plan_in_order(problem, ["c"]), plan_in_order(problem, ["c"], fill=True)
    ({'c': 'Q1'}, {'c': 'Q1', 'b': 'Q1'})
    """
    if len(set(order)) < len(order):
        raise EngineError("The order names a bet twice.")
    if unknown := [name for name in order if name not in problem.bet]:
        raise EngineError(f"There is no bet {unknown[0]}.")
    packer = Packer(problem)
    committed = [bet for bet in problem.bets if bet.state == BetState.COMMITTED]
    committed.sort(key=lambda bet: _room_of(problem, bet))
    for name in (*(bet.id for bet in committed), *order):
        packer.put([name])
    if fill:
        packer.fill(problem.objective)
    return packer.loads.chosen


def _room_of(problem: PlanProblem, bet: Bet) -> tuple[int, float]:
    """Return how much room a bet has: what has to be there soonest goes in first, and
    of those the largest."""
    latest = bet.latest or problem.periods[-1]
    return problem.periods.index(latest), -problem.weeks[bet.id]
