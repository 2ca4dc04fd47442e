"""Moments in a column of a file: days, hours, months, quarters and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time

from leadline.workbench.dates import days_of

QUARTER = re.compile(
    r"(?P<year>\d{4})[-\s]?Q(?P<q>[1-4])|Q(?P<q2>[1-4])[-/\s]?(?P<y2>\d{4})"
)
MONTH = re.compile(r"(?P<year>\d{4})[-/.](?P<month>0?[1-9]|1[0-2])")
YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
SINCE_1970 = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
CLOCK = re.compile(r"[T\s](\d{1,2}):(\d{2})(?::(\d{2}))?")


def moments_of(cells: Sequence[str]) -> list[datetime | None]:
    """Return the moment of each cell, ``None`` where it cannot be read.

    Zones are turned into UTC where every cell names one; else the clock is taken as it
    is written.

    >>> moments_of(["2026Q2", "2026-05", "2026-05-03T14:00"])
    ... # doctest: +NORMALIZE_WHITESPACE
    [datetime.datetime(2026, 4, 1, 0, 0), datetime.datetime(2026, 5, 1, 0, 0),
     datetime.datetime(2026, 5, 3, 14, 0)]
    """
    plain = [cell.strip() for cell in cells]
    found = [_iso(cell) for cell in plain]
    if all(moment is not None and moment.tzinfo for moment in found):
        return [m.astimezone(UTC).replace(tzinfo=None) for m in found if m]
    days = days_of(plain)
    return [
        _named(cell) or _clocked(cell, day)
        for cell, day in zip(plain, days, strict=True)
    ]


def style_of(cells: Sequence[str]) -> str:
    """Return how moments are written: quarter, month, year, day or hour."""
    kinds = {"quarter": QUARTER, "month": MONTH, "year": YEAR}
    for name, kind in kinds.items():
        if all(kind.fullmatch(cell.strip()) for cell in cells):
            return name
    has_time = any(CLOCK.search(c) or SINCE_1970.fullmatch(c.strip()) for c in cells)
    return "hour" if has_time else "day"


def written_moment(moment: datetime, style: str) -> str:
    """Return a moment as the file writes its own.

    >>> written_moment(datetime(2026, 4, 1), "quarter")
    '2026Q2'
    """
    if style == "quarter":
        return f"{moment.year}Q{(moment.month + 2) // 3}"
    if style == "hour":
        return moment.isoformat(sep=" ", timespec="minutes")
    return moment.strftime({"month": "%Y-%m", "year": "%Y"}.get(style, "%Y-%m-%d"))


def _iso(cell: str) -> datetime | None:
    try:
        return datetime.fromisoformat(cell) if len(cell) > 10 else None
    except ValueError:
        return None


def _named(cell: str) -> datetime | None:
    if found := QUARTER.fullmatch(cell):
        quarter = int(found["q"] or found["q2"])
        return datetime(int(found["year"] or found["y2"]), 3 * quarter - 2, 1)  # noqa: DTZ001 a calendar quarter, no zone
    if found := MONTH.fullmatch(cell):
        return datetime(int(found["year"]), int(found["month"]), 1)  # noqa: DTZ001 a calendar month
    if found := SINCE_1970.fullmatch(cell):
        return datetime.fromtimestamp(int(found[1]), UTC).replace(tzinfo=None)
    return datetime(int(cell), 1, 1) if YEAR.fullmatch(cell) else None  # noqa: DTZ001 a calendar year


def _clocked(cell: str, day: object) -> datetime | None:
    if day is None:
        return None
    clock = CLOCK.search(cell)
    hours = (int(part or 0) for part in clock.groups()) if clock else ()
    try:
        return datetime.combine(day, time(*hours))  # type: ignore[arg-type]
    except ValueError:
        return None
