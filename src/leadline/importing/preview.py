"""What an import would do: the first rows as they will look, and a dry run of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from leadline.accounts.types import Actor
from leadline.evidence.queries import get_import
from leadline.foundation.jobs import Progress
from leadline.foundation.tables import count_rows
from leadline.importing.drafts import file_of, row_options, shape_of
from leadline.importing.looking import Look
from leadline.importing.reading import ReadRow, records_of

PREVIEW_ROWS = 20
SHOWN_REFUSALS = 200

__all__ = ["ReadRow"]


def read_rows(*, actor: Actor, import_id: int, now: dt.datetime) -> Iterator[ReadRow]:
    """Yield every row of a draft's file from its cursor on, made into a record."""
    draft = get_import(actor=actor, import_id=import_id)
    yield from records_of(
        file_of(draft.path),
        shape_of(draft.options),
        kind=draft.kind,
        mapping=draft.mapping,
        options=row_options(draft.options, now),
        skip=draft.cursor,
    )


def preview(*, actor: Actor, import_id: int, now: dt.datetime) -> list[ReadRow]:
    """Return the first twenty rows as they would come in."""
    return list(
        islice(read_rows(actor=actor, import_id=import_id, now=now), PREVIEW_ROWS)
    )


def dry_run(
    *, actor: Actor, import_id: int, now: dt.datetime, progress: Progress
) -> dict[str, object]:
    """Read every row without writing one, and say what would come in and what not."""
    draft = get_import(actor=actor, import_id=import_id)
    total = count_rows(file_of(draft.path), shape_of(draft.options))
    look = Look()
    rows = read_rows(actor=actor, import_id=import_id, now=now)
    for done, row in enumerate(rows, start=1):
        if done % 500 == 0:
            progress.step(done, total, "Reading every row")
        look.take(row)
    progress.step(total, total, "Every row is read")
    looked = look.looked
    return {
        **looked.counts,
        "good": looked.good,
        "rows": total,
        "refusals": looked.refused[:SHOWN_REFUSALS],
        "notes": looked.notes,
    }
