"""What a projection says, as pages read it; and which metric measures which figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models

from leadline.strategy.types.quarters import QUARTERS

MONTHS = 3
FUTURES = 65_536
BEFORE = "before"
"""A bet finished before the first quarter, in the model file."""


class Figure(models.TextChoices):
    """What a metric may measure of what is projected."""

    REVENUE_YEAR = "revenue_year", "Revenue a year, as it runs"
    REVENUE_QUARTER = "revenue_quarter", "Revenue of a quarter"
    REVENUE_MONTH = "revenue_month", "Revenue of a month"
    PROFIT_YEAR = "profit_year", "Profit a year, as it runs"
    PROFIT_QUARTER = "profit_quarter", "Profit of a quarter"
    MARGIN = "margin", "Margin after all costs"
    CUSTOMERS = "customers", "Customers"

    @property
    def measure(self) -> str:
        """The measure of the projection."""
        return str(self.value).partition("_")[0]

    @property
    def of_a_quarter(self) -> float:
        """What a value is multiplied by to be the projection's, a quarter's."""
        by = {"year": 1 / QUARTERS, "month": MONTHS, "margin": 0.01}
        return float(by.get(str(self.value).rpartition("_")[2], 1.0))

    @property
    def is_money(self) -> bool:
        """Whether it is counted in money."""
        return self.measure in ("revenue", "profit")


@dataclass(frozen=True, slots=True)
class YardstickRow:
    """A metric and the figure it measures, none where nobody said."""

    metric_id: int
    metric: str
    unit: str
    currency: str
    figure: Figure | None

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What it may measure: money what is money, all else what is none."""
        fits = (one for one in Figure if one.is_money == bool(self.currency))
        return [(str(one.value), str(one.label)) for one in fits]


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over all futures: 1 in 10 below, the middle, 1 in 10 above."""

    p10: float
    p50: float
    p90: float
    mean: float = 0.0

    def times(self, by: float) -> Spread:
        """Return it in another unit."""
        return Spread(self.p10 * by, self.p50 * by, self.p90 * by, self.mean * by)


@dataclass(frozen=True, slots=True)
class Lever:
    """What drives odds or a figure: alone at its low and at its high end.

    ``driver`` is named as in the model: ``churn:`` and a segment, ``costs:teams``,
    ``bet:`` and a bet. ``share`` is its share of the doubt. ``low`` and ``high`` are
    the odds (or the figure) there, ``at_low`` and ``at_high`` its values in a quarter,
    none of a bet, which fails or works.
    """

    driver: str
    share: float
    low: float
    high: float
    at_low: float | None = None
    at_high: float | None = None


@dataclass(frozen=True, slots=True)
class ProjectionRow:
    """A kept projection: when, from what, and its figures by measure and quarter.

    ``plain`` is the result as ``leadline project`` writes it, with ``levers``.
    """

    id: int
    plan_id: int | None
    digest: str
    seed: int
    futures: int
    made_at: datetime
    made_by: str
    currency: str
    periods: tuple[str, ...]
    plain: Mapping[str, Any] = field(repr=False)

    def spread(self, measure: str, period: str, *, bets: bool = True) -> Spread:
        """Return a figure of a quarter, with the plan's bets or without any."""
        table = self.plain["measures" if bets else "without_bets"]
        said = table[measure][period]
        return Spread(said["p10"], said["p50"], said["p90"], said["mean"])

    @property
    def levers(self) -> tuple[Lever, ...]:
        """What drives the doubt, the most first."""
        return tuple(Lever(**one) for one in self.plain.get("levers", ()))

    @property
    def drives_of(self) -> tuple[str, str]:
        """The measure and quarter that the levers move."""
        of = self.plain["drives_of"]
        return of["measure"], of["period"]

    @property
    def counts_late(self) -> bool:
        """Whether work was carried out in each future, as long as it took there."""
        return bool(self.plain.get("work"))

    @property
    def has_bets(self) -> bool:
        """Whether any bet of the plan does something in it."""
        return bool(self.plain["bets"])


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model as ``leadline project`` reads it, and what is not in it, in words.

    ``missing`` says why nothing can be projected; ``silent`` says by goal why it has
    no odds; ``left_out`` names bets that count for nothing, each with the reason.
    ``said`` are the days of the oldest and the newest figure of the sheet.
    """

    plain: Mapping[str, Any]
    missing: tuple[str, ...] = ()
    silent: Mapping[int, str] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()
    opinions: tuple[str, ...] = ()
    plan_id: int | None = None
    digest: str = ""
    said: tuple[date, date] | None = None
