"""What the rest of the house calls: look at a file, read its rows, count them.

All of it happens in a child process with limits: see ``foundation/child``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leadline.foundation import child
from leadline.foundation.tables import sniff
from leadline.foundation.tables.borders import said_plainly
from leadline.foundation.tables.packed import read_packed
from leadline.foundation.tables.read import read_rows
from leadline.foundation.tables.shapes import Row, TableShape


def sniff_table(
    path: Path,
    *,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    header_row: int | None = None,
) -> TableShape:
    """Guess how a file is to be read; what the caller names is not guessed.

    ``header_row`` is the row of the header as people count, 0 for none. Raises
    ``Invalid`` with what to do when there is nothing to read.
    """
    return child.run(
        child.for_file(path),
        sniff.sniff_table,
        path,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        header_row=header_row,
    )


def read_table(path: Path, shape: TableShape, *, skip: int = 0) -> Iterator[Row]:
    """Yield the rows behind the header, from the one after ``skip`` rows.

    Empty rows are passed over but keep their number. A cell that is missing
    becomes empty, a cell beyond the last column is dropped; both are noted. A row
    that is none of the table's has ``aside`` set. Raises ``Invalid`` with a sentence
    for whatever cannot be read.
    """
    yield from child.stream(child.for_file(path), _rows, path, shape, skip)


def count_rows(path: Path, shape: TableShape) -> int:
    """Return how many rows ``read_table`` would yield."""
    return child.run(child.for_file(path), _count, path, shape)


def _rows(path: Path, shape: TableShape, skip: int) -> Iterator[Row]:
    with said_plainly():
        if shape.member:
            yield from read_packed(path, shape, sniff.sniff_table, read_rows, skip)
        else:
            yield from read_rows(path, shape, skip)


def _count(path: Path, shape: TableShape) -> int:
    return sum(1 for _ in _rows(path, shape, 0))
