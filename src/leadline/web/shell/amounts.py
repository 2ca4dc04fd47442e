"""Converted money as people read it: the sum, what it was made from, what is left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from leadline.foundation import words
from leadline.foundation.money import Factor, Part, Total


def total_text(total: Total) -> str:
    """Return a sum with what it leaves out: "€149k (and 3 customers in CHF, without
    a rate)". Where nothing has a rate, the amounts stand as they are."""
    left = [part for part in total.left if part.money]
    if not left:
        return words.money(total.amount, total.currency)
    if len(left) == len(total.parts):
        said = _and(words.money(p.money.amount, p.money.currency) for p in left)
        return f"{said} (without a rate)" if total.currency else said
    return f"{words.money(total.amount, total.currency)} (and {_named(left)})"


def tip(total: Total) -> str:
    """Return the originals with the rate of each; nothing where all is as it was."""
    if not total.is_converted:
        return ""
    return "; ".join(
        f"{words.money_exact(part.money.amount, part.money.currency)}"
        f"{rate_text(part.money.currency, part.factor, total.currency)}"
        for part in total.parts
    )


def rate_text(currency: str, factor: Factor | None, own: str) -> str:
    """Return by what an original was converted: " at 0.92 (27 Nov 2026, the bank)"."""
    if factor is None:
        return ", without a rate"
    if factor.on_date is None:
        return ""
    value = rate_value(factor.value)
    return (
        f" at {value} {own} for 1 {currency} ({_day(factor.on_date)}, {factor.source})"
    )


def rate_value(value: Decimal) -> str:
    """Return a rate in at most six figures, without the zeros behind it: "0.92"."""
    return f"{Decimal(f'{float(value):.6g}').normalize():f}"


def _named(left: list[Part]) -> str:
    if all(part.of for part in left):
        first, *others = left
        many = "customer" if first.of == 1 else "customers"
        said = [f"{first.of:,} {many} in {first.money.currency}"]
        said += [f"{part.of:,} in {part.money.currency}" for part in others]
    else:
        said = [words.money(p.money.amount, p.money.currency) for p in left]
    return f"{_and(said)}, without a rate"


def _and(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _day(when: date) -> str:
    return f"{when.day} {when:%b %Y}"
