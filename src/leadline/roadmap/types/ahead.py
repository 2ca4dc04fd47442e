"""Plans beside each other by what is projected: odds of goals, and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leadline.foundation.samples import error_of_share
from leadline.roadmap.types.spread import Spread


@dataclass(frozen=True, slots=True)
class GoalAhead:
    """A goal that plans have odds of, by its number and name."""

    goal_id: int
    name: str


@dataclass(frozen=True, slots=True)
class PlanAhead:
    """One plan beside others in the same futures.

    ``odds`` are of the goals, in their order. ``figures`` are revenue and profit of a
    year and the margin, at the end that is asked for; ``ahead`` is the share of futures
    in which a figure is higher than with the first plan, ``behind`` lower.
    """

    odds: tuple[float, ...]
    figures: Mapping[str, Spread] = field(default_factory=dict)
    ahead: Mapping[str, float] = field(default_factory=dict)
    behind: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ahead:
    """Plans beside each other; the goals come in the order the projection asks them.

    ``is_projected``: the odds are those of the projection, of the sheet with the
    plan's bets, and ``nothing`` are those with nothing built. Otherwise the sheet
    cannot be projected, and they are of another question: whether the bets that serve
    a goal bring what it misses, by the figures said of each bet alone. ``futures`` is
    how many the odds are shares of, 1 where nothing is uncertain.
    """

    goals: tuple[GoalAhead, ...]
    plans: tuple[PlanAhead, ...]
    is_projected: bool = False
    nothing: tuple[float, ...] = ()
    end: str = ""
    currency: str = ""
    futures: int = 1

    @property
    def error(self) -> float:
        """The largest standard error of its odds."""
        return error_of_share(0.5, self.futures)
