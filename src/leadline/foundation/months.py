"""Months of the calendar, written ``2026-11``: the text sorts in the order of time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from leadline.foundation.errors import Invalid

_MONTH = re.compile(r"(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])")


def parse_month(text: str) -> str:
    """Return the month as it is kept; raise ``Invalid`` for another text.

    >>> parse_month(" 2026-11 ")
    '2026-11'
    """
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        raise Invalid(
            f"“{text[:20]}” is not a month. Write it like 2026-11.", field="month"
        )
    return found[0]


def month_of(day: date) -> str:
    """Return the month that a day lies in.

    >>> month_of(date(2026, 11, 30))
    '2026-11'
    """
    return f"{day:%Y-%m}"


def month_start(month: str) -> date:
    """Return the first day.

    >>> month_start("2026-11")
    datetime.date(2026, 11, 1)
    """
    return date.fromisoformat(f"{parse_month(month)}-01")


def next_month(month: str, by: int = 1) -> str:
    """Return the month ``by`` months later, or earlier for a negative number.

    >>> next_month("2026-11", 2), next_month("2026-01", -1)
    ('2027-01', '2025-12')
    """
    first = month_start(month)
    index = first.year * 12 + first.month - 1 + by
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def month_end(month: str) -> date:
    """Return the last day.

    >>> month_end("2028-02")
    datetime.date(2028, 2, 29)
    """
    return month_start(next_month(month)) - timedelta(days=1)


def month_label(month: str) -> str:
    """Return the month as people read it.

    >>> month_label("2026-11")
    'November 2026'
    """
    return f"{month_start(month):%B %Y}"
