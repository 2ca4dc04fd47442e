"""What the day of a launch rests on: the plan, lead times and promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models


class Cause(models.TextChoices):
    """Why a launch cannot honestly be earlier."""

    BUILT = "built", "The plan has it finished by then"
    LEAD = "lead", "It takes that long from today"
    PROMISE = "promise", "It is promised by then"


class Built(models.TextChoices):
    """What is known of when a launch is built, by the plan."""

    SAID = "said", "In the plan, with odds"
    EXACT = "exact", "In the plan, with an effort that is one number"
    LATER = "later", "In the plan, finished after the day"
    DONE = "done", "Built"
    UNPLANNED = "unplanned", "Not in the plan"
    NO_BET = "no_bet", "Of no bet"


@dataclass(frozen=True, slots=True)
class BuiltBy:
    """How likely a launch is built by its day.

    ``odds`` is a share of one where ``state`` is ``SAID``; ``finish`` the last day of
    the quarter the plan has it finished in, ``sure`` the share finished by then.
    """

    state: Built
    odds: float | None = None
    finish: date | None = None
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """Something that a launch waits for, and the earliest day it leaves.

    ``ready`` is when that is there; ``days`` how many days before the launch, negative,
    it has to be. ``lead_days`` is how long it takes, where that is the cause.
    """

    cause: Cause
    what: str
    ready: date
    earliest: date
    days: int = 0
    lead_days: int | None = None
    step_id: int | None = None


@dataclass(frozen=True, slots=True)
class Lateness:
    """How many days after the day that was said first launches came: least and most."""

    n: int
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class LaunchDates:
    """What the day of a launch rests on, what binds most first."""

    day: date
    built: BuiltBy
    bounds: tuple[Bound, ...] = ()
    record: Lateness = Lateness(0)

    @property
    def earliest(self) -> date | None:
        """The earliest honest day; none where nothing binds."""
        return self.bounds[0].earliest if self.bounds else None

    @property
    def is_by_plan(self) -> bool:
        """Whether the plan binds most: that day is but the end of a quarter in it."""
        return bool(self.bounds) and self.bounds[0].cause == Cause.BUILT

    @property
    def is_too_early(self) -> bool:
        """Whether the day that is said is before the earliest honest one."""
        return self.earliest is not None and self.day < self.earliest

    @property
    def beyond(self) -> list[Bound]:
        """What the day that is said does not leave time for."""
        return [bound for bound in self.bounds if bound.earliest > self.day]


@dataclass(frozen=True, slots=True)
class AfterPlan:
    """A launch that cannot honestly be when the plan has its bet finished.

    ``end`` is the last day of the quarter the bet is planned to be finished in,
    ``bound`` what binds the launch most.
    """

    bet_id: int
    bet: str
    end: date
    launch_id: int
    launch: str
    bound: Bound

    @property
    def earliest(self) -> date:
        """The earliest honest day of the launch; it is after ``end``."""
        return self.bound.earliest
