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


def limit_mistakes(problem: PlanProblem) -> Iterator[str]:
    """Yield what is wrong with the limits of a problem, each with its place."""
    yield from _money_mistakes(problem)


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
