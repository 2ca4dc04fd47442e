"""What a plan cannot meet, and what it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leadline.foundation.periods import period_end
from leadline.roadmap.types.bets import BetName
from leadline.roadmap.types.states import DemandOf


@dataclass(frozen=True, slots=True)
class Because:
    """What a demand comes from, and in words; nothing where it is of the bet itself."""

    of: DemandOf | Literal[""] = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """One of the demands that cannot all be met, and where to change it.

    Of a team's weeks ``team`` and ``period`` say whose and when; ``of`` is what the
    demand comes from, "" where it is the bet itself, and ``by`` says it in words.
    """

    words: str
    kind: str
    bet_id: int | None = None
    goal_id: int | None = None
    team: str = ""
    period: str = ""
    of: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Short:
    """A team that lacks weeks for what clashes: so many are needed of it, it has fewer
    in the quarters named."""

    team: str
    periods: tuple[str, ...]
    needed: float
    has: float

    @property
    def lacks(self) -> float:
        """Person-weeks too few."""
        return round(self.needed - self.has, 6)


@dataclass(frozen=True, slots=True)
class Slipped:
    """A bet that is promised by a day and, in this plan, finished later or left out."""

    bet: BetName
    words: str
    finish: str

    @property
    def end(self) -> str:
        """What becomes of it: "is there by 31 March 2027", "is left out"."""
        if not self.finish:
            return "is left out"
        return f"is there by {period_end(self.finish):%-d %B %Y}"


@dataclass(frozen=True, slots=True)
class PromiseName:
    """A promise, as it is linked to."""

    id: int
    what: str
