"""The days in a column of a file, however they are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b")
_NAMED = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%d-%b-%y")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")


def days_of(cells: Sequence[str]) -> list[dt.date | None]:
    """Return the day of each cell, or ``None`` where it cannot be read.

    Read are ISO 8601 with or without time, seconds or milliseconds since 1970, month
    names in English, and numbers with points, slashes or dashes. Whether the day or
    the month stands first is told from the whole column; where nothing tells, the day
    does with points and the month with slashes.

    >>> days_of(["2026-03-01T10:00:00Z", "13/02/2026", "01/02/2026", "soon"])[:3]
    ... # doctest: +NORMALIZE_WHITESPACE
    [datetime.date(2026, 3, 1), datetime.date(2026, 2, 13), datetime.date(2026, 2, 1)]
    """
    numbered = [m for m in map(_NUMBERS.match, cells) if m]
    first = any(int(m[1]) > 12 for m in numbered)
    second = any(int(m[2]) > 12 for m in numbered)
    dotted = sum(1 for m in numbered if "/" not in m[0]) * 2 > len(numbered)
    day_first = first or (dotted and not second)
    return [_day(cell.strip(), day_first) for cell in cells]


def is_ambiguous(cells: Sequence[str]) -> bool:
    """Return whether slashed days fit in both orders, and no two readings agree.

    >>> is_ambiguous(["3/4/2026"]), is_ambiguous(["13/4/2026"])
    (True, False)
    """
    numbered = [m for m in map(_NUMBERS.match, cells) if m]
    slashed = [m for m in numbered if "/" in m[0]]
    return (
        len(slashed) * 2 > len(numbered)
        and all(int(m[1]) <= 12 and int(m[2]) <= 12 for m in numbered)
        and any(m[1] != m[2] for m in slashed)
    )


def _day(cell: str, day_first: bool) -> dt.date | None:
    try:
        if _EPOCH.fullmatch(cell):
            seconds = float(cell) / (1000 if len(cell.split(".")[0]) == 13 else 1)
            return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
        if numbers := _NUMBERS.match(cell):
            one, two, year = (int(n) for n in numbers.groups())
            day, month = (one, two) if day_first else (two, one)
            return dt.date(year + (2000 if year < 100 else 0), month, day)
        if cell[:4].isdigit():
            return dt.datetime.fromisoformat(cell).date()
    except (ValueError, OverflowError):
        return _iso_start(cell)
    return _named(cell)


def _iso_start(cell: str) -> dt.date | None:
    """Read only the day of a moment whose time is written in a way of its own."""
    try:
        return dt.date.fromisoformat(cell[:10].replace("/", "-"))
    except ValueError:
        return None


def _named(cell: str) -> dt.date | None:
    plain = " ".join(cell.replace(",", " ").split())
    words = plain.split()
    if words and words[0][:3].casefold() in {
        "mon", "tue", "wed", "thu", "fri", "sat", "sun"
    }:  # fmt: skip
        words = words[1:]
    for length in (3, 1):
        for form in _NAMED:
            try:
                text = " ".join(words[:length])
                return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
            except ValueError:
                continue
    return None
