"""Values with their unit, written by one function."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.foundation.measures import measured
from leadline.foundation.money import Rate, Rates, Total
from leadline.foundation.totals import NO_RATE, figure, left_out, total_text

SUMS = {"EUR": Decimal(1_000), "USD": Decimal(2_000), "CHF": Decimal(500)}
COUNTS = {"EUR": 1, "USD": 2, "CHF": 1}


@pytest.mark.parametrize(
    ("value", "unit", "shown", "exact"),
    [
        (Decimal("99.50"), "%", "99.5%", "99.5%"),
        (Decimal("30"), "per cent", "30%", "30%"),
        (Decimal("-1250.5"), "EUR", "\u2212€1,250", "\u2212€1,250.5"),
        (Decimal("2302110"), "USD", "$2.30m", "$2,302,110"),
        (Decimal("2302110"), "ports", "2.3m ports", "2,302,110 ports"),
        (Decimal("1"), "days of delay", "1 day of delay", "1 day of delay"),
        (Decimal("41"), "NPS", "41 NPS", "41 NPS"),
        (Decimal("0.0004"), "", "0.0004", "0.0004"),
        (None, "EUR", "\u2013", "\u2013"),
    ],
)
def test_a_value_is_written_with_its_unit(
    value: Decimal | None, unit: str, shown: str, exact: str
) -> None:
    assert measured(value, unit) == shown
    assert measured(value, unit, is_exact=True) == exact


def some(*codes: str, own: str = "EUR") -> Total:
    day = date(2026, 11, 2)
    rates = Rates(own, [Rate("USD", "EUR", Decimal("0.5"), day, "bank")])
    return rates.total({c: SUMS[c] for c in codes}, {c: COUNTS[c] for c in codes})


@pytest.mark.parametrize(
    ("total", "large", "note", "in_a_line"),
    [
        (some("EUR", "USD"), "€2,000", "", "€2,000"),
        (
            some("EUR", "CHF"),
            "€1,000",
            "CHF\u00a0500 of 1 customer without a rate",
            "€1,000 (and CHF\u00a0500 of 1 customer without a rate)",
        ),
        (
            some("CHF"),
            NO_RATE,
            "CHF\u00a0500 of 1 customer without a rate",
            "CHF\u00a0500 (without a rate)",
        ),
        (some("USD", own=""), "$2,000", "", "$2,000"),
        (
            some("CHF", "USD", own=""),
            NO_RATE,
            "CHF\u00a0500 of 1 customer and $2,000 of 2 customers without a rate",
            "CHF\u00a0500 and $2,000",
        ),
        (some(), "€0", "", "€0"),
    ],
)
def test_what_has_no_rate_is_in_the_note_and_never_in_the_figure(
    total: Total, large: str, note: str, in_a_line: str
) -> None:
    assert figure(total) == large
    assert left_out(total) == note
    assert total_text(total) == in_a_line
