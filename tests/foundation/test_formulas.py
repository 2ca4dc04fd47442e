"""Formulas that people write: what is read, what is refused, what it comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.formulas import LONGEST, read_formula

NAMES = ("reach", "effort", "profit")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("reach + effort * 2", 18),
        ("(reach + effort) * 2", 28),
        ("reach - (effort - 1)", 7),
        ("reach / effort / 5", "0.5"),
        ("-reach + 1", -9),
        ("reach × 2 ÷ effort − 1", 4),  # noqa: RUF001  # signs as people paste them
    ],
)
def test_a_formula_comes_to_what_arithmetic_says(words: str, value: str) -> None:
    figures = {"reach": Decimal(10), "effort": Decimal(4)}

    assert read_formula(words, NAMES).value(figures) == Decimal(value)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("reach - (effort - 1)", "10 − (4 − 1)"),  # noqa: RUF001
        ("reach - effort - 1", "10 − 4 − 1"),  # noqa: RUF001
        ("reach / (effort * 2)", "10 ÷ (4 × 2)"),  # noqa: RUF001
        ("(reach * effort) / 2", "10 × 4 ÷ 2"),  # noqa: RUF001
        ("-(reach + 1)", "−(10 + 1)"),  # noqa: RUF001
    ],
)
def test_it_is_shown_with_the_brackets_that_it_needs(words: str, shown: str) -> None:
    assert read_formula(words, NAMES).shown({"reach": "10", "effort": "4"}) == shown


@pytest.mark.parametrize(
    "words",
    [
        "", "reach **  2", "reach if effort else 1", "reach.real", "max(reach, 1)",
        "[reach]", "reach < 1", "lambda: reach", "'reach'", "reach * 1e999",
        "reach * True", "reach * 10000000000000000", "reach, effort", "5 + 3",
        "__import__('os')", "reach effort", "(" * 150 + "reach" + ")" * 150,
    ],
)  # fmt: skip
def test_what_is_no_arithmetic_over_figures_is_refused(words: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_formula(words, NAMES)

    assert refused.value.field == "formula"


def test_an_unknown_figure_is_told_with_those_that_are_known() -> None:
    with pytest.raises(Invalid, match=r"no figure “price”\. There are reach, effort"):
        read_formula("reach * price", NAMES)


def test_a_formula_has_so_many_characters() -> None:
    longest = "reach" + " " * (LONGEST - 9) + "+ 10"
    assert read_formula(longest, NAMES).names == ("reach",)

    with pytest.raises(Invalid, match="at most 200"):
        read_formula(longest + "0", NAMES)


@pytest.mark.parametrize("words", ["reach / effort", "0 * reach / effort"])
def test_what_divides_by_nothing_has_no_value(words: str) -> None:
    found = read_formula(words, NAMES)

    assert found.value({"reach": Decimal(1), "effort": Decimal(0)}) is None
    assert found.value({"reach": Decimal(1), "effort": Decimal(1)}) is not None


@pytest.mark.parametrize(
    ("words", "power"),
    [
        ("profit", 1), ("profit * reach", 1), ("reach / effort", 0),
        ("profit * profit", 2), ("profit / profit", 0), ("1 / profit", -1),
        ("profit + profit / 2", 1), ("profit + reach", None),
        ("(profit + 1) * 2", None), ("-profit", 1),
    ],
)  # fmt: skip
def test_money_counts_as_often_as_it_is_multiplied_in(
    words: str, power: int | None
) -> None:
    assert read_formula(words, NAMES).power_of({"profit"}) == power
