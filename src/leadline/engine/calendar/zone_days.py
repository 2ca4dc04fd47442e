"""Tells whether a yearly rule of a zone ever names a day, without waiting for one.

The library of the rules looks for the 30th of February until the year 9999.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

# Each year begins on each day of the week, leap years too, once in 28 years.
YEARS = range(2000, 2028)
SURE_DAY = 28


def is_ever(rule: Any) -> bool:
    """Return whether a yearly rule names a day.

    Parameters
    ----------
    rule : dateutil.rrule.rrule
        With no weeks, days of the year or days after Easter; of several years apart
        only where every year has its days.

    Returns
    -------
    bool

    Examples
    --------
    >>> from dateutil.rrule import YEARLY, rrule
    >>> [is_ever(rrule(YEARLY, bymonth=2, bymonthday=day)) for day in (29, 30)]
    [True, False]
    """
    numbered = [n for _, n in rule._bynweekday or ()]
    days = [*(rule._bymonthday or ()), *(rule._bynmonthday or ())]
    is_odd = rule._bysetpos or any(abs(day) > SURE_DAY for day in days)
    if rule._interval > 1 and (is_odd or any(abs(n) > 4 for n in numbered)):
        return False
    return any(_has_day(rule, year) for year in YEARS)


def _has_day(rule: Any, year: int) -> bool:
    found = 0
    furthest = max((abs(place) for place in rule._bysetpos or ()), default=1)
    nearest = min((abs(place) for place in rule._bysetpos or ()), default=1)
    times = max(1, len(rule._timeset or ()))
    for day in _candidates(rule, year):
        if _is_named(rule, day):
            found += 1
            if found * times >= min(nearest, furthest):
                return True
    return False


def _candidates(rule: Any, year: int) -> Iterator[date]:
    """Yield the days of the months and, where they are named, of their numbers."""
    positive, negative = rule._bymonthday or (), rule._bynmonthday or ()
    for month in rule._bymonth or range(1, 13):
        last = monthrange(year, month)[1]
        days = {*positive, *(last + 1 + day for day in negative)}
        for day in sorted(days) if days else range(1, last + 1):
            if 1 <= day <= last:
                yield date(year, month, day)


def _is_named(rule: Any, day: date) -> bool:
    if rule._byweekday and day.weekday() not in rule._byweekday:
        return False
    if not rule._bynweekday:
        return True
    if rule._bymonth:
        length = monthrange(day.year, day.month)[1]
        place, left = day.day, length - day.day
    else:
        place = day.timetuple().tm_yday
        left = (date(day.year + 1, 1, 1) - timedelta(1) - day).days
    at = (place - 1) // 7 + 1, -(left // 7 + 1)
    return any(day.weekday() == wd and n in at for wd, n in rule._bynweekday)
