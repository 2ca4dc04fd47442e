"""The rows of a file under the columns of its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from leadline.foundation.tables.asides import told_apart
from leadline.foundation.tables.lines import text_rows
from leadline.foundation.tables.mails import read_mail
from leadline.foundation.tables.records import read_json
from leadline.foundation.tables.shapes import Row, TableShape
from leadline.foundation.tables.transcripts import read_transcript
from leadline.foundation.tables.webpages import page_rows
from leadline.foundation.tables.workbooks import read_workbook

Reader = Callable[[Path, TableShape, int], Iterator[Row]]
READERS: dict[str, Reader] = {
    "json": read_json,
    "chat": read_json,
    "mail": read_mail,
    "transcript": read_transcript,
}


def read_rows(path: Path, shape: TableShape, skip: int = 0) -> Iterator[Row]:
    """Yield the rows of a file that stands by itself, from the one after ``skip``."""
    if reader := READERS.get(shape.format):
        yield from reader(path, shape, skip)
        return
    rows = islice(_raw_rows(path, shape), shape.first_row, None)
    yield from told_apart(rows, len(shape.columns), skip)


def _raw_rows(path: Path, shape: TableShape) -> Iterator[list[str]]:
    if shape.format == "xlsx":
        return read_workbook(path, shape.sheet)
    if shape.format == "html":
        return page_rows(path, shape.encoding)
    return text_rows(path, shape.encoding, shape.delimiter)
