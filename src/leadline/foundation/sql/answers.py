"""What a database gave back, as dates and numbers and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from leadline.foundation.days import OUTSIDE, is_near
from leadline.foundation.errors import Invalid
from leadline.foundation.sql.types import MOST_ROWS, Answer

LARGEST = Decimal(10) ** 15
PLACES = Decimal("0.0001")
PAIR = 2
WANTED = "Ask for one number, or for a date and a number in each row."


def answer_of(columns: int, found: Sequence[Sequence[Any]]) -> Answer:
    """Return rows of a database as readings.

    Raises ``Invalid`` with what to ask instead; no message holds a value.

    >>> answer_of(1, [(12.5,)]).rows
    ((None, Decimal('12.5000')),)
    >>> answer_of(2, [("2026-11-01", 3), ("2026-11-02", None)]).passed_over
    1
    """
    if columns not in (1, PAIR):
        raise Invalid(f"The question has {columns} columns. {WANTED}")
    if len(found) > MOST_ROWS:
        raise Invalid(
            f"It answers with more than {MOST_ROWS:,} rows. Group them by day or month."
        )
    if not found:
        raise Invalid(f"It answers with no row. {WANTED}")
    if columns == 1:
        if len(found) > 1:
            raise Invalid(f"It answers with {len(found):,} rows. {WANTED}")
        if found[0][0] is None:
            raise Invalid("It answers with nothing (NULL) where a number should be.")
        return Answer(((None, number_of(found[0][0])),))
    rows: dict[date | None, Decimal] = {}
    for day, value in found:
        if value is None:
            continue
        on_date = _day_of(day)
        if not is_near(on_date):
            raise Invalid(f"A date of the answer {OUTSIDE}.")
        if on_date in rows:
            raise Invalid(f"It answers with {on_date} twice. Group by the date.")
        rows[on_date] = number_of(value)
    if not rows:
        raise Invalid("No row of the answer has a number.")
    return Answer(tuple(rows.items()), passed_over=len(found) - len(rows))


def number_of(value: Any) -> Decimal:
    """Return a value as the number it is."""
    if isinstance(value, (int, float, Decimal, str)) and not isinstance(value, bool):
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("nan")
        if number.is_finite():
            if abs(number) >= LARGEST:
                raise Invalid("A number of the answer is too large to be kept.")
            return number.quantize(PLACES)
    raise Invalid(f"What stands where the number should be is none. {WANTED}")


def _day_of(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        raise Invalid(
            "What stands where the date should be is none. Give a date or a text such "
            "as 2026-11-30 first."
        ) from None
