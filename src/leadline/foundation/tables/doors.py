"""What the rest of the house calls: look at a file, read its rows, count them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leadline.foundation.tables.borders import said_plainly
from leadline.foundation.tables.packed import read_packed
from leadline.foundation.tables.read import read_rows
from leadline.foundation.tables.shapes import Row, TableShape
from leadline.foundation.tables.sniff import sniff_table


def read_table(path: Path, shape: TableShape, *, skip: int = 0) -> Iterator[Row]:
    """Yield the rows behind the header, from the one after ``skip`` rows.

    Empty rows are passed over but keep their number. A cell that is missing
    becomes empty, a cell beyond the last column is dropped; both are noted. A row
    that is none of the table's has ``aside`` set. Raises ``Invalid`` with a sentence
    for whatever cannot be read.
    """
    with said_plainly():
        if shape.member:
            yield from read_packed(path, shape, sniff_table, read_rows, skip)
        else:
            yield from read_rows(path, shape, skip)


def count_rows(path: Path, shape: TableShape) -> int:
    """Return how many rows ``read_table`` would yield."""
    return sum(1 for _ in read_table(path, shape))
