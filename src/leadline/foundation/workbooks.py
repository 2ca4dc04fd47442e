"""Sheets of an XLSX file as rows of text, one row at a time."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from leadline.foundation.errors import Invalid

UNPACKED_LIMIT = 2 * 1024**3
RATIO_LIMIT = 400


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of the sheets; ``Invalid`` when it is no safe workbook."""
    _check_size(path)
    book = _open(path)
    try:
        return tuple(book.sheetnames)
    finally:
        book.close()


def read_workbook(path: Path, sheet: str) -> Iterator[list[str]]:
    """Yield the rows of a sheet; formulas give their last stored value."""
    book = _open(path)
    try:
        page = book[sheet]
        if hasattr(page, "reset_dimensions"):
            page.reset_dimensions()
        for cells in page.iter_rows(values_only=True):
            yield [cell_text(value) for value in cells]
    finally:
        book.close()


def _open(path: Path) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError) as error:
        raise Invalid(
            "This workbook cannot be opened. Save it again as .xlsx or as CSV."
        ) from error


def _check_size(path: Path) -> None:
    """Refuse an archive that would unpack to far more than it is."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as error:
        raise Invalid(
            "This file is damaged. Export it again and bring that one."
        ) from error
    if unpacked > UNPACKED_LIMIT or unpacked > path.stat().st_size * RATIO_LIMIT:
        raise Invalid("This workbook unpacks to far too much. Save it as CSV.")


def cell_text(value: Any) -> str:
    """Return a cell's value as the text a person would type.

    >>> cell_text(None), cell_text(3.0), cell_text(True), cell_text(["a", "b"])
    ('', '3', 'yes', 'a, b')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(cell_text(part) for part in value)
    return str(value)
