"""Reads the days and clocks of a table in which nothing says how they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

YEAR_FIRST, MONTH_FIRST, DAY_FIRST = "ymd", "mdy", "dmy"
NUMBERS = re.compile(r"\s*(\d{1,4})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{2,4})\b\.?")
CLOCK = re.compile(
    r"(\d{1,2})\s*[:.h]\s*(\d{2})(?:\s*[:.]\s*(\d{2}))?\s*([ap]\.?\s?m\.?|uhr)?",
    re.IGNORECASE,
)
CALLED = {DAY_FIRST: "day first", MONTH_FIRST: "month first"}


def day_of(text: str, order: str) -> date:
    """Return the day of a cell; raise ``ValueError`` where it is none in this order.

    >>> day_of("3/11/2026", DAY_FIRST)
    datetime.date(2026, 11, 3)
    """
    match = NUMBERS.match(text)
    if match is None:
        raise ValueError(text)
    one, _, two, three = match.groups()
    if len(one) == 4:
        return date(int(one), int(two), int(three))
    if order == YEAR_FIRST or len(three) == 3:
        raise ValueError(text)
    day, month = (one, two) if order == DAY_FIRST else (two, one)
    year = int(three) + (2000 if len(three) == 2 else 0)
    return date(year, int(month), int(day))


def clock_of(text: str) -> time:
    """Return the time of day of a cell; raise ``ValueError`` where it is none.

    >>> clock_of("9:30:00 p. m.")
    datetime.time(21, 30)
    """
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    half = (match[4] or "").lower()[:1]
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, second)


def order_of(
    days: Sequence[str], *, start: datetime, end: datetime, zone: tzinfo
) -> tuple[str, str]:
    """Return the order in which the days of a whole table are read, and what to tell.

    One order holds for all. A day after the twelfth settles it; points and dashes put
    the day first. Where both orders fit, the one counts that puts days into the time
    asked for, else the month stands first; then it is told.

    Parameters
    ----------
    days : sequence of str
        Every cell of a day, empty ones too.
    start, end : datetime
        Aware; the time asked for.
    zone : tzinfo
        Whose days are meant.

    Returns
    -------
    str, str
        ``DAY_FIRST``, ``MONTH_FIRST`` or ``YEAR_FIRST``; a sentence, or nothing.

    Examples
    --------
    >>> from datetime import UTC
    >>> asked = {"start": datetime(2026, 11, 1, tzinfo=UTC), "zone": UTC,
    ...          "end": datetime(2026, 12, 1, tzinfo=UTC)}
    >>> order_of(["3/11/2026"], **asked)[0], order_of(["3/13/2026"], **asked)[0]
    ('dmy', 'mdy')
    """
    given = [match for match in map(NUMBERS.match, days) if match]
    if not given or all(len(match[1]) == 4 for match in given):
        return YEAR_FIRST if given else MONTH_FIRST, ""
    cells = [match[0] for match in given if len(match[1]) < 4]
    fits = {order: sum(map(_fits(order), cells)) for order in CALLED}
    if fits[DAY_FIRST] != fits[MONTH_FIRST]:
        return max(fits, key=lambda order: fits[order]), ""
    slashes = sum(1 for cell in cells if "/" in cell)
    if slashes * 2 < len(cells):
        return DAY_FIRST, ""
    if all(_is_same(cell) for cell in cells):
        return MONTH_FIRST, ""
    first = start.astimezone(zone).date()
    last = (end - timedelta(microseconds=1)).astimezone(zone).date()
    inside = {
        order: sum(1 for cell in cells if _in(cell, order, first, last))
        for order in CALLED
    }
    order, why = MONTH_FIRST, "nothing tells which is meant"
    if (inside[DAY_FIRST] > 0) != (inside[MONTH_FIRST] > 0):
        order = max(inside, key=lambda one: inside[one])
        why = "only so they lie in the time asked for"
    return order, (
        f"Days like {cells[0].strip()} fit in both orders; they were read "
        f"{CALLED[order]}: {why}."
    )


def _fits(order: str) -> Callable[[str], bool]:
    def fit(cell: str) -> bool:
        try:
            day_of(cell, order)
        except ValueError:
            return False
        return True

    return fit


def _in(cell: str, order: str, first: date, last: date) -> bool:
    return _fits(order)(cell) and first <= day_of(cell, order) <= last


def _is_same(cell: str) -> bool:
    return day_of(cell, DAY_FIRST) == day_of(cell, MONTH_FIRST)
