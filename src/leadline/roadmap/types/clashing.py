"""What a plan cannot meet, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from leadline.foundation.periods import period_end
from leadline.foundation.words import in_ten, plural
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
    """A bet that is promised by a day and, in this plan, finished later or left out.

    ``odds`` are of its being finished when it is planned for, where its effort is a
    range; ``is_offered`` where nobody agreed to the promise yet.
    """

    bet: BetName
    words: str
    finish: str
    odds: float | None = None
    is_offered: bool = False

    @property
    def end(self) -> str:
        """What becomes of it: "is left out", "is planned for 31 March 2027"."""
        if not self.finish:
            return "is left out"
        sure = "" if self.odds is None else f", odds {in_ten(self.odds)}"
        return f"is planned for {period_end(self.finish):%-d %B %Y}{sure}"


def not_kept(slipped: Sequence[Slipped]) -> str:
    """Return how many promises and offers a plan does not keep: "1 agreed promise and 2
    offered ones are not kept by this plan"."""
    offered = sum(one.is_offered for one in slipped)
    agreed = len(slipped) - offered
    parts = []
    if agreed:
        parts.append(plural(agreed, "agreed promise", "agreed promises"))
    if offered and agreed:
        parts.append(plural(offered, "offered one", "offered ones"))
    elif offered:
        parts.append(plural(offered, "offered promise", "offered promises"))
    are = "is" if len(slipped) == 1 else "are"
    return f"{' and '.join(parts)} {are} not kept by this plan"


@dataclass(frozen=True, slots=True)
class PromiseName:
    """A promise, as it is linked to."""

    id: int
    what: str
