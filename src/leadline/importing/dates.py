"""Which comes first in a column of dates, the day or the month, over the whole file."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from leadline.foundation.tables import TableShape, read_table
from leadline.importing.records import FIRST_MOMENT
from leadline.importing.values import NUMERIC_DATE, is_serial, read_moment

SAID_SO = "you said so"
UTC = ZoneInfo("UTC")
LONGEST_MOMENT = 500
ORDERS = {True: "day first", False: "month first"}
CLOCK_OF_TWELVE = re.compile(r"\d\s*[ap]\.?m\b", re.I)
DATE_FIELDS = {"feedback": "said_at", "customers": "since"}


@dataclass(frozen=True, slots=True)
class Dates:
    """The order of day and month in the column of dates, how sure it is, and why.

    ``order`` is "day first", "month first", or empty where no date needs one.
    """

    column: str = ""
    order: str = ""
    sure: bool = True
    why: str = "there is no column of dates"

    @property
    def day_first(self) -> bool:
        """Whether dates such as 3/4/2026 are read with the day first."""
        return self.order != "month first"

    @property
    def kept(self) -> dict[str, Any]:
        """The same as plain values, to be kept with a draft."""
        return asdict(self)


def dates_of(
    path: Path,
    shape: TableShape,
    kind: str,
    mapping: dict[str, str],
    day_first: bool | None = None,
    now: dt.datetime | None = None,
) -> Dates:
    """Return the order of the file's dates, judged from their column alone.

    ``day_first`` is what a person said; what they said is sure. ``now`` is the moment
    of reading: nothing was said after it.
    """
    wanted = DATE_FIELDS[kind]
    column = next((c for c in shape.columns if mapping.get(c) == wanted), "")
    if not column:
        return Dates()
    if day_first is not None:
        order = "day first" if day_first else "month first"
        return Dates(column, order, sure=True, why=SAID_SO)
    place = shape.columns.index(column)
    rows = (row for row in read_table(path, shape) if not row.aside)
    cells = (row.cells[place][:LONGEST_MOMENT].strip() for row in rows)
    latest = (now + dt.timedelta(days=1)).date() if now else dt.date.max
    return _judged(column, cells, latest)


class Beyond:
    """Counts the dates that one order or the other puts where no date can be."""

    def __init__(self, latest: dt.date) -> None:
        self.latest = latest
        self.future: Counter[bool] = Counter()
        self.past: Counter[bool] = Counter()

    def take(self, cell: str) -> None:
        """Read a cell in both orders."""
        for day_first in (True, False):
            try:
                moment = read_moment(cell, zone=UTC, day_first=day_first)
            except ValueError:
                continue
            self.future[day_first] += moment.date() > self.latest
            self.past[day_first] += moment < FIRST_MOMENT

    def told(self) -> tuple[str, bool, str] | None:
        """Return the order that alone keeps every date in its time, and why."""
        wrong = {order: self.future[order] + self.past[order] for order in ORDERS}
        if bool(wrong[True]) == bool(wrong[False]):
            return None
        bad = bool(wrong[True])
        number = self.future[bad] or self.past[bad]
        dates = "one date" if number == 1 else f"{number:,} dates"
        where = "in the future" if self.future[bad] else "before 1990"
        return ORDERS[not bad], True, f"{ORDERS[bad]} would put {dates} {where}"


def _judged(column: str, cells: Iterable[str], latest: dt.date) -> Dates:
    """Return the order that a column's cells speak for."""
    days = months = either = serials = clocks = 0
    beyond = Beyond(latest)
    for cell in cells:
        found = NUMERIC_DATE.match(cell)
        if not found:
            serials += is_serial(cell)
            continue
        first, second = int(found[1]), int(found[2])
        days += first > 12
        months += second > 12
        if first <= 12 and second <= 12:
            either += 1
            clocks += bool(CLOCK_OF_TWELVE.search(cell))
            beyond.take(cell)
    if serials and not (days or months or either):
        why = f"{serials} of its cells are days as spreadsheets number them"
        return Dates(column, "", sure=True, why=why)
    if not (days or months or either):
        return Dates(column, "", sure=True, why="its dates can be read in one way only")
    if days and months:
        order = "day first" if days >= months else "month first"
        why = f"{days} dates say day first, {months} say month first"
        return Dates(column, order, sure=False, why=why)
    if days:
        return Dates(
            column, "day first", True, f"{days} dates have a day over 12 first"
        )
    if months:
        why = f"{months} dates have a day over 12 second"
        return Dates(column, "month first", True, why)
    if told := beyond.told():
        return Dates(column, *told)
    if clocks:
        why = "both orders fit every date: AM and PM make month first the likelier"
        return Dates(column, "month first", sure=False, why=why)
    if beyond.future[True] + beyond.past[True]:
        why = "both orders put dates where none can be: day first is a guess"
        return Dates(column, "day first", sure=False, why=why)
    why = "both orders fit every date: day first is a guess"
    return Dates(column, "day first", sure=False, why=why)
