"""What a projection gives back, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DIGITS = 10
"""Figures of uncertain things are given to so many digits: the last ones of a sum
differ from machine to machine, and no figure of a sample is that exact."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over all futures.

    One future in ten is below ``p10``, half of them below ``p50``, one in ten above
    ``p90``. ``se`` is the standard error of the mean; None where a single future
    cannot tell.
    """

    p10: float
    p50: float
    p90: float
    mean: float
    se: float | None

    def as_plain(self) -> dict[str, float | None]:
        """Return the figures by their names."""
        return {
            "p10": self.p10,
            "p50": self.p50,
            "p90": self.p90,
            "mean": self.mean,
            "se": self.se,
        }


Table = Mapping[str, Mapping[str, Spread]]
"""By measure, then by period."""


@dataclass(frozen=True, slots=True)
class GoalOdds:
    """How likely a goal is reached, with the bets and without, each with its error."""

    id: str
    probability: float
    se: float | None
    without_bets: float
    without_se: float | None


@dataclass(frozen=True, slots=True)
class Drive:
    """Which share of the variance of a figure one driver or bet accounts for alone."""

    driver: str
    share: float


@dataclass(frozen=True, slots=True)
class BetYield:
    """What a bet adds to revenue (``growth``) and to profit over all periods."""

    id: str
    growth: Spread
    profit: Spread


@dataclass(frozen=True, slots=True)
class Projection:
    """What a model comes to.

    ``drives`` are of ``drives_of`` (measure, period), the largest first; what is
    missing to 1 comes from drivers acting together.
    """

    futures: int
    seed: int
    periods: tuple[str, ...]
    measures: Table
    without_bets: Table
    goals: tuple[GoalOdds, ...]
    drives: tuple[Drive, ...]
    drives_of: tuple[str, str]
    bets: tuple[BetYield, ...]
    notices: tuple[str, ...] = ()
    currency: str = ""

    def as_plain(self) -> dict[str, object]:
        """Return the projection as it stands in a result file."""
        measure, period = self.drives_of
        return {
            "futures": self.futures,
            "seed": self.seed,
            "currency": self.currency,
            "measures": _plain(self.measures),
            "without_bets": _plain(self.without_bets),
            "goals": [
                {
                    "id": goal.id,
                    "probability": goal.probability,
                    "se": goal.se,
                    "without_bets": goal.without_bets,
                    "without_bets_se": goal.without_se,
                }
                for goal in self.goals
            ],
            "drives_of": {"measure": measure, "period": period},
            "drives": [{"driver": d.driver, "share": d.share} for d in self.drives],
            "bets": [
                {
                    "id": bet.id,
                    "growth": bet.growth.as_plain(),
                    "profit": bet.profit.as_plain(),
                }
                for bet in self.bets
            ],
            "notices": list(self.notices),
        }


def _plain(table: Table) -> dict[str, dict[str, dict[str, float | None]]]:
    return {
        measure: {period: spread.as_plain() for period, spread in row.items()}
        for measure, row in table.items()
    }
