"""What a file of rows looks like, and what one of its rows is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LISTED = ("sheets", "columns", "notes", "json_columns")


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a file is to be read, and what its columns are called.

    ``header_at`` is the row of the header in the file from 0, -1 where it has none;
    ``body_at`` the row at which the data begin, -1 for the one after the header.
    ``member`` is the file chosen inside a ZIP (a pattern where several are read one
    after another), ``inside`` the place of the records in a JSON answer,
    ``json_columns`` are columns whose cells hold lists of things as JSON: no words of
    anybody. ``notes`` are sentences about the file for the person who brought it.
    """

    format: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_at: int = 0
    columns: tuple[str, ...] = ()
    member: str = ""
    notes: tuple[str, ...] = ()
    body_at: int = -1
    inside: str = ""
    json_columns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Take lists for tuples: a shape that was kept as JSON comes back so."""
        for name in LISTED:
            object.__setattr__(self, name, tuple(getattr(self, name)))

    @property
    def first_row(self) -> int:
        """The row of the file, from 0, at which the data begin."""
        return self.body_at if self.body_at >= 0 else self.header_at + 1


class Row(NamedTuple):
    """One row: its number in the file (from 1, header not counted), its cells.

    ``note`` says what was mended while reading: padded or too wide. ``aside`` says why
    the row is none of the table's rows (a total, a line of the report's foot, a row
    that an open quote has spoilt): a sentence, empty for an ordinary row.
    """

    number: int
    cells: tuple[str, ...]
    note: str = ""
    aside: str = ""
