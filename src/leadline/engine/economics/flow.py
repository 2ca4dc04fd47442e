"""One segment through the periods: customers, price, revenue, with and without bets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from leadline.engine.economics.deck import Amount
from leadline.engine.economics.push import (
    Push,
    Pushed,
    all_but,
    is_same,
    together,
)


def _share_that_stays(churn: Amount) -> Amount:
    return 1.0 - np.minimum(np.maximum(churn, 0.0), 1.0)


def _growth(expansion: Amount) -> Amount:
    return 1.0 + expansion


RATES: dict[str, Callable[[Amount], Amount] | None] = {
    "churn": _share_that_stays,
    "new": None,
    "expansion": _growth,
    "margin": None,
}
"""The drivers that are rates, and what is reckoned with in their place."""


@dataclass(slots=True)
class Path:
    """What a segment comes to: one entry a period.

    ``counted`` and ``level`` are the customers and the price that the next period
    starts from; ``customers``, ``price``, ``revenue`` are what is reported.
    """

    counted: list[Amount] = field(default_factory=list)
    level: list[Amount] = field(default_factory=list)
    customers: list[Amount] = field(default_factory=list)
    price: list[Amount] = field(default_factory=list)
    revenue: list[Amount] = field(default_factory=list)


def led(base: Mapping[str, Amount], lead: float) -> dict[str, Amount]:
    """Return a segment as it stands some periods after it was read, without bets.

    Parameters
    ----------
    base : mapping of driver to amount
        Customers and price as they were read.
    lead : float
        Periods, -1 or more: whole ones as any period goes, of the last one, which is
        begun, that share of what a whole one would change. Below 0 it goes back.

    Returns
    -------
    dict of driver to amount

    Examples
    --------
    >>> base = {"customers": 100.0, "price": 2.0, "new": 20.0, "churn": 0.1,
    ...         "expansion": 0.1, "margin": 0.5}
    >>> now = led(base, 0.5)
    >>> float(now["customers"]), round(float(now["price"]), 6)
    (105.0, 2.1)
    """
    stays, growth = _share_that_stays(base["churn"]), _growth(base["expansion"])
    counted, level = base["customers"], base["price"]
    whole = max(int(lead), 0)
    for _ in range(whole):
        counted, level = counted * stays + base["new"], level * growth
    rest = lead - whole
    if rest:
        counted = counted + rest * (counted * stays + base["new"] - counted)
        level = level + rest * (level * growth - level)
    return {**base, "customers": np.maximum(counted, 0.0), "price": level}


class Lane:
    """A segment's drivers in the futures at hand, and the bets that push them.

    Parameters
    ----------
    base : mapping of driver to amount
        Before any bet; customers and price are those before the first period.
    pushes : mapping of driver to sequence of Push
    periods : int

    Examples
    --------
    >>> base = {"customers": 100.0, "price": 2.0, "new": 10.0, "churn": 0.1,
    ...         "expansion": 0.0, "margin": 0.5}
    >>> lane = Lane(base, {"churn": [Push(0, -0.5, True, (0.0, 1.0))]}, 2)
    >>> [float(r) for r in lane.full.revenue], [float(g) for g in lane.gross()]
    ([200.0, 210.0], [100.0, 105.0])
    >>> growth, profit = lane.added_by(0)
    >>> float(growth), float(profit)
    (10.0, 5.0)
    """

    def __init__(
        self,
        base: Mapping[str, Amount],
        pushes: Mapping[str, Sequence[Push]],
        periods: int,
    ) -> None:
        self.base = base
        self.pushes = {driver: list(of) for driver, of in pushes.items() if of}
        self.periods = periods
        self.pushed = {driver: self._pushed(driver) for driver in self.pushes}
        self.rates = {driver: self._rates(driver) for driver in RATES}
        self._may_fall_below_zero = bool(np.min(base["new"]) < 0) or any(
            not push.is_relative or np.min(push.change) < 0
            for push in self.pushes.get("new", [])
        )
        self.full = self._path()

    @property
    def bets(self) -> list[int]:
        """The bets that push this segment."""
        return sorted({push.bet for of in self.pushes.values() for push in of})

    def bare(self) -> Path:
        """Return what the segment comes to without any bet."""
        return Lane(self.base, {}, self.periods).full if self.pushes else self.full

    def gross(self) -> list[Amount]:
        """Return revenue times margin in each period, with all bets."""
        margin = self.rates["margin"]
        return [r * m for r, m in zip(self.full.revenue, margin, strict=True)]

    def bare_gross(self, bare: Path) -> list[Amount]:
        """Return revenue times margin in each period, without any bet."""
        return [revenue * self.base["margin"] for revenue in bare.revenue]

    def added_by(self, bet: int) -> tuple[Amount, Amount]:
        """Return what a bet adds to revenue and to gross profit, beside the others."""
        pushes = [p for of in self.pushes.values() for p in of if p.bet == bet]
        begins = min(push.begins for push in pushes)
        own = {d for d, of in self.pushes.items() if any(p.bet == bet for p in of)}
        pushed = dict(self.pushed)
        rates = dict(self.rates)
        for driver in own:
            pushed[driver] = self._pushed_without(driver, bet, begins)
            if driver in RATES:
                rates[driver] = self._rates(driver, pushed[driver], begins)
        return self._difference(rates, pushed, begins, own)

    def _difference(
        self,
        rates: Mapping[str, Sequence[Amount]],
        pushed: Mapping[str, Sequence[Pushed]],
        begins: int,
        changed: set[str],
    ) -> tuple[Amount, Amount]:
        """Return revenue and gross profit of the full path less another, summed up.

        What is not ``changed`` is taken over from the full path. Nothing is kept of a
        period, so that the arrays stay in the nearest cache.
        """
        full = self.full
        counts_anew = bool(changed & {"churn", "new"})
        prices_anew = "expansion" in changed
        counted = full.counted[begins - 1] if begins else self.base["customers"]
        level = full.level[begins - 1] if begins else self.base["price"]
        growth: Amount = 0.0
        profit: Amount = 0.0
        for at in range(begins, self.periods):
            if counts_anew:
                counted = self._next_count(counted, rates, at)
            if prices_anew:
                level = level * rates["expansion"][at]
            customers, price = full.customers[at], full.price[at]
            if counts_anew or "customers" in changed:
                now = counted if counts_anew else full.counted[at]
                customers = _push(now, pushed, "customers", at)
            if prices_anew or "price" in changed:
                price = _push(
                    level if prices_anew else full.level[at], pushed, "price", at
                )
            revenue = customers * price
            growth = growth + (full.revenue[at] - revenue)
            if "margin" in self.pushes:
                gross = full.revenue[at] * self.rates["margin"][at]
                profit = profit + (gross - revenue * rates["margin"][at])
        if "margin" not in self.pushes:
            profit = growth * self.base["margin"]
        return growth, profit

    def _path(self) -> Path:
        """Go through the periods with all bets."""
        found = Path()
        counted, level = self.base["customers"], self.base["price"]
        for at in range(self.periods):
            counted = self._next_count(counted, self.rates, at)
            level = level * self.rates["expansion"][at]
            customers = _push(counted, self.pushed, "customers", at)
            price = _push(level, self.pushed, "price", at)
            found.counted.append(counted)
            found.level.append(level)
            found.customers.append(customers)
            found.price.append(price)
            found.revenue.append(customers * price)
        return found

    def _next_count(
        self, counted: Amount, rates: Mapping[str, Sequence[Amount]], at: int
    ) -> Amount:
        counted = counted * rates["churn"][at] + rates["new"][at]
        return np.maximum(counted, 0.0) if self._may_fall_below_zero else counted

    def _pushed(self, driver: str) -> list[Pushed]:
        """Return in each period by how much all bets push a driver."""
        found: list[Pushed] = []
        pushes = self.pushes[driver]
        for at in range(self.periods):
            stays = at > 0 and all(_stays(push, at) for push in pushes)
            found.append(found[-1] if stays else together(pushes, at))
        return found

    def _pushed_without(self, driver: str, bet: int, begins: int) -> list[Pushed]:
        """Return in each period by how much all bets but one push a driver."""
        pushes, full = self.pushes[driver], self.pushed[driver]
        own = [push for push in pushes if push.bet == bet]
        found = full[:begins]
        for at in range(begins, self.periods):
            is_as_before = (
                at > begins
                and full[at] is full[at - 1]
                and all(_stays(push, at) for push in own)
            )
            found.append(
                found[-1] if is_as_before else all_but(bet, pushes, at, full[at])
            )
        return found

    def _rates(
        self, driver: str, pushed: Sequence[Pushed] | None = None, begins: int = 0
    ) -> list[Amount]:
        """Return a rate in each period, as it is reckoned with."""
        pushed = self.pushed.get(driver) if pushed is None else pushed
        turned = RATES[driver]
        if pushed is None:
            value = self.base[driver]
            return [value if turned is None else turned(value)] * self.periods
        found = self.rates[driver][:begins] if begins else []
        for at in range(begins, self.periods):
            if at > begins and pushed[at] is pushed[at - 1]:
                found.append(found[-1])
                continue
            value = pushed[at].on(self.base[driver])
            found.append(value if turned is None else turned(value))
        return found


def _stays(push: Push, at: int) -> bool:
    """Return whether as much of an effect is there as in the period before."""
    return is_same(push.shares[at], push.shares[at - 1])


def _push(
    value: Amount, pushed: Mapping[str, Sequence[Pushed]], driver: str, at: int
) -> Amount:
    return pushed[driver][at].on(value) if driver in pushed else value
