"""When the plan has bets finished, how likely, and what that makes of promises."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models

from leadline.foundation.periods import period_end
from leadline.foundation.words import in_ten
from leadline.stakeholders.types import Direction

IN_TIME = 0.5
"""A promise whose bet is less likely than this to be in time is at risk."""


@dataclass(frozen=True, slots=True)
class PlannedEnd:
    """When the plan to steer by has a bet finished, and how likely it is by then.

    ``by`` has the share of futures in which it is, by the end of each quarter from the
    planned one on; it is empty where no range of effort makes any day uncertain.
    ``as_of`` is the day of the plan, whose ranges they are.
    """

    bet_id: int
    title: str
    finish: str
    by: tuple[tuple[str, float], ...]
    as_of: date

    @property
    def day(self) -> date:
        """The last day of the quarter that it is planned for."""
        return period_end(self.finish)

    @property
    def odds(self) -> float | None:
        """How likely it is finished by then; none where nothing says."""
        return self.by[0][1] if self.by else None

    def odds_by(self, day: date) -> float | None:
        """Return how likely it is finished in a quarter that is over by a day.

        None where nothing says, and for a day before the planned one.
        """
        said = [share for period, share in self.by if period_end(period) <= day]
        return said[-1] if said else None

    @property
    def short(self) -> str:
        """The odds beside the date in a list: "odds 2 in 10"; "" without any."""
        return "" if self.odds is None else f"odds {in_ten(self.odds)}"

    @property
    def told(self) -> str:
        """The odds to follow the date in a sentence, with the day they are of."""
        if self.odds is None:
            return ""
        return f" ({self.short} by the plan of {self.as_of:%-d %b %Y})"


@dataclass(frozen=True, slots=True)
class WorthInPlan:
    """What a plan counts a bet for a year, by the middles of its ranges.

    ``is_projected`` where it was worked out from the sheet, as if the bet alone was
    finished in the ``first`` quarter, on average to the end of the quarter ``until``
    ("" where that was not kept); else it is what was said, by how sure people are.
    """

    name: str
    growth: float
    profit: float
    currency: str
    first: str
    made_on: date
    is_projected: bool
    until: str = ""


@dataclass(frozen=True, slots=True)
class PlanDates:
    """The open bets of the plan to steer by with their dates; none without a plan."""

    ends: Mapping[int, PlannedEnd] = field(default_factory=dict)
    has_plan: bool = False


class Trouble(models.TextChoices):
    """Why an open promise is not well, the worst first."""

    LATE = "late", "late"
    WILL_BE_LATE = "will_be_late", "will be late"
    AT_RISK = "at_risk", "at risk"


@dataclass(frozen=True, slots=True)
class PromiseTrouble:
    """An open promise that is not well: how, and why in words.

    ``bet_id`` is the bet of the plan that makes it so, where one does.
    """

    promise_id: int
    person_id: int
    direction: str
    trouble: Trouble
    why: str = ""
    bet_id: int | None = None

    @property
    def clause(self) -> str:
        """How it is, to follow its name: "will be late", "is at risk"."""
        kind = self.trouble
        return f"{'' if kind == Trouble.WILL_BE_LATE else 'is '}{kind.label}"


@dataclass(frozen=True, slots=True)
class PromisesAhead:
    """The open promises that are not well, and how many are open in all."""

    opened: int
    troubled: tuple[PromiseTrouble, ...]

    @property
    def by_id(self) -> dict[int, PromiseTrouble]:
        """The same by the promise's number."""
        return {one.promise_id: one for one in self.troubled}

    @property
    def late(self) -> int:
        """How many are late by now."""
        return self._of(Trouble.LATE)

    @property
    def will_be_late(self) -> int:
        """How many the plan makes late."""
        return self._of(Trouble.WILL_BE_LATE)

    @property
    def at_risk(self) -> int:
        """How many are at risk without that."""
        return self._of(Trouble.AT_RISK)

    @property
    def words(self) -> str:
        """The counts as a sentence has them: "2 are late (1 of them owed to us)".

        What others owe us is said beside its count; nothing where all are well.
        """
        parts = []
        for kind, one, many in (
            (Trouble.LATE, "is late", "are late"),
            (Trouble.WILL_BE_LATE, "will be late", "will be late"),
            (Trouble.AT_RISK, "is at risk", "are at risk"),
        ):
            if n := self._of(kind):
                parts.append(f"{n} {one if n == 1 else many}{self._theirs(kind)}")
        *most, last = parts or [""]
        return f"{', '.join(most)} and {last}" if most else last

    @property
    def title(self) -> str:
        """The counts as a page is headed: "Of 9 open promises 1 is late".

        Nothing where all are well.
        """
        if not self.troubled:
            return ""
        if self.opened == 1:
            one = self.troubled[0]
            return f"The one open promise {one.clause}{self._theirs(one.trouble)}"
        return f"Of {self.opened} open promises {self.words}"

    def _theirs(self, kind: Trouble) -> str:
        """How many of those in such trouble are owed to us, to follow their count."""
        sides = [one.direction for one in self.troubled if one.trouble == kind]
        n = sides.count(Direction.RECEIVED)
        if not n:
            return ""
        if n == len(sides):
            return " (owed to us)" if n == 1 else " (all owed to us)"
        return f" ({n} of them owed to us)"

    def among(self, promise_ids: Collection[int], opened: int) -> PromisesAhead:
        """Return those among some promises, ``opened`` of which are open."""
        kept = tuple(one for one in self.troubled if one.promise_id in promise_ids)
        return PromisesAhead(opened, kept)

    def _of(self, kind: Trouble) -> int:
        return sum(one.trouble == kind for one in self.troubled)
