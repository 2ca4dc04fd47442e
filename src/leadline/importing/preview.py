"""What an import would do: the first rows as they will look, and a dry run of all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from leadline.accounts.types import Actor
from leadline.evidence.queries import get_import
from leadline.evidence.types import CustomerIn, FeedbackIn, Refusal
from leadline.foundation.jobs import Progress
from leadline.foundation.tables import count_rows, read_table
from leadline.importing.drafts import file_of, row_options, shape_of
from leadline.importing.records import record_maker

PREVIEW_ROWS = 20
SHOWN_REFUSALS = 200


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the file as it would come in, or why it would not."""

    number: int
    record: FeedbackIn | CustomerIn | None
    message: str
    note: str


def read_rows(*, actor: Actor, import_id: int, now: dt.datetime) -> Iterator[ReadRow]:
    """Yield every row of a draft's file from its cursor on, made into a record."""
    draft = get_import(actor=actor, import_id=import_id)
    shape = shape_of(draft.options)
    make = record_maker(
        kind=draft.kind,
        columns=shape.columns,
        mapping=draft.mapping,
        options=row_options(draft.options, now),
    )
    for row in read_table(file_of(draft.path), shape, skip=draft.cursor):
        try:
            yield ReadRow(row.number, make(row), "", row.note)
        except ValueError as error:
            yield ReadRow(row.number, None, str(error), row.note)


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
    counts: Counter[str] = Counter()
    refusals: list[Refusal] = []
    seen: set[str] = set()
    for done, row in enumerate(
        read_rows(actor=actor, import_id=import_id, now=now), start=1
    ):
        if done % 500 == 0:
            progress.step(done, total, "Reading every row")
        if row.record is None:
            counts["refused"] += 1
            if len(refusals) < SHOWN_REFUSALS:
                refusals.append(Refusal(row.number, row.message))
            continue
        counts["good"] += 1
        counts["mended"] += bool(row.note)
        _count(row.record, counts, seen)
    progress.step(total, total, "Every row is read")
    return {
        **counts,
        "rows": total,
        "refusals": [(refusal.row, refusal.message) for refusal in refusals],
    }


def _count(
    record: FeedbackIn | CustomerIn, counts: Counter[str], seen: set[str]
) -> None:
    """Count what a person would want to know before the rows come in."""
    if isinstance(record, FeedbackIn):
        key = record.source_id and f"{record.source}\n{record.source_id}"
        names = record.customer_id or record.customer_name or record.customer_domain
        counts["without_customer"] += not (names or record.author_email)
        counts["without_date"] += record.said_at is None
    else:
        key = record.external_id or record.name.lower()
        counts["without_revenue"] += record.revenue_amount is None
    counts["repeated"] += bool(key) and key in seen
    seen.add(key)
