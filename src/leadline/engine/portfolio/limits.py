"""How far the limits of a plan are used, and what they keep out."""

from __future__ import annotations

from collections.abc import Mapping

from leadline.engine.portfolio.balance import out_of_balance, share_of
from leadline.engine.portfolio.demands import demands_of, in_words
from leadline.engine.portfolio.loads import SLACK
from leadline.engine.portfolio.problem import PlanProblem
from leadline.engine.portfolio.result import Demand, Limit
from leadline.engine.portfolio.why import AsItIs

LIMITS = {"budget", "share_at_least", "share_at_most"}


def limits_of(problem: PlanProblem, chosen: Mapping[str, str]) -> tuple[Limit, ...]:
    """Return each limit on money and on shares of the effort, and what is used of it.

    Parameters
    ----------
    problem : PlanProblem
    chosen : mapping of bet to period
        A plan that can be done.

    Returns
    -------
    tuple of Limit
        In the order of the plan's demands; empty where there is no such limit.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet, Budget
    >>> bets = (Bet("a", {}, {"growth": 9}, cost=300), Bet("b", {}, {"growth": 1},
    ...         cost=250))
    >>> problem = PlanProblem(("Q1",), {}, bets, objective={"growth": 1},
    ...                       currency="EUR", budget=Budget(500))
    >>> for limit in limits_of(problem, {"a": "Q1"}):
    ...     print(limit.words, limit.used, limit.keeps_out)
    the budget in all is 500 EUR 300 ('b',)
    """
    asked = [demand for demand in demands_of(problem) if demand.kind in LIMITS]
    if not asked:
        return ()
    here = AsItIs(problem, chosen)
    wanted = [
        bet.id
        for bet in problem.bets
        if bet.id not in chosen and here.is_worth_having(bet.id)
    ]
    return tuple(
        Limit(
            demand,
            in_words(problem, demand),
            _used(problem, chosen, demand),
            problem.currency if demand.kind == "budget" else "share",
            tuple(bet for bet in wanted if _is_kept_out(here, bet, demand)),
        )
        for demand in asked
    )


def _used(problem: PlanProblem, chosen: Mapping[str, str], demand: Demand) -> float:
    if demand.kind == "budget":
        return _spent(problem, chosen, demand)
    return share_of(problem, demand.names[0], chosen)


def _spent(problem: PlanProblem, chosen: Mapping[str, str], demand: Demand) -> float:
    if not demand.names[1:]:
        return sum(problem.bet[bet].cost for bet in chosen)
    at = problem.period_position[demand.names[1]]
    total = 0.0
    for name, period in chosen.items():
        bet, start = problem.bet[name], problem.period_position[period]
        if start <= at < start + bet.duration:
            total += bet.cost / bet.duration
    return total


def _is_kept_out(here: AsItIs, bet_id: str, demand: Demand) -> bool:
    """Say whether the bet would break a limit wherever it started."""
    problem, loads = here.problem, here.loads
    if demand.kind != "budget":
        more = here.chosen.keys() | here.missing(bet_id)
        return demand in out_of_balance(problem, more)
    if not demand.names[1:]:
        assert loads.in_all is not None
        cost = sum(problem.bet[name].cost for name in here.missing(bet_id))
        return cost > loads.in_all + SLACK * max(1.0, loads.in_all)
    bet = problem.bet[bet_id]
    lacks = [loads.over_budget(bet, start) for start in problem.starts(bet)]
    least = min(lacks, key=lambda lack: lack[0])
    period = problem.period_position[demand.names[1]]
    return least[0] > 0 and least[1] == period
