"""The days that can be reckoned with, at every door: forms, files and databases."""

from __future__ import annotations

from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2199
OUTSIDE = f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}"


def is_near(day: date) -> bool:
    """Return whether a day lies in the years that calendars and charts reach.

    >>> [is_near(date(year, 12, 31)) for year in (1, 1899, 1900, 2199, 9999)]
    [False, False, True, True, False]
    """
    return FIRST_YEAR <= day.year <= LAST_YEAR
