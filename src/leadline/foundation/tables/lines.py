"""Rows of a text file with a delimiter, one at a time, open quotes mended.

A quote that opens a cell and closes nowhere, or closes in a cell further down, makes
one row of many. Rows that take several lines are looked at again: text with line
breaks in it stays one cell; lines that are rows of their own are given back.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TextIO

from leadline.foundation.tables.kinds import kind_of

ROW_LINES = 3000
LINE_LIMIT = 1 << 24
CELL_LIMIT = 16 * 1024 * 1024
NO_DELIMITER = "\x1f"
LOST = "\ufffd"
RULE = re.compile(r"\s*([-=*_~#])(?:\s*\1){2,}\s*")
DASHES = re.compile(r":?-{2,}:?")
LIST_MARK = re.compile(
    r"\s{0,40}(?:(?:\d{1,4}|[a-z])[.)]\s|\(\d{1,4}\)\s|[-*+\u2013\u2014]\s"
    r"|\[[ xX]?\]\s|[\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u2043\u00b7])\s*(?=\S)"
)
LIST_SEEN, FEWEST_LISTED, MOSTLY_LISTED = 200, 3, 0.6
csv.field_size_limit(CELL_LIMIT)


class OddRow(list[str]):
    """The cells of a row of which there is something to say."""

    def __init__(self, cells: list[str], note: str = "", aside: str = "") -> None:
        super().__init__(cells)
        self.note = note
        self.aside = aside


class _TooLong(Exception):
    """A row has taken more lines than any row of a person has."""


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[TextIO]:
    """Open a text file as it is read everywhere: what is no sign becomes U+FFFD."""
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        yield text


def text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of a file; one of which something must be said is an ``OddRow``.

    An empty ``delimiter`` reads a column of its own from each line; lines that only
    draw a rule are empty rows then, and in a list the marks of its items go. Pipes
    around a row (Markdown) are no cells.
    """
    is_list = not delimiter and _is_list(path, encoding)
    with open_text(path, encoding) as text:
        rows = _Reader(text, delimiter or NO_DELIMITER).rows()
        if delimiter == "|":
            yield from map(_within_pipes, rows)
        elif delimiter:
            yield from rows
        else:
            plain = ([] if len(r) == 1 and RULE.fullmatch(r[0]) else r for r in rows)
            yield from map(_without_mark, plain) if is_list else plain


def _is_list(path: Path, encoding: str) -> bool:
    """Return whether most lines at the start of a file are items of a list."""
    with open_text(path, encoding) as text:
        lines = islice(iter(partial(text.readline, LINE_LIMIT), ""), LIST_SEEN)
        seen = [line[:90].lstrip('"') for line in lines if line.strip()]
    listed = sum(bool(LIST_MARK.match(line)) for line in seen)
    return listed >= FEWEST_LISTED and listed >= MOSTLY_LISTED * len(seen)


def _without_mark(cells: list[str]) -> list[str]:
    """Take the number or the bullet off an item of a list; a bare mark stays."""
    if cells:
        found = LIST_MARK.match(cells[0])
        cells[0] = cells[0][found.end() :] if found else cells[0]
    return cells


def _within_pipes(cells: list[str]) -> list[str]:
    """Return the cells of a row of a Markdown table; its line of dashes is empty."""
    if len(cells) < 3 or cells[0].strip() or cells[-1].strip():
        return cells
    inner = [cell.strip() for cell in cells[1:-1]]
    return [] if all(DASHES.fullmatch(cell) for cell in inner) else inner


class _Reader:
    def __init__(self, text: TextIO, delimiter: str) -> None:
        self._source = iter(partial(text.readline, LINE_LIMIT), "")
        self._delimiter = delimiter
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._line = 0
        self._is_over = False
        self._width = 0

    def rows(self) -> Iterator[list[str]]:
        """Yield every row; after an open quote reading begins anew behind its line."""
        row = self._row
        while not self._is_over:
            reader = csv.reader(self._feed(), delimiter=self._delimiter)
            while True:
                row.clear()
                try:
                    cells = next(reader)
                except StopIteration:
                    break
                except (csv.Error, _TooLong):
                    if not row:
                        continue
                    yield self._opened_row()
                    break
                if len(row) == 1 and not self._is_over:
                    self._line += 1
                    self._width = len(cells)
                    is_whole = LOST not in row[0]
                elif self._is_swallowed(cells):
                    yield self._opened_row()
                    break
                else:
                    self._line += len(row)
                    is_whole = not any(LOST in line for line in row)
                yield cells if is_whole else self._lost(cells)

    def _feed(self) -> Iterator[str]:
        row, again = self._row, self._again
        self._is_over = False
        while again:
            line = again.popleft()
            row.append(line)
            yield line
        for line in self._source:
            if "\x00" in line:
                line = line.replace("\x00", "")
            row.append(line)
            if len(row) > ROW_LINES:
                raise _TooLong
            yield line
        self._is_over = True

    def _is_swallowed(self, cells: list[str]) -> bool:
        """Return whether a quote has run over the ends of rows.

        It has when it closes where no cell ends, or nowhere, and lines within are as
        wide as the table; or when each line within is a row like the first by kinds.
        """
        lines = self._row
        if not any('"' in line for line in lines):
            return False
        rest = lines[1:]
        if not _is_well_formed(lines, self._delimiter):
            return len(lines) == 1 or self._delimiter == NO_DELIMITER or any(
                self._is_a_row(line, len(cells)) for line in rest
            )  # fmt: skip
        if len(cells) < 3 or not rest:
            return False
        if '"' in rest[-1].partition(self._delimiter)[0]:
            rest.pop()  # what follows the end of its first cell is this row's own
        return bool(rest) and all(self._is_like(line, cells) for line in rest)

    def _is_a_row(self, line: str, width: int) -> bool:
        return len(_plain(line, self._delimiter)) in {width, self._width} - {0, 1}

    def _is_like(self, line: str, cells: list[str]) -> bool:
        """Return whether a line has the row's width and the kinds of its cells."""
        own = _plain(line, self._delimiter)
        if len(own) != len(cells) or not own[0].strip():
            return False
        pairs = [(kind_of(a), kind_of(b)) for a, b in zip(own, cells, strict=True)]
        return any(a == b and a in "ndm" for a, b in pairs if a)

    def _lost(self, cells: list[str]) -> OddRow:
        lost = sum(cell.count(LOST) for cell in cells)
        signs = "One sign" if lost == 1 else f"{lost} signs"
        stand = "stands" if lost == 1 else "stand"
        where = f"of line {self._line} could not be read and {stand} as {LOST}."
        return OddRow(cells, f"{signs} {where}")

    def _opened_row(self) -> OddRow:
        """Return the first line as it stands and give the others back."""
        first, *rest = self._row
        self._again.extendleft(reversed(rest))
        self._line += 1
        self._is_over = False
        cells = _plain(first, self._delimiter)
        where = f"In line {self._line} of the file a quote opens and does not close"
        if self._delimiter == NO_DELIMITER or len(cells) == self._width:
            return OddRow(cells, f"{where}; the line is read as it stands.")
        return OddRow(cells, aside=f"{where}. Close it, or take it away.")


def _plain(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line in which quotes mean nothing, whole ones apart."""
    cells = line.rstrip("\r\n").split(delimiter)
    return [
        cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
        for cell in cells
    ]


def _is_well_formed(lines: list[str], delimiter: str) -> bool:
    """Return whether every quote of the row closes where its cell ends."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return len(rows) == 1
