"""What a plan has to respect beside the weeks of its teams."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadline.engine.portfolio.problem.plan import PlanProblem


@dataclass(frozen=True)
class Budget:
    """Money that the bets of a plan may cost: in all, in each period, or both.

    A bet's cost is spread evenly over the periods it takes. ``by_period`` is empty
    where no period has a limit of its own.
    """

    in_all: float | None = None
    by_period: tuple[float, ...] = ()


@dataclass(frozen=True)
class Share:
    """How much of a plan's effort some bets may take, those of a theme or a goal.

    Of the person-weeks of all bets that are in the plan, of all teams and periods,
    those of ``bets`` are ``at_least`` or ``at_most`` such a share, from 0 to 1. A plan
    without any effort meets every share.
    """

    name: str
    bets: tuple[str, ...]
    at_least: float | None = None
    at_most: float | None = None


def limit_mistakes(problem: PlanProblem) -> Iterator[str]:
    """Yield what is wrong with the limits of a problem, each with its place."""
    yield from _money_mistakes(problem)
    names = [share.name for share in problem.shares]
    for at, share in enumerate(problem.shares):
        place = f"shares[{at}] ({share.name})"
        if share.name in names[:at]:
            yield f"{place}: the name is there twice; give each its own"
        for mistake in _share_mistakes(problem, share):
            yield f"{place}{mistake}"
    yield from _asked_too_much(problem)


def _money_mistakes(problem: PlanProblem) -> Iterator[str]:
    currency, budget = problem.currency, problem.budget
    if currency and not (len(currency) == 3 and currency.isupper()):
        yield 'currency: give the three letters of a currency, as in "EUR"'
    for at, bet in enumerate(problem.bets):
        if bet.cost < 0:
            yield (
                f"bets[{at}] ({bet.id}).cost: a cost cannot be negative; what the bet "
                "earns belongs in its value"
            )
    if budget is None:
        return
    if math.isinf(sum(bet.cost for bet in problem.bets)):
        yield "bets: the costs are too large to add up; write smaller ones"
    if not currency:
        yield 'currency: say which money the budget is in, as in "EUR"'
    if budget.in_all is None and not budget.by_period:
        yield "budget: give in_all, by_period, or both"
    if (budget.in_all or 0.0) < 0 or any(money < 0 for money in budget.by_period):
        yield "budget: a budget cannot be negative; 0 is no money at all"
    if budget.by_period and len(budget.by_period) != len(problem.periods):
        yield (
            f"budget.by_period: {len(budget.by_period)} limits for "
            f"{len(problem.periods)} periods; give one for each period"
        )


def _share_mistakes(problem: PlanProblem, share: Share) -> Iterator[str]:
    if not share.bets:
        yield ".bets: name at least one bet"
    for name in dict.fromkeys(share.bets):
        if name not in problem.bet:
            yield f'.bets: there is no bet "{name}"'
        elif share.bets.count(name) > 1:
            yield f'.bets: "{name}" is named twice'
    if share.at_least is None and share.at_most is None:
        yield ": give at_least, at_most, or both"
    for key, of in (("at_least", share.at_least), ("at_most", share.at_most)):
        if of is not None and not 0 <= of <= 1:
            yield f".{key}: give a share from 0 to 1; 20% is 0.2"
    if (share.at_least or 0.0) > (1.0 if share.at_most is None else share.at_most):
        yield ": at_least is above at_most; turn them round"


def _asked_too_much(problem: PlanProblem) -> Iterator[str]:
    """Yield a mistake where shares without a bet in common ask for more than all.

    Only a plan that does nothing could meet them, and nobody means that.
    """
    asked = [share for share in problem.shares if share.at_least]
    bets = [name for share in asked for name in set(share.bets)]
    total = sum(share.at_least or 0.0 for share in asked)
    if len(set(bets)) == len(bets) and total > 1 + 1e-9:
        names = ", ".join(share.name for share in asked)
        yield (
            f"shares: {names} have no bet in common and together ask for "
            f"{percent(total)} of the effort; lower one"
        )


def percent(share: float) -> str:
    """Write a share in percent.

    >>> percent(0.125)
    '12.5%'
    """
    return f"{100 * share:.6g}%"
