"""Plans of growth against profit under the same weeks and demands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from leadline.roadmap.types.ahead import Ahead
from leadline.roadmap.types.bets import BetName
from leadline.roadmap.types.futures import Brings
from leadline.roadmap.types.plans import PlanHead


@dataclass(frozen=True, slots=True)
class Way:
    """A plan by what it brings a year, a quarter's wait at its price.

    ``chosen`` is the quarter each bet starts in, by the keys of the plan file.
    """

    growth: float
    profit: float
    chosen: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ways:
    """The plans kept, of so many found; exact where no plan beats any of them."""

    points: tuple[Way, ...] = ()
    found: int = 0
    is_exact: bool = False

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Ways:
        """Return what was kept with a plan."""
        points = tuple(Way(**one) for one in kept.get("points", ()))
        return cls(points, kept.get("found", 0), kept.get("is_exact", False))

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept with a plan."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class WayRow:
    """One of the plans beside the one that stands.

    ``at`` is its place in ``Ways``, ``None`` for the plan that stands; ``brings`` is
    weighed in the same futures. ``came`` and ``went`` are the bets it has more or less.
    """

    name: str
    at: int | None
    way: Way
    brings: Brings
    came: tuple[BetName, ...] = ()
    went: tuple[BetName, ...] = ()


@dataclass(frozen=True, slots=True)
class WaysPage:
    """Growth against profit: every point, and the plans that differ in kind.

    ``points`` and ``here`` are growth and profit a year, as those of ``rows``: in the
    mean of the futures.
    """

    plan: PlanHead
    points: tuple[tuple[float, float], ...]
    here: tuple[float, float] | None
    rows: tuple[WayRow, ...]
    found: int
    is_exact: bool
    goals: Ahead | None = None

    @property
    def unbeaten(self) -> list[tuple[float, float]]:
        """The points that no other beats in both."""
        return [
            one for one in self.points if not any(_beats(o, one) for o in self.points)
        ]

    @property
    def beaten(self) -> list[tuple[float, float]]:
        """The other points."""
        return [one for one in self.points if any(_beats(o, one) for o in self.points)]

    @property
    def listed(self) -> list[tuple[WayRow, tuple[float, ...]]]:
        """Each plan with the odds of goals with it."""
        if self.goals is None:
            return [(row, ()) for row in self.rows]
        return [
            (row, plan.odds)
            for row, plan in zip(self.rows, self.goals.plans, strict=True)
        ]


def _beats(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one != other and one[0] >= other[0] and one[1] >= other[1]


def most_of(brings: Sequence[Brings]) -> dict[int, str]:
    """Return which of some plans bring the most growth and profit in the mean of their
    futures, by their places."""
    return {
        max(range(len(brings)), key=lambda at: getattr(brings[at], name).mean): name
        for name in ("profit", "growth")
    }
