"""The question a file leaves open: which comes first in its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from leadline.accounts.types import Actor
from leadline.evidence.queries import import_card
from leadline.foundation.tables import read_table
from leadline.importing.dates import LONGEST_MOMENT
from leadline.importing.drafts import file_of, row_options, shape_of
from leadline.importing.values import read_moment

LOOKED_AT = 300
EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class DateReading:
    """One of the two orders, with the days that cells of the file would be."""

    value: str
    label: str
    examples: tuple[tuple[str, dt.date], ...]


def readings_of_dates(
    *, actor: Actor, import_id: int, now: dt.datetime
) -> list[DateReading]:
    """Return both ways to read a draft's dates, or nothing where it is known."""
    draft = import_card(actor=actor, import_id=import_id)
    if draft.options.get("is_day_first_sure", True):
        return []
    shape = shape_of(draft.options)
    column = draft.options["dates"]["column"]
    if column not in shape.columns:
        return []
    place = shape.columns.index(column)
    rows = islice(read_table(file_of(draft.path), shape), LOOKED_AT)
    zone = row_options(draft.options, now).zone

    def day(cell: str, day_first: bool) -> dt.date:
        moment = read_moment(cell, zone=zone, day_first=day_first)
        return moment.astimezone(zone).date()

    cells = _apart((row.cells[place][:LONGEST_MOMENT].strip() for row in rows), day)
    return [
        DateReading(
            str(day_first), label, tuple((cell, day(cell, day_first)) for cell in cells)
        )
        for day_first, label in ((True, "Day first"), (False, "Month first"))
    ]


def _apart(cells: Iterable[str], day: Callable[[str, bool], dt.date]) -> list[str]:
    """Return the first cells that the two orders read as different days."""
    found: dict[str, None] = {}
    for cell in cells:
        if len(found) == EXAMPLES:
            break
        try:
            differs = day(cell, True) != day(cell, False)
        except ValueError:
            continue
        if differs:
            found.setdefault(cell)
    return list(found)
