"""Refused rows as a file: whole, with the reason, to be mended and brought again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

REFUSED_COLUMNS = ("Row in the file", "Why it was refused")


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
