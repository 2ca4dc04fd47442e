"""Everything a plan asks for, one demand at a time, and how to say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leadline.engine.portfolio.problem import Bet, BetState, PlanProblem
from leadline.engine.portfolio.problem.limits import percent
from leadline.engine.portfolio.result import Demand


def demands_of(problem: PlanProblem) -> list[Demand]:
    """Return every demand of the plan once, in the order of the plan."""
    found: dict[Demand, None] = {}
    for bet in problem.bets:
        found.update(dict.fromkeys(_bet_demands(bet)))
    for team in problem.teams:
        for period in problem.periods:
            found[Demand("capacity", (team, period))] = None
    if problem.budget is not None:
        if problem.budget.in_all is not None:
            found[Demand("budget", (problem.currency,))] = None
        if problem.budget.by_period:
            for period in problem.periods:
                found[Demand("budget", (problem.currency, period))] = None
    for share in problem.shares:
        if share.at_least is not None:
            found[Demand("share_at_least", (share.name,))] = None
        if share.at_most is not None:
            found[Demand("share_at_most", (share.name,))] = None
    for goal in problem.goals:
        found[Demand("goal", (goal.measure, f"{goal.at_least:g}"))] = None
    return list(found)


def _bet_demands(bet: Bet) -> Iterator[Demand]:
    if bet.state != BetState.CANDIDATE:
        yield Demand(str(bet.state), (bet.id,))
    if bet.earliest is not None:
        yield Demand("earliest", (bet.id,))
    if bet.latest is not None:
        yield Demand("latest", (bet.id,))
    for after in bet.after:
        yield Demand("after", (bet.id, after.bet))
    for kind, names in (("together", bet.together), ("instead_of", bet.instead_of)):
        if names:
            yield Demand(kind, tuple(sorted((bet.id, *names))))


def in_words(problem: PlanProblem, demand: Demand) -> str:
    """Say the demand in plain words.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet, PlanProblem
    >>> bets = (Bet("sso", {"web": 6}, latest="Q2"),)
    >>> problem = PlanProblem(("Q1", "Q2"), {"web": (4, 4)}, bets)
    >>> [in_words(problem, demand) for demand in demands_of(problem)][:2]
    ['sso must be finished by the end of Q2', 'capacity of web in Q1 is 4']
    """
    first, *others = demand.names
    match demand.kind:
        case "committed":
            return f"{first} is committed{_size(problem, problem.bet[first])}"
        case "excluded":
            return f"{first} is excluded"
        case "earliest":
            return f"{first} cannot start before {problem.bet[first].earliest}"
        case "latest":
            return f"{first} must be finished by the end of {problem.bet[first].latest}"
        case "after":
            return f"{first} comes after {others[0]}{_gap(problem, first, others[0])}"
        case "together":
            return f"{listed(demand.names)} go together in one period"
        case "instead_of":
            return f"at most one of {listed(demand.names)}"
        case "capacity":
            weeks = problem.teams[first][problem.period_position[others[0]]]
            return f"capacity of {first} in {others[0]} is {weeks:g}"
        case "budget":
            return _budget(problem, demand)
        case "share_at_least":
            least = percent(problem.share[first].at_least or 0.0)
            return f"{first} takes at least {least} of the effort"
        case "share_at_most":
            most = percent(problem.share[first].at_most or 0.0)
            return f"{first} takes at most {most} of the effort"
        case "goal":
            return f"{first} is at least {others[0]}"
    raise AssertionError(demand)


def money(amount: float, currency: str) -> str:
    """Write an amount of money.

    >>> money(1234567.5, "EUR")
    '1,234,567.5 EUR'
    """
    return f"{amount:,.12g} {currency}"


def _budget(problem: PlanProblem, demand: Demand) -> str:
    assert problem.budget is not None
    if demand.names[1:]:
        (period,) = demand.names[1:]
        limit = problem.budget.by_period[problem.period_position[period]]
        return f"the budget in {period} is {money(limit, problem.currency)}"
    limit = problem.budget.in_all or 0.0
    return f"the budget in all is {money(limit, problem.currency)}"


def listed(names: Iterable[str]) -> str:
    """Join names as a sentence does: a, b and c."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _size(problem: PlanProblem, bet: Bet) -> str:
    needs = [f"{weeks:g} of {team}" for team, weeks in bet.effort.items() if weeks]
    length = [f"takes {bet.duration} periods"] if bet.duration > 1 else []
    parts = ([f"needs {listed(needs)}"] if needs else []) + length
    if problem.budget is not None and bet.cost:
        parts.append(f"costs {money(bet.cost, problem.currency)}")
    if bet.duration > len(problem.periods):
        parts.append(f"the plan has {len(problem.periods)}")
    return f" ({', '.join(parts)})" if parts else ""


def _gap(problem: PlanProblem, bet: str, other: str) -> str:
    after = next(a for a in problem.bet[bet].after if a.bet == other)
    if not after.gap:
        return " in a later period" if after.later else ""
    return f" with {after.gap} period{'s' * (after.gap > 1)} between"
