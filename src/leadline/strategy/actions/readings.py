"""Writes of readings: one by hand, or a file of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from leadline.accounts.actions import record, result_of
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.amounts import decimal_sign_of, read_number
from leadline.foundation.days import OUTSIDE, is_near
from leadline.foundation.errors import Invalid
from leadline.strategy.models import Reading
from leadline.strategy.queries.rows import get_metric, get_reading
from leadline.strategy.types import ReadingIn, ReadingsSaved, RefusedReading

DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y", "%d %B %Y")
LARGEST = Decimal(10) ** 15


@transaction.atomic
def record_reading(
    *,
    actor: Actor,
    metric_id: int,
    on_date: date,
    value: Decimal,
    source: str,
    note: str = "",
) -> Kept:
    """Write what a metric measured on a day, over what stood there before.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a source.
    """
    actor.require("change")
    metric = get_metric(actor=actor, metric_id=metric_id)
    if not source.strip():
        raise Invalid("Say where the number comes from.", field="source")
    if abs(value) >= LARGEST:
        raise Invalid(
            "That number is too large. Measure in thousands or millions.", field="value"
        )
    if not is_near(on_date):
        raise Invalid(f"{on_date} {OUTSIDE}.", field="on_date")
    before = rows(Reading, actor).filter(metric=metric, on_date=on_date).first()
    reading = before or Reading(
        workspace_id=actor.workspace_id, metric=metric, on_date=on_date
    )
    was = None if before is None else before.value
    reading.value = value
    reading.source = source.strip()
    reading.note = note.strip()
    reading.is_asked = False  # what a person writes stays, whatever is asked later
    reading.save()
    record(
        actor=actor,
        verb="strategy.record_reading",
        subject=metric,
        on_date=on_date,
        value=value,
        was=was,
        source=reading.source,
    )
    return result_of(reading)


@transaction.atomic
def remove_reading(*, actor: Actor, reading_id: int) -> Kept:
    """Take a reading away; the audit line keeps what it said.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    reading = get_reading(actor=actor, reading_id=reading_id)
    record(
        actor=actor,
        verb="strategy.remove_reading",
        subject=reading.metric,
        on_date=reading.on_date,
        value=reading.value,
        source=reading.source,
        note=reading.note,
    )
    reading.delete()
    return result_of(reading.metric)


@transaction.atomic
def save_readings(
    *,
    actor: Actor,
    metric_id: int,
    readings: Sequence[ReadingIn],
    file_name: str,
    dry_run: bool = False,
) -> ReadingsSaved:
    """Write the readings of a file; lines that cannot be read are named, not kept.

    A day that is there already is changed when the file says something else, so
    the same file a second time changes nothing. With ``dry_run`` only the counts
    come back. Raises ``NotAllowed``, ``NotFound``, ``Invalid`` for an empty file.
    """
    actor.require("change")
    metric = get_metric(actor=actor, metric_id=metric_id)
    if not readings:
        raise Invalid("There is no reading in the file: it has no rows.")
    read, refused = _read(readings, file_name, metric.currency)
    known = {r.on_date: r for r in rows(Reading, actor).filter(metric=metric)}
    created, updated = [], []
    for on_date, (value, source, note) in read.items():
        row = known.get(on_date)
        if row is None:
            row = Reading(
                workspace_id=actor.workspace_id, metric=metric, on_date=on_date
            )
            created.append(row)
        elif (row.value, row.source, row.note) != (value, source, note):
            updated.append(row)
        row.value, row.source, row.note = value, source, note
        row.is_asked = False
    saved = ReadingsSaved(
        created=len(created),
        updated=len(updated),
        unchanged=len(read) - len(created) - len(updated),
        refused=tuple(refused),
    )
    if dry_run or not (created or updated):
        return saved
    rows(Reading, actor).bulk_create(created, batch_size=500)
    rows(Reading, actor).bulk_update(
        updated, ["value", "source", "note", "is_asked"], batch_size=500
    )
    record(
        actor=actor,
        verb="strategy.save_readings",
        subject=metric,
        file=file_name,
        created=saved.created,
        updated=saved.updated,
        refused=len(refused),
    )
    return saved


Read = dict[date, tuple[Decimal, str, str]]


def _read(
    readings: Sequence[ReadingIn], file_name: str, currency: str
) -> tuple[Read, list[RefusedReading]]:
    read: Read = {}
    refused = []
    sign = decimal_sign_of(reading.value for reading in readings)
    for reading in readings:
        try:
            on_date, value = (
                _date(reading.on_date),
                _number(reading.value, sign, currency),
            )
            if on_date in read:
                raise Invalid(f"{on_date} is there twice; keep one of the two.")
        except Invalid as error:
            refused.append(RefusedReading(reading.line, str(error)))
            continue
        source = (reading.source.strip() or file_name)[:120]
        read[on_date] = (value, source, reading.note.strip()[:240])
    return read, refused


def _date(text: str) -> date:
    cleaned = text.strip()
    for form in DATE_FORMATS:
        try:
            day = datetime.strptime(cleaned, form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
        if is_near(day):
            return day
        raise Invalid(f"“{cleaned}” {OUTSIDE}.")
    raise Invalid(f"“{cleaned}” is not a date. Write it like 2027-03-31.")


def _number(text: str, sign: str, currency: str) -> Decimal:
    """Read a cell by the decimal sign its column shows; refuse what stays in doubt.

    A dot that could be either is a decimal sign, as machines write it. The sign of
    the metric's currency may stand beside it.
    """
    cleaned = text.strip()
    sign = decimal_sign_of([cleaned]) or sign
    if not sign and cleaned.count(",") == 1:
        raise Invalid(f"“{cleaned}” has two readings. Write it without comma.")
    try:
        value = read_number(
            cleaned, is_percent=True, decimal_sign=sign or ".", currency=currency
        )
    except ValueError as error:
        raise Invalid(str(error)) from None
    if abs(value) >= LARGEST:
        raise Invalid(f"“{cleaned}” is not a number that can be kept.")
    return value.quantize(Decimal("0.0001"))
