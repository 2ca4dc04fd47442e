"""What share of the effort groups of bets take, and bringing a plan into balance."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from leadline.engine.portfolio.packages import package_of
from leadline.engine.portfolio.problem import BetState, PlanProblem
from leadline.engine.portfolio.result import Demand

SLACK = 1e-9


def share_of(problem: PlanProblem, name: str, bets: Collection[str]) -> float:
    """Return the share that a group takes of the effort of bets; 0 of none.

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet, Share
    >>> problem = PlanProblem(("Q1",), {"web": (9,)}, (Bet("a", {"web": 1}),
    ...     Bet("b", {"web": 3})), shares=(Share("lights", ("a",), 0.2),))
    >>> share_of(problem, "lights", ["a", "b"]), share_of(problem, "lights", [])
    (0.25, 0.0)
    """
    total = sum(problem.weeks[bet] for bet in bets)
    mine = sum(problem.weeks[b] for b in problem.share[name].bets if b in bets)
    return mine / total if total else 0.0


def out_of_balance(problem: PlanProblem, bets: Collection[str]) -> dict[Demand, float]:
    """Return by how many person-weeks each share is missed by bets that are in.

    Parameters
    ----------
    problem : PlanProblem
    bets : collection of str

    Returns
    -------
    dict of Demand to float
        Only shares that are missed.
    """
    found: dict[Demand, float] = {}
    if not problem.shares:
        return found
    total = sum(problem.weeks[bet] for bet in bets)
    for share in problem.shares:
        mine = sum(problem.weeks[bet] for bet in share.bets if bet in bets)
        for kind, of, sign in (
            ("share_at_least", share.at_least, -1.0),
            ("share_at_most", share.at_most, 1.0),
        ):
            missed = 0.0 if of is None else sign * (mine - of * total)
            if missed > SLACK * max(1.0, total):
                found[Demand(kind, (share.name,))] = missed
    return found


def to_take_out(problem: PlanProblem, chosen: Mapping[str, str]) -> frozenset[str]:
    """Return bets of a plan without which it meets the shares, or comes nearer.

    Bets go one after another with all that need them, those first that bring least
    for the weeks that the plan comes nearer by; what is committed stays.

    Parameters
    ----------
    problem : PlanProblem
    chosen : mapping of bet to period

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet, Share
    >>> bets = (Bet("a", {"web": 2}, {"growth": 5}), Bet("b", {"web": 2}),
    ...         Bet("c", {"web": 2}, {"growth": 4}))
    >>> problem = PlanProblem(("Q1",), {"web": (9,)}, bets, objective={"growth": 1},
    ...                       shares=(Share("lights", ("b",), 0.5),))
    >>> sorted(to_take_out(problem, dict.fromkeys("abc", "Q1")))
    ['c']
    """
    packages = {bet: package_of(problem, [bet]) for bet in chosen}
    bundles = {
        bet: frozenset(other for other in chosen if bet in packages[other])
        for bet in chosen
    }
    loose = {
        bundle
        for bundle in bundles.values()
        if all(problem.bet[b].state != BetState.COMMITTED for b in bundle)
    }
    there = set(chosen)
    missed = sum(out_of_balance(problem, there).values())
    while missed > 0:
        best: tuple[float, list[str]] | None = None
        for bundle in loose:
            gone = sorted(bundle & there)
            left = sum(out_of_balance(problem, there - bundle).values())
            if not gone or left >= missed:
                continue
            loss = sum(problem.weight(problem.bet[bet]) for bet in gone)
            if best is None or (loss / (missed - left), gone) < best:
                best = (loss / (missed - left), gone)
        if best is None:
            break
        there -= set(best[1])
        missed = sum(out_of_balance(problem, there).values())
    return frozenset(chosen) - there
