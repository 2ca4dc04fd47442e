"""Files of rows as users bring them: CSV, TSV, JSON lines, a JSON list, XLSX.

Encoding, delimiter and header are guessed; rows come one at a time, so a file of
any length needs the memory of one row (a JSON list and its limit apart).
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadline.foundation.encodings import guess_encoding
from leadline.foundation.errors import Invalid
from leadline.foundation.workbooks import cell_text, read_workbook, sheet_names

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
SAMPLE_ROWS = 200
JSON_LIST_LIMIT = 64 * 1024 * 1024
csv.field_size_limit(16 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a file is to be read, and what its columns are called."""

    format: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_at: int = 0
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (from 1, header not counted), its cells.

    ``note`` says what was mended while reading: padded or too wide.
    """

    number: int
    cells: tuple[str, ...]
    note: str = ""


def sniff_table(
    path: Path, *, encoding: str = "", delimiter: str = "", sheet: str = ""
) -> TableShape:
    """Guess how a file is to be read; what the caller names is not guessed.

    Raises ``Invalid`` with what to do when there is nothing to read.
    """
    with path.open("rb") as file:
        head = file.read(4)
    if not head:
        raise Invalid("The file is empty. Export it again and bring that one.")
    if head.startswith(b"PK"):
        return _sniff_workbook(path, sheet)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Invalid("This is an old .xls workbook. Save it as .xlsx or CSV first.")
    encoding = encoding or guess_encoding(path)
    first = _first_character(path, encoding)
    if first in "{[":
        return _sniff_json(path, encoding, first)
    delimiter = delimiter or _guess_delimiter(path, encoding)
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        sample = _take(csv.reader(text, delimiter=delimiter), SAMPLE_ROWS)
    header_at = _header_row(sample)
    return TableShape(
        format="csv",
        encoding=encoding,
        delimiter=delimiter,
        header_at=header_at,
        columns=_name_columns(sample[header_at]),
    )


def read_table(path: Path, shape: TableShape, *, skip: int = 0) -> Iterator[Row]:
    """Yield the rows behind the header, from the one after ``skip`` rows.

    Empty rows are passed over but keep their number. A cell that is missing
    becomes empty, a cell beyond the last column is dropped; both are noted.
    """
    if shape.format == "json":
        yield from _read_json(path, shape, skip)
        return
    width = len(shape.columns)
    for number, cells in enumerate(_raw_rows(path, shape), start=1):
        if number <= skip or not any(cell.strip() for cell in cells):
            continue
        extra = [cell for cell in cells[width:] if cell.strip()]
        note = ""
        if len(cells) < width:
            note = f"{width - len(cells)} cells were missing and are read as empty."
        elif extra:
            note = f"{len(extra)} cells stand beyond the last column and are left out."
        padded = [*cells[:width], *[""] * (width - len(cells))]
        yield Row(number, tuple(padded), note)


def count_rows(path: Path, shape: TableShape) -> int:
    """Return how many rows ``read_table`` would yield."""
    return sum(1 for _ in read_table(path, shape))


def _raw_rows(path: Path, shape: TableShape) -> Iterator[list[str]]:
    if shape.format == "xlsx":
        rows = read_workbook(path, shape.sheet)
        for _ in range(shape.header_at + 1):
            next(rows, None)
        yield from rows
        return
    with path.open(encoding=shape.encoding, errors="replace", newline="") as text:
        reader = csv.reader(text, delimiter=shape.delimiter)
        for _ in range(shape.header_at + 1):
            next(reader, None)
        while True:
            try:
                yield next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise Invalid(
                    f"Line {reader.line_num} cannot be read ({error}). "
                    "Mend that line, or save the file again as CSV."
                ) from error


def _sniff_workbook(path: Path, sheet: str) -> TableShape:
    sheets = sheet_names(path)
    if sheet and sheet not in sheets:
        raise Invalid(f"There is no sheet {sheet!r}. It has: {', '.join(sheets)}.")
    chosen = sheet or sheets[0]
    sample = _take(read_workbook(path, chosen), SAMPLE_ROWS)
    header_at = _header_row(sample)
    return TableShape(
        format="xlsx",
        sheet=chosen,
        sheets=sheets,
        header_at=header_at,
        columns=_name_columns(sample[header_at]),
    )


def _first_character(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="replace") as text:
        start = text.read(4096).lstrip("\ufeff \t\r\n")
    if not start:
        raise Invalid("The file has no text. Export it again and bring that one.")
    return start[0]


def _guess_delimiter(path: Path, encoding: str) -> str:
    """Return the delimiter under which most rows have the same, largest width."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        with path.open(encoding=encoding, errors="replace", newline="") as text:
            try:
                rows = _take(csv.reader(text, delimiter=delimiter), SAMPLE_ROWS)
            except csv.Error:
                continue
        widths = Counter(len(row) for row in rows if any(row))
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        score = times / max(sum(widths.values()), 1) + width / 1000
        if width > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


