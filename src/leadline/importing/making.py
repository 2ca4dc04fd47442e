"""The function that makes records of the rows of one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from leadline.foundation.tables import Row
from leadline.importing.accounts import account_of
from leadline.importing.fields import LEAVE_OUT
from leadline.importing.headers import plain_header
from leadline.importing.pieces import WORDS_LIMIT, piece_of
from leadline.importing.records import BESIDE, Cells, Record, RowOptions

# Our files put a quote before what a spreadsheet would run: it is none of the cell.
RUN_BY_SHEETS = frozenset("=+-@")
# Cut before anything is looked for in them; one more shows that words were too long.
LONGEST = {"words": WORDS_LIMIT + 1}
LONGEST_CELL = 20_000
Maker = Callable[[Row], tuple[Record, list[str]]]


def record_maker(
    *,
    kind: str,
    columns: Sequence[str],
    mapping: Mapping[str, str],
    options: RowOptions,
) -> Maker:
    """Return the function that turns a row into a record and what was noted.

    It raises ``ValueError`` with a sentence for people when the row cannot become
    one; nothing is guessed to make it fit.
    """
    places = [
        (place, name, mapping.get(name, LEAVE_OUT))
        for place, name in enumerate(columns)
        if mapping.get(name, LEAVE_OUT) != LEAVE_OUT
    ]
    headers = {become: plain_header(name) for _, name, become in places}
    build: Callable[[Row, Cells], Record] = (
        piece_of if kind == "feedback" else account_of
    )

    def make(row: Row) -> tuple[Record, list[str]]:
        cells = Cells(options, headers=headers)
        for place, name, become in places:
            value = row.cells[place][: LONGEST.get(become, LONGEST_CELL)].strip()
            if not value:
                continue
            if value[0] == "'" and value[1:2] in RUN_BY_SHEETS:
                value = value[1:]
            if become in BESIDE:
                cells.keep(name, value)
            else:
                cells.by_field.setdefault(become, []).append(value)
        record = build(row, cells)
        return record, cells.notes

    return make
