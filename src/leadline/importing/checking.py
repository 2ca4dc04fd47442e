"""The check before an import: every row read and settled, told for people.

Small files are read while the person waits, large ones by a job; either way what came
of the rows is kept with the draft until something about the draft changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any

from leadline.accounts.actions import start_job
from leadline.accounts.types import Actor
from leadline.evidence.actions import change_import
from leadline.evidence.queries import import_card
from leadline.evidence.types import ImportCard
from leadline.foundation.jobs import Progress
from leadline.foundation.tables import count_rows
from leadline.foundation.text import digest
from leadline.importing.dates import dates_of
from leadline.importing.drafts import file_of, shape_of
from leadline.importing.looking import Look
from leadline.importing.page_look import PageLook
from leadline.importing.preview import read_rows
from leadline.importing.reading import ReadRow, rating_scale

SMALL_BYTES = 1024**2
LOT = 1000
KEPT = ("look", "look_job")


class Unwatched:
    """Progress that nobody follows: the person waits for the page itself."""

    def __init__(self, now: dt.datetime) -> None:
        self.started_at = now

    def step(self, done: int, total: int, message: str = "") -> None:
        """Tell nobody."""


def state_of(draft: ImportCard) -> str:
    """Return what tells one way to read a draft from another."""
    options = {k: v for k, v in draft.options.items() if k not in KEPT}
    return digest((draft.kind, sorted(draft.mapping.items()), sorted(options.items())))


def look_of(draft: ImportCard) -> dict[str, Any] | None:
    """Return what came of the draft's rows as it stands now, if they were read so."""
    look = draft.options.get("look")
    if not look or look.get("of") != state_of(draft):
        return None
    return dict(look)


def check_draft(*, actor: Actor, import_id: int, now: dt.datetime) -> None:
    """Have every row read: at once where the file is small, else by a job."""
    draft = import_card(actor=actor, import_id=import_id)
    if look_of(draft):
        return
    if draft.size <= SMALL_BYTES:
        look_at_draft(
            actor=actor, import_id=import_id, now=now, progress=Unwatched(now)
        )
        return
    args = {"import_id": import_id}
    job = start_job(actor=actor, kind="importing.dry_run", args=args)
    options = {**draft.options, "look_job": job.pk}
    change_import(actor=actor, import_id=import_id, options=options)


def map_draft(
    *,
    actor: Actor,
    import_id: int,
    mapping: dict[str, str],
    options: dict[str, Any],
    day_first: bool | None,
    now: dt.datetime | None = None,
) -> None:
    """Say what a draft's columns become; its dates are judged anew where they moved.

    ``day_first`` is what a person said of the order, ``None`` where they said nothing.
    """
    draft = import_card(actor=actor, import_id=import_id)
    path, shape = file_of(draft.path), shape_of(draft.options)
    dates = dates_of(path, shape, draft.kind, mapping, day_first, now)
    kept = {name: value for name, value in options.items() if name not in KEPT}
    kept |= {
        "dates": dates.kept,
        "day_first": dates.day_first,
        "is_day_first_sure": dates.sure,
        "rating_max": rating_scale(path, shape, mapping),
    }
    change_import(actor=actor, import_id=import_id, options=kept, mapping=mapping)


def refused_of(
    *, actor: Actor, import_id: int, now: dt.datetime
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Yield the rows of a draft that would be refused: number, reason and cells."""
    look = Look()
    for row in read_rows(actor=actor, import_id=import_id, now=now):
        if reason := look.take(row):
            yield row.number, reason, row.cells


def look_at_draft(
    *, actor: Actor, import_id: int, now: dt.datetime, progress: Progress
) -> dict[str, Any]:
    """Read every row of a draft, write none, and keep with the draft what came of it.

    Safe to run twice: what is kept is told anew. A draft that was changed meanwhile
    keeps nothing, since the change had its rows read again.
    """
    draft = import_card(actor=actor, import_id=import_id)
    shape = shape_of(draft.options)
    total = count_rows(file_of(draft.path), shape)
    look = PageLook(actor=actor, kind=draft.kind, shape=shape, mapping=draft.mapping)
    rows = read_rows(actor=actor, import_id=import_id, now=now)
    done = 0
    for lot in _lots(rows):
        look.take(lot)
        done += len(lot)
        progress.step(done, total, "Reading every row")
    found = look.told()
    later = import_card(actor=actor, import_id=import_id)
    if state_of(later) == state_of(draft):
        kept = {**later.options, "look": {**found, "of": state_of(draft)}}
        change_import(actor=actor, import_id=import_id, options=kept)
    return found


def _lots(rows: Iterator[ReadRow]) -> Iterator[list[ReadRow]]:
    while lot := list(islice(rows, LOT)):
        yield lot
