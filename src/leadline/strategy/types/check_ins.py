"""Check-ins: how sure a person is that a goal is reached, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from leadline.strategy.types.measures import MeasureRow

STALE_AFTER = timedelta(weeks=6)
"""After so long without a check-in nobody can say how a goal goes."""


@dataclass(frozen=True, slots=True)
class CheckInIn:
    """What a person says in a check-in; readings are by the id of the measure."""

    confidence: int
    reason: str
    readings: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a measure read at a check-in, and at the one before."""

    measure: MeasureRow
    now: Decimal
    before: Decimal | None

    @property
    def by(self) -> Decimal | None:
        """How far it moved; ``None`` where nothing was read before."""
        return None if self.before is None else self.now - self.before

    @property
    def is_better(self) -> bool | None:
        """Whether it moved the way that is wanted; ``None`` where it stood still."""
        return (self.by > 0) is self.measure.aims_up if self.by else None


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """One check-in, and what changed since the one before it.

    ``confidence`` is in percent, that the goal is reached by its day. ``moved`` holds
    each measure that was read by that day.
    """

    id: int
    goal_id: int
    goal: str
    author: str
    author_id: int | None
    on_date: date
    confidence: int
    reason: str
    before: int | None
    moved: tuple[Moved, ...] = ()

    @property
    def change(self) -> int | None:
        """By how many points the confidence changed since the check-in before."""
        return None if self.before is None else self.confidence - self.before


def is_stale(last: date | None, *, set_on: date, today: date) -> bool:
    """Return whether a goal had no check-in for so long that it is to be said.

    >>> is_stale(date(2026, 10, 1), set_on=date(2026, 1, 1), today=date(2026, 11, 12))
    False
    >>> is_stale(None, set_on=date(2026, 10, 1), today=date(2026, 11, 13))
    True
    """
    return today - (last or set_on) > STALE_AFTER
