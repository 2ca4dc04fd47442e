"""Read what a plan has to respect beside the weeks of its teams."""

from __future__ import annotations

from collections.abc import Mapping

from leadline.engine.portfolio.problem.limits import Budget
from leadline.engine.portfolio.problem.reading import Reader


def parse_cost(read: Reader, value: object, place: str) -> float:
    """Read what a bet costs: one number, since a budget is held or it is not."""
    if isinstance(value, Mapping):
        read.say(place, "a cost is one number; give the middle of its range")
        return 0.0
    return read.number(value, place)


def parse_budget(read: Reader, value: object) -> Budget | None:
    """Read the limits on money; None where the plan has none."""
    if value is None:
        return None
    given = read.table(value, "budget", ("in_all", "by_period"))
    in_all = given.get("in_all")
    by_period = given.get("by_period")
    return Budget(
        None if in_all is None else read.number(in_all, "budget.in_all"),
        ()
        if by_period is None
        else tuple(
            read.number(money, f"budget.by_period[{at}]")
            for at, money in enumerate(read.row(by_period, "budget.by_period"))
        ),
    )
