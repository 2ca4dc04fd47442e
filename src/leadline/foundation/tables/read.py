"""The rows of a file under the columns of its shape."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from leadline.foundation.tables.asides import told_apart
from leadline.foundation.tables.borders import said_plainly
from leadline.foundation.tables.lines import text_rows
from leadline.foundation.tables.records import read_json
from leadline.foundation.tables.shapes import Row, TableShape
from leadline.foundation.tables.workbooks import read_workbook


def read_table(path: Path, shape: TableShape, *, skip: int = 0) -> Iterator[Row]:
    """Yield the rows behind the header, from the one after ``skip`` rows.

    Empty rows are passed over but keep their number. A cell that is missing
    becomes empty, a cell beyond the last column is dropped; both are noted. A row
    that is none of the table's has ``aside`` set. Raises ``Invalid`` with a sentence
    for whatever cannot be read.
    """
    with said_plainly():
        if shape.format in {"json", "chat"}:
            yield from read_json(path, shape, skip)
            return
        rows = islice(_raw_rows(path, shape), shape.first_row, None)
        yield from told_apart(rows, len(shape.columns), skip)


def count_rows(path: Path, shape: TableShape) -> int:
    """Return how many rows ``read_table`` would yield."""
    return sum(1 for _ in read_table(path, shape))


def _raw_rows(path: Path, shape: TableShape) -> Iterator[list[str]]:
    if shape.format == "xlsx":
        return read_workbook(path, shape.sheet)
    return text_rows(path, shape.encoding, shape.delimiter)
