"""Money: unlike currencies never meet, and every way of converting says the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.money import (
    NO_MONEY,
    Factor,
    Money,
    Part,
    Rate,
    Rates,
    Total,
    Unlike,
)

DAY = date(2026, 11, 27)
CODES = st.sampled_from(["EUR", "USD", "GBP", "CHF", "SEK"])
AMOUNTS = st.decimals(0, 10**9, places=2)
SUMS = st.dictionaries(CODES, AMOUNTS)
VALUES = st.decimals("0.0001", "10000", places=4)


def rate(base: str, quote: str, value: str, day: date = DAY, by: str = "bank") -> Rate:
    return Rate(base, quote, Decimal(value), day, by)


@given(AMOUNTS, AMOUNTS, CODES, CODES)
def test_unlike_currencies_do_not_add_up_nor_compare(
    one: Decimal, other: Decimal, here: str, there: str
) -> None:
    left, right = Money(one, here), Money(other, there)
    if here == there:
        assert (left + right).amount == one + other
        assert (left - right).amount == one - other
        assert (left < right) == (one < other)
        return
    for meet in (lambda: left + right, lambda: left - right, lambda: left < right):
        with pytest.raises(Unlike):
            meet()


@given(CODES, CODES, SUMS)
def test_totals_in_unlike_currencies_do_not_meet(
    here: str, there: str, sums: dict[str, Decimal]
) -> None:
    one, other = (Rates(code, []).total(sums) for code in (here, there))
    if here == there:
        assert (one + other).currency == here
        return
    for meet in (lambda: one + other, lambda: one < other, lambda: one.share_of(other)):
        with pytest.raises(Unlike):
            meet()


def test_parts_in_unlike_currencies_do_not_meet() -> None:
    euros, dollars = Part(Money(Decimal(1), "EUR")), Part(Money(Decimal(1), "USD"))
    with pytest.raises(Unlike):
        euros + dollars


@given(st.lists(SUMS, max_size=5), VALUES, VALUES)
def test_a_sum_of_totals_is_the_total_of_the_sums(
    lots: list[dict[str, Decimal]], dollar: Decimal, pound: Decimal
) -> None:
    known = [Rate("EUR", "USD", dollar, DAY, "b"), Rate("GBP", "EUR", pound, DAY, "b")]
    rates = Rates("EUR", known)
    together: dict[str, Decimal] = {}
    for lot in lots:
        for code, amount in lot.items():
            together[code] = together.get(code, Decimal(0)) + amount
    added = sum((rates.total(lot) for lot in lots), rates.none)
    whole = rates.total(together)
    assert added.amount == pytest.approx(whole.amount)
    assert {p.money.currency: p.money.amount for p in added.parts} == together
    assert {p.money.currency for p in whole.left} == {"CHF", "SEK"} & together.keys()
    assert {p.money.currency for p in added.left} == {"CHF", "SEK"} & together.keys()


@given(SUMS, VALUES)
def test_what_has_no_rate_is_in_no_figure_and_is_never_lost(
    sums: dict[str, Decimal], dollar: Decimal
) -> None:
    total = Rates("EUR", [Rate("USD", "EUR", dollar, DAY, "b")]).total(sums)
    expected = sums.get("EUR", Decimal(0)) + sums.get("USD", Decimal(0)) * dollar
    assert total.amount == expected
    known = [p.money.currency for p in total.parts if p.factor]
    assert sorted([*known, *(p.money.currency for p in total.left)]) == sorted(sums)


@given(VALUES)
def test_there_and_back_is_the_same_amount(value: Decimal) -> None:
    known = [Rate("EUR", "USD", value, DAY, "bank")]
    there = Rates("USD", known).factor("EUR")
    back = Rates("EUR", known).factor("USD")
    assert there
    assert back
    assert there.value * back.value == pytest.approx(Decimal(1))


def test_the_newest_way_is_taken_and_the_direct_one_of_the_same_day() -> None:
    older, newer = date(2026, 11, 1), date(2026, 11, 27)
    over_euro = [rate("EUR", "USD", "1.25", newer), rate("EUR", "GBP", "0.75", newer)]
    found = Rates("GBP", over_euro).factor("USD")
    assert found
    assert (found.value, found.on_date) == (Decimal("0.6"), newer)
    assert [step.quote for step in found.steps] == ["USD", "GBP"]

    stale = Rates("GBP", [*over_euro, rate("USD", "GBP", "0.5", older)]).factor("USD")
    assert stale
    assert stale.value == Decimal("0.6"), "an older direct rate won"

    direct = Rates("GBP", [*over_euro, rate("USD", "GBP", "0.7", newer)]).factor("USD")
    assert direct
    assert direct.value == Decimal("0.7")

    reverse = Rates("EUR", [rate("EUR", "USD", "1.25", older),
                            rate("USD", "EUR", "0.9", newer)])  # fmt: skip
    found = reverse.factor("USD")
    assert found
    assert found.value == Decimal("0.9")


def test_a_way_over_two_rates_is_as_old_as_the_older_and_names_both_sources() -> None:
    found = Factor(
        Decimal(1),
        (rate("A", "B", "1", date(2026, 1, 1), "x"), rate("B", "C", "1", DAY, "y")),
    )
    assert (found.on_date, found.source) == (date(2026, 1, 1), "x, y")


def test_without_an_own_currency_nothing_is_converted() -> None:
    total = Rates("", [rate("EUR", "USD", "1.25")]).total({"EUR": Decimal(5)})
    assert (total.amount, [p.money.currency for p in total.left]) == (0, ["EUR"])
    assert not NO_MONEY


def test_shares_are_of_the_converted_sums() -> None:
    rates = Rates("EUR", [rate("USD", "EUR", "0.5")])
    part = rates.total({"USD": Decimal(50)})
    assert part.share_of(rates.total({"EUR": Decimal(100)})) == 0.25
    assert part.share_of(rates.none) is None
    assert Total("EUR").share_of(part) == 0.0
