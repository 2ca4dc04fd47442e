"""A plan bettered by moving, leaving out and exchanging its bets one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from leadline.engine.portfolio.check import violations
from leadline.engine.portfolio.problem import BetState, PlanProblem
from leadline.engine.portfolio.solver import Watch

Plan = Mapping[str, str]
Score = tuple[float, float]
NEAR = 1e-9


def bettered(
    problem: PlanProblem, plan: Plan, score: Callable[[Plan], Score], watch: Watch
) -> Plan:
    """Return a plan that no single step makes better, or as far as the time went.

    A step puts a bet in another period, takes one out, puts one in, or exchanges two.
    The first that scores more and meets every demand is taken. What a plan scores over
    futures is no sum over its bets, so that no program finds the best; steps find what
    the plans of single problems miss.

    Parameters
    ----------
    problem : PlanProblem
        Its demands hold after every step.
    plan : mapping of bet to period
    score : callable
        More is better.
    watch : Watch

    Returns
    -------
    mapping of bet to period

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {"web": 3}), Bet("b", {"web": 3}))
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets)
    >>> bettered(problem, {"a": "Q1"}, lambda plan: (float("b" in plan), 0.0),
    ...          Watch(9.0, lambda: 0.0))
    {'b': 'Q1'}
    """
    best, most = dict(plan), score(plan)
    is_better = True
    while is_better:
        is_better = False
        for step in _steps(problem, best):
            if watch.left <= 0:
                return best
            if violations(problem, step):
                continue
            found = score(step)
            if found > (most[0] + NEAR * max(1.0, abs(most[0])), most[1]):
                best, most, is_better = step, found, True
                break
    return best


def _steps(problem: PlanProblem, plan: Plan) -> Iterator[dict[str, str]]:
    """Yield the plans one step away; those first that gain most as if all was done."""
    may = {
        bet.id: [problem.periods[at] for at in problem.starts(bet)]
        for bet in problem.bets
        if bet.state != BetState.EXCLUDED
    }
    worth = {bet.id: problem.weight(bet) for bet in problem.bets}
    idle = [bet for bet in may if bet not in plan]
    pairs: list[tuple[str | None, str | None]] = [(None, bet) for bet in idle]
    pairs += [(bet, bet) for bet in plan]
    pairs += [(bet, other) for bet in plan for other in (None, *idle)]

    def gain(pair: tuple[str | None, str | None]) -> float:
        out, into = pair
        return (worth[into] if into else 0.0) - (worth[out] if out else 0.0)

    for out, into in sorted(pairs, key=gain, reverse=True):
        rest = {bet: at for bet, at in plan.items() if bet != out}
        if into is None:
            yield rest
            continue
        for period in may[into]:
            if plan.get(into) != period:
                yield {**rest, into: period}
