"""Read what a plan has to respect beside the weeks of its teams."""

from __future__ import annotations

from collections.abc import Mapping

from leadline.engine.portfolio.problem.limits import Budget, Share
from leadline.engine.portfolio.problem.reading import Reader, quoted


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


def parse_shares(read: Reader, value: object) -> tuple[Share, ...]:
    """Read the limits on shares of the effort."""
    found = []
    for at, item in enumerate(read.row(value, "shares")):
        place = f"shares[{at}]"
        given = read.table(item, place, ("name", "bets", "at_least", "at_most"))
        if missing := [key for key in ("name", "bets") if key not in given]:
            if isinstance(item, Mapping):
                read.say(place, f"{quoted(missing)} missing")
            continue
        name = read.name(given["name"], f"{place}.name")
        bets = read.names(given["bets"], f"{place}.bets")
        least, most = (
            None
            if given.get(key) is None
            else read.number(given[key], f"{place}.{key}")
            for key in ("at_least", "at_most")
        )
        if name is not None:
            found.append(Share(name, bets, least, most))
    return tuple(found)
