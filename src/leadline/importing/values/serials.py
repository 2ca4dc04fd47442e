"""Dates as spreadsheets keep them: days since the last day of 1899."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

SERIAL = re.compile(r"\d{5}(?:[.,]\d{1,12})?")
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock, put into a zone below
# 1 January 1990 and the end of 2099: a column of other numbers is none of dates.
FIRST, LAST = 32_874, 73_050


def is_serial(text: str) -> bool:
    """Return whether a cell is a number that may be a day of 1990 to 2099.

    >>> is_serial("46085"), is_serial("46086.4"), is_serial("12345")
    (True, True, False)
    """
    bare = text.strip()
    if not SERIAL.fullmatch(bare):
        return False
    return FIRST <= float(bare.replace(",", ".")) < LAST


def are_serials(cells: Sequence[str]) -> bool:
    """Return whether all filled cells of a column are such numbers.

    Whether they are dates is for the column's name to say: numbers of customers
    look the same.
    """
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(map(is_serial, filled))


def read_serial(text: str, *, zone: ZoneInfo) -> dt.datetime:
    """Return the moment of a serial number, in UTC, to the second.

    Raises ``ValueError`` when the cell is none.

    >>> read_serial("46086.4", zone=ZoneInfo("UTC")).isoformat()
    '2026-03-05T09:36:00+00:00'
    """
    if not is_serial(text):
        raise ValueError(f"“{text[:40]}” is no number of a day.")
    days = float(text.strip().replace(",", "."))
    moment = EPOCH + dt.timedelta(seconds=round(days * 86_400))
    return moment.replace(tzinfo=zone).astimezone(dt.UTC)
