"""Numbers and ages as people say them, on both sides of each edge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from leadline.foundation.words import age, figure, money, short_number, styled

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("style", "with_unit", "bare"),
    [
        ("", "2.5", "2.5"),
        ("%", "250%", "250%"),
        ("EUR", "€2.50", "€2.50"),
        ("days", "2.5 days", "2.5"),
    ],
)
def test_only_a_unit_that_is_a_word_is_left_out_of_a_figure(
    style: str, with_unit: str, bare: str
) -> None:
    assert (styled(2.5, style), figure(2.5, style)) == (with_unit, bare)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "1 day old"),
        (2, "2 days old"),
        (99, "99 days old"),
        (100, "3 months old"),
        (729, "24 months old"),
        (730, "2 years old"),
    ],
)
def test_an_age_is_said_in_the_unit_that_says_most(days: int, said: str) -> None:
    assert age(TODAY - timedelta(days=days), TODAY) == said


@pytest.mark.parametrize(
    ("number", "short", "amount"),
    [
        (99.5, "99.5", "€99.50"),
        (100.5, "100", "€100"),
        (9_999, "9,999", "€9,999"),
        (10_000, "10k", "€10k"),
        (999_499, "999k", "€999k"),
        (999_500, "1m", "€1.00m"),
        (999_994_999, "1bn", "€999.99m"),
        (999_995_000, "1bn", "€1.00bn"),
        (-0.001, "\u22120.001", "€0.00"),
        (-10_000, "\u221210k", "\u2212€10k"),
    ],
)
def test_a_size_is_said_in_steps(number: float, short: str, amount: str) -> None:
    assert (short_number(number), money(number, "EUR")) == (short, amount)