def _header_row(sample: Sequence[Sequence[str]]) -> int:
    """Return the first row that is about as wide as the rows usually are."""
    filled = [sum(1 for cell in row if cell.strip()) for row in sample]
    if not any(filled):
        raise Invalid("The file has no rows. Export it again and bring that one.")
    usual = Counter(n for n in filled if n).most_common(1)[0][0]
    for at, n in enumerate(filled[:20]):
        if n and n >= usual * 0.6:
            return at
    return next(at for at, n in enumerate(filled) if n)


def _name_columns(header: Sequence[str]) -> tuple[str, ...]:
    """Return the header with empty names filled and repeated ones kept apart."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for place, cell in enumerate(header, start=1):
        name = " ".join(cell.split()) or f"Column {place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _take(rows: Iterator[list[str]], n: int) -> list[list[str]]:
    return [row for row, _ in zip(rows, range(n), strict=False)]


def _sniff_json(path: Path, encoding: str, first: str) -> TableShape:
    shape = TableShape(
        format="json", encoding=encoding, delimiter="list" if first == "[" else "lines"
    )
    columns: dict[str, None] = {}
    for _, (_, record) in zip(range(2000), _json_records(path, shape), strict=False):
        columns.update(dict.fromkeys(record))
    if not columns:
        raise Invalid("The file has no records: each line must be a JSON object.")
    return TableShape(
        format="json",
        encoding=encoding,
        delimiter=shape.delimiter,
        columns=tuple(columns),
    )


def _read_json(path: Path, shape: TableShape, skip: int) -> Iterator[Row]:
    for number, record in _json_records(path, shape):
        if number > skip:
            cells = tuple(record.get(column, "") for column in shape.columns)
            left = len(record.keys() - set(shape.columns))
            note = f"{left} keys are new in this row and are left out." if left else ""
            yield Row(number, cells, note)


def _json_records(
    path: Path, shape: TableShape
) -> Iterator[tuple[int, dict[str, str]]]:
    if shape.delimiter == "list":
        if path.stat().st_size > JSON_LIST_LIMIT:
            raise Invalid(
                "A JSON list may have 64 MB. Write one object a line (JSONL)."
            )
        try:
            items = json.loads(path.read_text(encoding=shape.encoding))
        except ValueError as error:
            raise Invalid(f"The JSON cannot be read: {error}.") from error
        for number, item in enumerate(items, start=1):
            yield number, _flat(item, number)
        return
    with path.open(encoding=shape.encoding, errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip("\ufeff \t\r\n"):
                continue
            try:
                item = json.loads(line.lstrip("\ufeff"))
            except ValueError as error:
                raise Invalid(f"Line {number} is not JSON: {error}.") from error
            yield number, _flat(item, number)


def _flat(item: Any, number: int) -> dict[str, str]:
    """Return a JSON object as text cells; keys of inner objects are joined by dots."""
    if not isinstance(item, dict):
        raise Invalid(f"Record {number} is not a JSON object.")
    cells: dict[str, str] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            inner = _flat(value, number)
            cells.update({f"{key}.{name}": cell for name, cell in inner.items()})
        else:
            cells[str(key)] = cell_text(value)
    return cells
