"""Which comes first in a column of dates, the day or the month, over the whole file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from leadline.foundation.tables import TableShape, read_table
from leadline.importing.values import NUMERIC_DATE, is_serial

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
) -> Dates:
    """Return the order of the file's dates, judged from their column alone.

    ``day_first`` is what a person said; what they said is sure.
    """
    wanted = DATE_FIELDS[kind]
    column = next((c for c in shape.columns if mapping.get(c) == wanted), "")
    if not column:
        return Dates()
    if day_first is not None:
        order = "day first" if day_first else "month first"
        return Dates(column, order, sure=True, why="you said so")
    place = shape.columns.index(column)
    rows = (row for row in read_table(path, shape) if not row.aside)
    return _judged(column, (row.cells[place] for row in rows))


def _judged(column: str, cells: Iterable[str]) -> Dates:
    """Return the order that a column's cells speak for."""
    days = months = either = serials = 0
    for cell in cells:
        found = NUMERIC_DATE.match(cell)
        if not found:
            serials += is_serial(cell)
            continue
        first, second = int(found[1]), int(found[2])
        days += first > 12
        months += second > 12
        either += first <= 12 and second <= 12
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
    why = "both orders fit every date: day first is a guess"
    return Dates(column, "day first", sure=False, why=why)
