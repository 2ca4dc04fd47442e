"""Quarters of the calendar year, written ``2027Q1``.

The text sorts in the order of time, so it is what tables and plan files keep.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from leadline.foundation.errors import Invalid

_QUARTER = re.compile(
    r"(?P<year>[12]\d{3})\s*+(?:-\s*+)?Q(?P<quarter>[1-4])", re.IGNORECASE
)
_MONTHS = ("Jan to Mar", "Apr to Jun", "Jul to Sep", "Oct to Dec")


def parse_period(text: str) -> str:
    """Return the quarter as it is kept, ``2027Q1``; raise ``Invalid`` for another.

    >>> parse_period(" 2027 q1 ")
    '2027Q1'
    """
    found = _QUARTER.fullmatch(text.strip())
    if found is None:
        raise Invalid(f"“{text}” is not a quarter. Write it like 2027Q1.")
    return f"{found['year']}Q{found['quarter']}"


def period_of(day: date) -> str:
    """Return the quarter that a day lies in.

    >>> period_of(date(2027, 3, 31))
    '2027Q1'
    """
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def next_period(period: str, by: int = 1) -> str:
    """Return the quarter ``by`` quarters later, or earlier for a negative number.

    >>> next_period("2027Q4"), next_period("2027Q1", -2)
    ('2028Q1', '2026Q3')
    """
    return _at(_index(period) + by)


def periods_from(first: str, count: int) -> list[str]:
    """Return ``count`` quarters in a row.

    >>> periods_from("2027Q3", 3)
    ['2027Q3', '2027Q4', '2028Q1']
    """
    start = _index(first)
    return [_at(start + late) for late in range(count)]


def periods_between(first: str, last: str) -> int:
    """Return how many quarters ``last`` is after ``first``.

    >>> periods_between("2027Q3", "2028Q1")
    2
    """
    return _index(last) - _index(first)


def period_start(period: str) -> date:
    """Return the first day.

    >>> period_start("2027Q2")
    datetime.date(2027, 4, 1)
    """
    index = _index(period)
    return date(index // 4, index % 4 * 3 + 1, 1)


def period_end(period: str) -> date:
    """Return the last day.

    >>> period_end("2027Q1")
    datetime.date(2027, 3, 31)
    """
    return period_start(next_period(period)) - timedelta(days=1)


def period_over_by(day: date) -> str:
    """Return the last quarter that is over by the end of a day.

    What is finished in a quarter is there by its last day, and not before for sure.

    >>> period_over_by(date(2027, 3, 31)), period_over_by(date(2027, 3, 30))
    ('2027Q1', '2026Q4')
    """
    return next_period(period_of(day + timedelta(days=1)), -1)


def period_label(period: str) -> str:
    """Return the quarter as people read it.

    >>> period_label("2027Q1")
    'Q1 2027'
    """
    index = _index(period)
    return f"Q{index % 4 + 1} {index // 4}"


def period_months(period: str) -> str:
    """Return the months of the quarter, shortly.

    >>> period_months("2027Q1")
    'Jan to Mar'
    """
    return _MONTHS[_index(period) % 4]


def _index(period: str) -> int:
    """Count quarters from the year 0, so that arithmetic is plain."""
    year, quarter = parse_period(period).split("Q")
    return int(year) * 4 + int(quarter) - 1


def _at(index: int) -> str:
    return f"{index // 4:04d}Q{index % 4 + 1}"
