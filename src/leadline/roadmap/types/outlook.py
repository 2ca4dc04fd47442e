"""What is ahead: the newest projection, what it was made from, the odds of goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import floor, log10

from leadline.foundation.periods import period_end
from leadline.strategy.types import (
    QUARTERS,
    GoalOdds,
    GoalRow,
    ModelFile,
    ProjectionRow,
)

FIGURES = 3
ONE_BASE = 0.1
"""A reading and the start of the model are of one base where they lie apart by no more
than this share of what is missing."""


@dataclass(frozen=True, slots=True)
class Bases:
    """A reading and a model that begins elsewhere: no difference holds between them.

    ``starts`` is what the model begins with, ``stands`` what was read, ``bare`` and
    ``full`` where the model ends with nothing built and with the plan, in the unit of
    the goal.
    """

    starts: float
    stands: float
    bare: float
    full: float
    day: date


@dataclass(frozen=True, slots=True)
class Comes:
    """What a goal's figure comes to by its day, in its own unit, by the middles.

    ``by_itself`` with nothing built and ``by_bets`` with the plan on top of that count
    towards the target, below 0 away from it; ``missing`` is what they have to bring.
    They are rounded alike, so that what a page writes adds up.
    """

    by_itself: float
    by_bets: float
    missing: float
    day: date

    @property
    def short(self) -> float:
        """What is missing all the same; below 0 what comes beyond it."""
        return self.missing - self.by_itself - self.by_bets


@dataclass(frozen=True, slots=True)
class Outlook:
    """A projection beside the model of today; ``odds`` are by the goal's number.

    ``starts`` are the figures of a quarter that the model begins with, by measure.
    ``changed`` says in words what has changed since it was made, "" where nothing has.
    """

    projection: ProjectionRow | None
    file: ModelFile
    odds: Mapping[int, GoalOdds]
    starts: Mapping[str, float] = field(default_factory=dict)
    changed: str = ""

    @property
    def is_stale(self) -> bool:
        """Whether what it was made from has changed since."""
        found = self.projection
        return found is not None and found.digest != self.file.digest

    @property
    def counts_late(self) -> bool:
        """Whether it carries the work out, as long as it takes in each future."""
        return self.projection is not None and self.projection.counts_late

    def speaks_of(self, goal_id: int) -> bool:
        """Whether the projection is asked for a goal, worked out or not."""
        return self.can_project and any(
            str(one["id"]).startswith(f"{goal_id}-")
            for one in self.file.plain.get("goals", ())
        )

    def by_year(self) -> list[tuple[str, float, float]]:
        """Return what the bets add to revenue and to profit in each calendar year that
        is projected whole, in the mean; nothing without bets."""
        found = self.projection
        if found is None or not found.has_bets:
            return []
        years = Counter(period[:4] for period in found.periods)
        added = {
            of: {
                year: sum(
                    found.spread(of, period).mean
                    - found.spread(of, period, bets=False).mean
                    for period in found.periods
                    if period.startswith(year)
                )
                for year, quarters in years.items()
                if quarters == QUARTERS
            }
            for of in ("revenue", "profit")
        }
        return [
            (year, growth, added["profit"][year])
            for year, growth in added["revenue"].items()
        ]

    def asks_of_bets(self, goal: GoalRow) -> float | None:
        """Return what bets have to bring to a goal that rises, in its own unit: its
        target less what comes with nothing built, by the middle. None where the
        projection says nothing of it."""
        if self.projection is None or (known := self._asked(goal)) is None:
            return None
        of, period, unit = known
        bare = unit * self.projection.spread(of, period, bets=False).p50
        return float(goal.least.target or 0) - bare

    def _asked(self, goal: GoalRow) -> tuple[str, str, float] | None:
        """Return which figure of which quarter a goal's measure asks for, and what one
        of the projection is in its unit."""
        measure, found = goal.least, self.projection
        asked = [
            one
            for one in self.file.plain.get("goals", ())
            if str(one["id"]).startswith(f"{goal.id}-{measure.id}-")
        ]
        if found is None or not asked or not measure.missing:
            return None
        of, period, at_least = (asked[0][k] for k in ("measure", "period", "at_least"))
        if period not in found.periods or not at_least or measure.target is None:
            return None
        return of, period, float(measure.target) / at_least

    def comes(self, goal: GoalRow) -> Comes | Bases | None:
        """Return what the measure that a goal stands by comes to.

        Both bases, where the model does not begin at what was read. None where the
        projection says nothing of it, or nothing is missing.
        """
        measure, found = goal.least, self.projection
        if found is None or (known := self._asked(goal)) is None:
            return None
        of, period, unit = known
        stands, way = float(measure.stands or 0), 1 if measure.aims_up else -1
        bare, full = (
            unit * found.spread(of, period, bets=bets).p50 for bets in (False, True)
        )
        missing, day = float(measure.missing or 0), period_end(period)
        starts = unit * self.starts[of] if of in self.starts else stands
        if abs(starts - stands) > ONE_BASE * missing:
            return Bases(starts, stands, bare, full, day)
        places = FIGURES - 1 - floor(log10(missing))
        return Comes(
            by_itself=round(way * (bare - stands), places),
            by_bets=round(way * (full - bare), places),
            missing=round(missing, places),
            day=day,
        )

    @property
    def can_project(self) -> bool:
        """Whether the sheet says enough to project anything."""
        return not self.file.missing
