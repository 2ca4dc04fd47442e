"""Writes a mapped file chunk by chunk; may be killed anywhere and run again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

from leadline.accounts.types import Actor
from leadline.evidence.actions import (
    begin_import,
    fail_import,
    finish_import,
    save_customer_rows,
    save_feedback_rows,
)
from leadline.evidence.types import CustomerIn, FeedbackIn, Refusal
from leadline.foundation.errors import LeadlineError
from leadline.foundation.jobs import Cancelled, Progress
from leadline.foundation.tables import count_rows
from leadline.importing.drafts import file_of, shape_of
from leadline.importing.preview import read_rows
from leadline.importing.reading import ReadRow

CHUNK = 1000
T = TypeVar("T")


def run_import(
    *, actor: Actor, import_id: int, now: dt.datetime, progress: Progress
) -> dict[str, int]:
    """Write the rows that are not written yet and return the counts of all.

    Each chunk's rows and the import's cursor are one transaction, so a run after
    a kill goes on where the last whole chunk ended: nothing lost, nothing twice.
    """
    begun = begin_import(actor=actor, import_id=import_id)
    try:
        total = count_rows(file_of(begun.path), shape_of(begun.options))
        done = _rows_done(begun.counts)
        progress.step(done, total, "Writing rows")
        rows = read_rows(actor=actor, import_id=import_id, now=now)
        while chunk := list(islice(rows, CHUNK)):
            _save(actor, import_id, begun.kind, chunk, now)
            done += len(chunk)
            progress.step(done, total, "Writing rows")
    except Cancelled:
        fail_import(
            actor=actor,
            import_id=import_id,
            message="Stopped by a person; go on or undo.",
        )
        raise
    except LeadlineError as error:
        fail_import(actor=actor, import_id=import_id, message=str(error))
        raise
    finished = finish_import(actor=actor, import_id=import_id, now=now, then_group=True)
    return dict(finished.counts)


def _rows_done(counts: dict[str, int]) -> int:
    outcomes = ("created", "updated", "unchanged", "joined", "refused")
    return sum(counts.get(outcome, 0) for outcome in outcomes)


def _save(
    actor: Actor, import_id: int, kind: str, chunk: list[ReadRow], now: dt.datetime
) -> None:
    refusals = [
        Refusal(r.number, r.message, r.cells) for r in chunk if r.record is None
    ]
    cursor = chunk[-1].number
    cells = {row.number: row.cells for row in chunk}
    if kind == "feedback":
        save_feedback_rows(
            actor=actor,
            import_id=import_id,
            lot=list(_of(FeedbackIn, chunk)),
            refused=refusals,
            cursor=cursor,
            cells=cells,
            now=now,
        )
    else:
        save_customer_rows(
            actor=actor,
            import_id=import_id,
            lot=list(_of(CustomerIn, chunk)),
            refused=refusals,
            cursor=cursor,
            cells=cells,
            now=now,
        )


def _of(kind: type[T], chunk: list[ReadRow]) -> Iterator[T]:
    return (row.record for row in chunk if isinstance(row.record, kind))
