"""How far a bet may move before the best plan leaves it out."""

from __future__ import annotations

from dataclasses import dataclass

from leadline.roadmap.types.bets import BetName
from leadline.roadmap.types.futures import KnowingWorth, Stands
from leadline.roadmap.types.plans import PlanHead

CLOSE = 0.04


@dataclass(frozen=True, slots=True)
class Limit:
    """Bounds of a limit: proven in at ``low``, proven out at ``high``.

    ``low`` is ``None`` where it was not proven in as it is, ``high`` where it was not
    proven out; ``is_open`` where it stays in as far as anybody looked.
    """

    low: float | None
    high: float | None
    is_open: bool = False

    @property
    def is_proven(self) -> bool:
        """Whether the bounds are close enough to be told as one figure."""
        if self.low is None or self.high is None:
            return False
        return abs(self.high - self.low) <= CLOSE * max(1.0, self.low)


@dataclass(frozen=True, slots=True)
class BetLimits:
    """Multiples of a bet's effort, and shares of its value, at which it leaves."""

    bet_id: int
    effort: Limit
    value: Limit


@dataclass(frozen=True, slots=True)
class BetStanding:
    """How sure a bet is in the plan to steer by.

    ``weeks`` is the middle of its effort, ``said`` its low and high ends together;
    ``confidence`` how sure people are of it, in percent. ``outdoes`` is a bet that is
    in the plan where this one is not, though fewer best plans of futures have it in.
    """

    plan: PlanHead
    period: str
    stands: Stands | None
    why: str
    planned: int
    worth: KnowingWorth | None
    limits: BetLimits | None
    weeks: float
    said: tuple[float, float]
    confidence: int | None
    outdoes: tuple[BetName, Stands] | None = None

    @property
    def effort_low(self) -> float | None:
        """The person-weeks up to which it is proven to stay in."""
        low = self.limits.effort.low if self.limits else None
        return None if low is None else low * self.weeks

    @property
    def effort_high(self) -> float | None:
        """The person-weeks at which it is proven out."""
        high = self.limits.effort.high if self.limits else None
        return None if high is None else high * self.weeks

    @property
    def sure_low(self) -> float | None:
        """Down to how many percent sure it is proven to stay in."""
        low = self.limits.value.low if self.limits else None
        of = 100 if self.confidence is None else self.confidence
        return None if low is None else low * of
