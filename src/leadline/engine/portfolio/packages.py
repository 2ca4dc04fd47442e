"""What has to come along with a bet."""

from __future__ import annotations

from collections.abc import Iterable

from leadline.engine.portfolio.problem import PlanProblem


def package_of(problem: PlanProblem, bets: Iterable[str]) -> frozenset[str]:
    """Return everything that has to be in for these bets to be in, themselves too.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import After, Bet
    >>> bets = (Bet("a", together=("b",)), Bet("b", after=(After("c"),)), Bet("c"))
    >>> sorted(package_of(PlanProblem(("Q1",), {}, bets), ["a"]))
    ['a', 'b', 'c']
    """
    package: set[str] = set()
    todo = list(bets)
    while todo:
        here = todo.pop()
        if here in package:
            continue
        fresh = problem.units[here] - package
        package |= fresh
        todo += [after.bet for member in fresh for after in problem.bet[member].after]
    return frozenset(package)


def in_order(problem: PlanProblem, bets: Iterable[str]) -> list[str]:
    """Sort bets so that each stands behind those it comes after.

    Bets that come after one another in a circle stay in the order of the problem.
    """
    asked = set(bets)
    placed: dict[str, None] = {}
    for bet in sorted(asked, key=problem.position.__getitem__):
        path = [bet]
        on_path = {bet}
        while path:
            here = path[-1]
            ahead = [
                after.bet
                for after in problem.bet[here].after
                if after.bet in asked
                and after.bet not in placed
                and after.bet not in on_path
            ]
            if ahead:
                path.append(ahead[0])
                on_path.add(ahead[0])
            else:
                placed[path.pop()] = None
    return list(placed)
