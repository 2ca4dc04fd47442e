"""Sheets of an XLSX file as rows of text, one row at a time."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from leadline.foundation.errors import Invalid
from leadline.foundation.tables.header_words import header_share

LAST_ROW = 1_048_576
ROW_NUMBER = re.compile(rb"<(?:\w{1,9}:)?row\s[^<>]{0,200}?\br=\"(\d{1,18})\"")
LAST_COLUMN = 501
SAMPLE_ROWS = 200
MERGES_LOOKED_AT = 256 * 1024**2
LONGEST_MERGE = 5_000
# Bounded in each part: the tail of a hostile sheet may begin cells without an end.
MERGE = re.compile(
    rb"<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?"
    rb'ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)


def look_into(
    path: Path, sheet: str, rows: int
) -> tuple[tuple[str, ...], str, list[list[str]]]:
    """Return the names of the sheets, the one to read, and its first rows.

    The workbook is opened once for all of it. Charts are no sheets. Raises
    ``Invalid`` where the sheet that is named, or any sheet, is missing.
    """
    # Imported here: the library of workbooks is heavy, and most pages do without.
    from leadline.foundation.tables.books import opened_book

    with opened_book(path) as book:
        sheets = tuple(page.title for page in book.worksheets)
        if not sheets:
            raise Invalid("This workbook has no sheet with cells, only charts.")
        if sheet and sheet not in sheets:
            raise Invalid(f"There is no sheet {sheet!r}. It has: {', '.join(sheets)}.")
        chosen = sheet or _likeliest(book)
        return sheets, chosen, list(islice(_rows_of(path, book[chosen]), rows))


def _likeliest(book: Any) -> str:
    """Return the sheet that holds the table: the fullest of the first rows' cells.

    A sheet that is hidden is chosen only when all are.
    """
    best, best_score = "", -1.0
    for page in book.worksheets:
        rows = list(islice(_rows(page), SAMPLE_ROWS))
        filled = [sum(1 for cell in row if cell.strip()) for row in rows]
        usual = Counter(n for n in filled if n).most_common(1)
        width = usual[0][0] if usual else 0
        table = sum(min(n, width) for n in filled if n * 2 > width)
        heads = max((header_share(row) for row in rows[:10]), default=0.0)
        score = table * (1 + heads) * (1.0 if width > 1 else 0.3)
        if page.sheet_state != "visible":
            score /= 1000
        if score > best_score:
            best, best_score = page.title, score
    return best


def read_workbook(path: Path, sheet: str) -> Iterator[list[str]]:
    """Yield the rows of a sheet; formulas give their last stored value.

    A cell merged over rows stands in each of them: what it says is said of all.
    """
    # Imported here: the library of workbooks is heavy, and most pages do without.
    from leadline.foundation.tables.books import opened_book

    with opened_book(path) as book:
        yield from _rows_of(path, book[sheet])


def _rows_of(path: Path, page: Any) -> Iterator[list[str]]:
    end = _end_of(path, getattr(page, "_worksheet_path", ""))
    _check_last_row(end)
    merged = _merged_down(end)
    if not merged:
        yield from _rows(page)
        return
    standing: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(_rows(page), start=1):
        for place, last in merged.get(number, ()):
            if place < len(cells):
                standing[place] = (last, cells[place])
        for place, (last, cell) in list(standing.items()):
            if number > last:
                del standing[place]
            elif any(map(str.strip, cells)):
                cells += [""] * (place + 1 - len(cells))
                cells[place] = cells[place] or cell
        yield cells


def _rows(page: Any) -> Iterator[list[str]]:
    if hasattr(page, "reset_dimensions"):
        page.reset_dimensions()
    for cells in page.iter_rows(max_row=LAST_ROW, values_only=True):
        yield [cell_text(value) for value in cells[:LAST_COLUMN]]


def _end_of(path: Path, inner: str) -> bytes:
    """Return the end of a sheet's part, nothing of one too large to look for it."""
    with ZipFile(path) as archive:
        if inner not in archive.namelist():
            return b""
        if archive.getinfo(inner).file_size > MERGES_LOOKED_AT:
            return b""
        tail = b""
        with archive.open(inner) as sheet:
            while block := sheet.read(1 << 20):
                tail = (tail + block)[-(1 << 21) :]
    return tail


def _check_last_row(end: bytes) -> None:
    """Refuse a row that no sheet can have: what stands in it would be lost unsaid."""
    numbers = ROW_NUMBER.findall(end)
    if numbers and (last := int(numbers[-1])) > LAST_ROW:
        raise Invalid(
            f"A row of this workbook has the number {last:,}; a sheet ends at "
            f"{LAST_ROW:,}. Save the rows that you mean as CSV and bring that."
        )


def _merged_down(end: bytes) -> dict[int, list[tuple[int, int]]]:
    """Return, by row, the columns in which a merged cell begins and its last row.

    The list of merged cells stands behind the rows, so it is looked for in the end
    of the sheet.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    for left, top, right, bottom in MERGE.findall(end):
        first, last = int(top), int(bottom)
        if left == right and first < last <= first + LONGEST_MERGE:
            found.setdefault(first, []).append((_place(left), last))
    return found


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters[:3]:
        place = place * 26 + letter - 64
    return place - 1


def cell_text(value: Any) -> str:
    """Return a cell's value as the text a person would type.

    >>> cell_text(None), cell_text(3.0), cell_text(True), cell_text(["a", "b"])
    ('', '3', 'yes', 'a, b')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(cell_text(part) for part in value)
    return str(value)
