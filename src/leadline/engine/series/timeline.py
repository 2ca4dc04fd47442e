"""The steps of time a series is measured at, found from its moments."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import gcd

from leadline.engine.errors import EngineError

DAY = 86_400
WEEKDAYS = 5
SEASONS = {"month": {1: (12,), 3: (4,), 6: (2,)}, "weekday": {1: (5,)}}
NAMES = {"day": "days", "weekday": "weekdays", "month": "months", "second": "seconds"}
SPAN = 1_000_000


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments at one step from each other: ``step`` times ``unit``, from ``first`` on.

    ``unit`` is second, day, weekday (no weekends) or month. ``at_end`` says that
    months are named by their last day.
    """

    unit: str
    step: int
    first: datetime
    at_end: bool = False

    @property
    def periods(self) -> tuple[int, ...]:
        """Lengths of the seasons that such a series may have, in steps."""
        if self.unit == "second":
            daily = DAY // self.step
            is_even = DAY % self.step == 0 and daily > 1
            return (daily, 7 * daily) if is_even else ()
        if self.unit == "day":
            return {1: (7, 365), 7: (52,)}.get(self.step, ())
        return SEASONS[self.unit].get(self.step, ())

    @property
    def name(self) -> str:
        """What a step is, in words: "hours", "weeks", "quarters", "2 days"."""
        known = {
            ("second", 3600): "hours", ("second", 60): "minutes", ("day", 7): "weeks",
            ("month", 3): "quarters", ("month", 12): "years",
        }.get((self.unit, self.step))  # fmt: skip
        plural = NAMES[self.unit]
        return known or (plural if self.step == 1 else f"{self.step} {plural}")

    def place(self, moment: datetime) -> int:
        """Return how many steps a moment is from the first."""
        return _distance(self.first, moment, self.unit) // self.step

    def moment(self, place: int) -> datetime:
        """Return the moment so many steps from the first."""
        steps = place * self.step
        if self.unit == "second":
            return self.first + timedelta(seconds=steps)
        if self.unit == "day":
            return self.first + timedelta(days=steps)
        if self.unit == "weekday":
            weeks, days = divmod(self.first.weekday() + steps, WEEKDAYS)
            monday = self.first - timedelta(days=self.first.weekday())
            return monday + timedelta(days=7 * weeks + days)
        months = self.first.year * 12 + self.first.month - 1 + steps
        year, month = months // 12, months % 12 + 1
        last = calendar.monthrange(year, month)[1]
        day = last if self.at_end else min(self.first.day, last)
        return self.first.replace(year=year, month=month, day=day)


def timeline_of(moments: list[datetime]) -> Timeline:
    """Return the steps that moments stand at.

    Parameters
    ----------
    moments : list of datetime
        At least 3, rising and different, all in one time zone or none.

    Returns
    -------
    Timeline
        The longest step that all of them fit.

    Raises
    ------
    EngineError
        If there are too few, or they fit no step that leaves few of them out.

    Examples
    --------
    >>> days = [datetime(2026, month, 1) for month in (1, 2, 3, 5)]
    >>> line = timeline_of(days)
    >>> line.name, line.periods, line.place(days[-1]), line.moment(5).month
    ('months', (12,), 4, 6)
    """
    if len(moments) < 3:
        raise EngineError(
            f"A series has at least 3 moments to find its step by; there are "
            f"{len(moments)}."
        )
    line = _line(moments)
    if line.place(moments[-1]) > min(SPAN, 50 * len(moments)):
        raise EngineError(
            "The dates stand at no regular step: one value for each day, week, month "
            "or hour is needed."
        )
    return line


def _line(moments: list[datetime]) -> Timeline:
    first = moments[0]
    if any(m.time() != first.time() for m in moments):
        return Timeline("second", _step(moments, "second"), first)
    at_end = all(m.day == calendar.monthrange(m.year, m.month)[1] for m in moments)
    if at_end or all(m.day == first.day for m in moments):
        months = _step(moments, "month")
        return Timeline("month", months, first, at_end)
    days = _step(moments, "day")
    is_working = days == 1 and all(m.weekday() < WEEKDAYS for m in moments)
    if is_working and any(m.weekday() < p.weekday() for p, m in _pairs(moments)):
        return Timeline("weekday", 1, first)
    return Timeline("day", days, first)


def _step(moments: list[datetime], unit: str) -> int:
    return gcd(*(_distance(a, b, unit) for a, b in _pairs(moments)))


def _pairs(moments: list[datetime]) -> list[tuple[datetime, datetime]]:
    return list(pairwise(moments))


def _distance(start: datetime, end: datetime, unit: str) -> int:
    if unit == "second":
        return round((end - start).total_seconds())
    if unit == "month":
        return (end.year - start.year) * 12 + end.month - start.month
    days = (end.date() - start.date()).days
    if unit == "day":
        return days
    monday = start.date() - timedelta(days=start.weekday())
    weeks, weekday = divmod((end.date() - monday).days, 7)
    return WEEKDAYS * weeks + weekday - start.weekday()
