"""What a database gave back, as dates and numbers and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.sql.answers import answer_of
from leadline.foundation.sql.asking import plain_question
from leadline.foundation.sql.types import LONGEST_SQL, MOST_ROWS

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    "day", [DAY, "2026-11-03", datetime(2026, 11, 3, 14, tzinfo=UTC), "20261103"]
)
def test_days_come_as_databases_write_them(day: object) -> None:
    assert answer_of(2, [(day, 1)]).rows == ((DAY, Decimal(1)),)


@pytest.mark.parametrize(
    ("value", "number"),
    [(3, "3"), (2.5, "2.5"), (Decimal("7.10"), "7.1"), ("1234.5", "1234.5")],
)
def test_numbers_come_as_databases_write_them(value: object, number: str) -> None:
    assert answer_of(1, [(value,)]).rows == ((None, Decimal(number)),)


@pytest.mark.parametrize(
    "value", [True, "secret", float("nan"), float("inf"), b"1", [1], "1e15", 10**15]
)
def test_what_is_no_number_is_refused_without_telling_it(value: object) -> None:
    with pytest.raises(Invalid) as refused:
        answer_of(1, [(value,)])
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("columns", "rows", "why"),
    [
        (0, [], "0 columns"),
        (3, [(1, 2, 3)], "3 columns"),
        (1, [], "no row"),
        (1, [(1,), (2,)], "2 rows"),
        (1, [(None,)], "NULL"),
        (2, [(DAY, None)], "No row"),
        (2, [(DAY, 1), ("2026-11-03", 2)], "twice"),
        (2, [("who@example.com", 1)], "date should be"),
        (2, [(DAY, 1)] * (MOST_ROWS + 1), "more than 5,000"),
    ],
)
def test_an_answer_that_is_none_says_what_to_ask(
    columns: int, rows: list[tuple[object, ...]], why: str
) -> None:
    with pytest.raises(Invalid, match=why) as refused:
        answer_of(columns, rows)
    assert "who@" not in str(refused.value)


def test_as_many_rows_as_are_allowed_are_read() -> None:
    first = date(2000, 1, 1).toordinal()
    rows = [(date.fromordinal(first + at), at) for at in range(MOST_ROWS)]
    assert len(answer_of(2, rows).rows) == MOST_ROWS


def test_rows_without_a_number_are_counted() -> None:
    assert answer_of(2, [(DAY, 1), ("2026-11-04", None)]).passed_over == 1


@pytest.mark.parametrize("sql", ["", " ; ", "x" * (LONGEST_SQL + 1), "select '\0'"])
def test_a_question_has_words_and_an_end(sql: str) -> None:
    with pytest.raises(Invalid):
        plain_question(sql)
    assert plain_question("x" * LONGEST_SQL)
