"""Numbers as people write them, in files and in forms: one reader."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.amounts import (
    decimal_sign_of,
    read_money,
    read_number,
    written,
)

KEPT = st.decimals(
    min_value=-(10**12), max_value=10**12, places=4, allow_nan=False
) | st.integers(-(10**12), 10**12).map(Decimal)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,5m", "1500000"), ("1.5m", "1500000"), ("10k", "10000"), ("10 K", "10000"),
        ("2 mio", "2000000"), ("1'200", "1200"), ("1\u2019200.50", "1200.50"),
        ("14 000", "14000"), ("14\u202f000,5", "14000.5"), ("1,500", "1500"),
        ("1.500", "1500"), ("1,50", "1.5"), ("0.125", "0.125"), ("0,125", "0.125"),
        ("1.234.567,89", "1234567.89"), ("1,234,567.89", "1234567.89"),
        ("-5", "-5"), ("\u22125", "-5"), ("+5", "5"), ("1.1250", "1.125"), ("0", "0"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)
    assert read_money(text) == (Decimal(number), "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(1,200)", "brackets"), ("[5]", "brackets"), ("\u20ac5", "currency"),
        ("5 EUR", "currency"), ("100 kr", "currency"), ("5 a year 2", "no number"),
        ("12 %", "no number"), ("10-20", "no number"), ("lots", "no number"),
        ("1,2,3", "no number"), ("1.50.0", "no number"), ("5 k k", "alone"),
        ("about 5", "no number"), ("", "no number"), ("nan", "no number"),
    ],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused_with_what_to_write(
    text: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        read_number(text)


def test_a_per_cent_sign_is_read_only_where_it_means_something() -> None:
    assert read_number("12 %", is_percent=True) == 12
    assert read_number("99,4%", is_percent=True) == Decimal("99.4")
    with pytest.raises(ValueError, match="no number"):
        read_number("12 % %", is_percent=True)


@pytest.mark.parametrize(
    ("column", "sign"),
    [
        (["1,500", "2,25"], ","), (["1.500", "2.25"], "."), (["1,500"], ""),
        (["1,234.5", "7,000"], "."), (["1.234.567", "1,5"], ","), (["0,125"], ","),
        (["2,25", "2.25"], ""), (["12", "lots"], ""), ([], ""),
    ],
)  # fmt: skip
def test_a_column_shows_its_decimal_sign(column: list[str], sign: str) -> None:
    assert decimal_sign_of(column) == sign


@pytest.mark.parametrize(
    ("text", "sign", "number"),
    [("1,500", ",", "1.5"), ("1,500", ".", "1500"), ("99.412", ".", "99.412")],
)
def test_a_known_sign_settles_what_is_meant(text: str, sign: str, number: str) -> None:
    assert read_number(text, decimal_sign=sign) == Decimal(number)


@given(KEPT)
def test_what_is_written_is_read_back(number: Decimal) -> None:
    assert read_number(written(number)) == number


@given(KEPT, st.sampled_from(["k", "m", "bn"]))
def test_a_letter_is_only_so_many_zeros(number: Decimal, letter: str) -> None:
    zeros = {"k": 3, "m": 6, "bn": 9}[letter]

    assert read_number(f"{written(number)}{letter}") == number.scaleb(zeros)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_both_readers_agree(text: str) -> None:
    try:
        number = read_number(text)
    except ValueError:
        return
    assert read_money(text) == (number, "")
