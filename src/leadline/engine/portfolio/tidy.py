"""Among equally good plans, prefer the one that does less, and does it earlier."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from leadline.engine.portfolio.balance import out_of_balance
from leadline.engine.portfolio.loads import Loads
from leadline.engine.portfolio.problem import BetState, PlanProblem
from leadline.engine.portfolio.value import worth_counts


def tidied(
    problem: PlanProblem,
    chosen: Mapping[str, str],
    *,
    keep: Collection[str] = (),
) -> dict[str, str]:
    """Take out bets that bring nothing and start the others as early as possible.

    The objective never falls and no demand is broken that was met.

    Parameters
    ----------
    problem : PlanProblem
    chosen : mapping of bet to period
        A plan that can be done.
    keep : collection of bets
        Bets that stay in whether they bring anything or not.

    Returns
    -------
    dict of bet to period
        In the order of the problem's bets.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {"web": 1}, {"growth": 1}), Bet("b", {"web": 1}))
    >>> problem = PlanProblem(("Q1", "Q2"), {"web": (2, 2)}, bets,
    ...                       objective={"growth": 1})
    >>> tidied(problem, {"a": "Q2", "b": "Q1"})
    {'a': 'Q1'}
    """
    kept = _without_idle(problem, dict(chosen), set(keep))
    if len(problem.periods) > 1:
        kept = _earlier(problem, kept)
    return {bet.id: kept[bet.id] for bet in problem.bets if bet.id in kept}


def _without_idle(
    problem: PlanProblem, chosen: dict[str, str], keep: set[str]
) -> dict[str, str]:
    units = problem.units
    wanted = keep | _wanted(problem, chosen)
    while True:
        waited_for = {
            after.bet
            for bet in chosen
            for after in problem.bet[bet].after
            if after.bet not in units[bet]
        }
        busy = wanted | waited_for
        idle = [bet for bet in chosen if not units[bet] & busy]
        if problem.shares:
            idle = _beside_the_balance(problem, chosen, idle)
        if not idle:
            return chosen
        for bet in idle:
            del chosen[bet]


def _beside_the_balance(
    problem: PlanProblem, chosen: Mapping[str, str], idle: list[str]
) -> list[str]:
    """Return idle bets that can go together without a share of the effort missed."""
    for bet in idle:
        unit = problem.units[bet]
        if not out_of_balance(problem, chosen.keys() - unit):
            return [one for one in idle if one in unit]
    return []


def _wanted(problem: PlanProblem, chosen: Mapping[str, str]) -> set[str]:
    """Bets that are in for their own sake, for a customer's or for that of a pair."""
    floors = {goal.measure for goal in problem.goals}
    wanted = {
        bet.id
        for bet in problem.bets
        if bet.state == BetState.COMMITTED
        or problem.weight(bet) > 0
        or any(value > 0 for m, value in bet.value.items() if m in floors)
    }
    if worth_counts(problem):
        for customer in problem.customers:
            needs = problem.needed[customer.id]
            if customer.worth > 0 and needs <= chosen.keys():
                wanted |= needs
    for pair in problem.synergies:
        is_good = problem.weight_of_pair(pair) > 0 or any(
            value > 0 for measure, value in pair.value.items() if measure in floors
        )
        if is_good and set(pair.bets) <= chosen.keys():
            wanted |= set(pair.bets)
    return wanted


def _earlier(problem: PlanProblem, chosen: dict[str, str]) -> dict[str, str]:
    units, loads = problem.units, Loads(problem, chosen)
    moved = True
    while moved:
        moved = False
        for bet_id in sorted(chosen, key=loads.start.__getitem__):
            unit = sorted(units[bet_id])
            if bet_id == unit[0] and _may_move(problem, unit):
                moved |= _start_earlier(loads, unit)
    return loads.chosen


def _may_move(problem: PlanProblem, unit: list[str]) -> bool:
    if problem.discount_per_period == 0:
        return True
    bets = [problem.bet[bet] for bet in unit]
    pairs = [pair for bet in unit for pair in problem.pairs.get(bet, ())]
    values = [bet.value for bet in bets] + [pair.value for pair in pairs]
    return all(amount >= 0 for value in values for amount in value.values())


def _start_earlier(loads: Loads, unit: list[str]) -> bool:
    bets = [loads.problem.bet[bet] for bet in unit]
    now = loads.start[unit[0]]
    earliest = max(loads.allowed(bet).start for bet in bets)
    for bet in bets:
        loads.remove(bet)
    for start in range(earliest, now):
        placed = []
        for bet in bets:
            if not loads.fits(bet, start):
                break
            loads.put(bet, start)
            placed.append(bet)
        if len(placed) == len(bets):
            return True
        for bet in placed:
            loads.remove(bet)
    for bet in bets:
        loads.put(bet, now)
    return False
