"""Refused rows as a file: whole, with the reason, to be mended and brought again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

REFUSED_TAIL = "-refused"
MENDED = re.compile(rf"(?<!{REFUSED_TAIL})(?:{REFUSED_TAIL})++(?: ?\(\d+\))?$")
REFUSED_COLUMNS = ("Row in the file", "Why it was refused")


def refused_name(file_name: str) -> str:
    """Return what a file of refused rows is called, so that it finds its source.

    >>> refused_name("tickets.csv"), source_name("tickets-refused (1).csv")
    ('tickets-refused.csv', 'tickets')
    """
    return f"{source_name(file_name)}{REFUSED_TAIL}.csv"


def source_name(file_name: str) -> str:
    """Return what a file says of its source: its name, mended or not."""
    return MENDED.sub("", Path(file_name).stem)[:60]


def refused_header(columns: Sequence[str]) -> list[str]:
    """Return the header of a file of refused rows: its own columns and two of ours."""
    return [*(c for c in columns if c not in REFUSED_COLUMNS), *REFUSED_COLUMNS]


def refused_lines(
    columns: Sequence[str], refused: Iterable[tuple[int, str, Sequence[str]]]
) -> Iterator[list[object]]:
    """Yield a line for each refused row: its cells as they came, row and reason.

    ``refused`` holds number, reason and cells of each row; cells may be missing in
    an import of an earlier version.
    """
    kept = [place for place, name in enumerate(columns) if name not in REFUSED_COLUMNS]
    for number, reason, cells in refused:
        whole = [*cells, *[""] * (len(columns) - len(cells))]
        yield [*(whole[place] for place in kept), number, reason]
