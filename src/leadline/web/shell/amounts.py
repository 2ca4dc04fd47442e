"""What converted money was made from, for the tip over it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from leadline.foundation import words
from leadline.foundation.money import Factor, Total


def tip(total: Total) -> str:
    """Return the originals with the rate of each; nothing where all is as it was."""
    if not total.is_converted and len(total.left) < 2:
        return ""
    return "; ".join(
        f"{words.money_exact(part.money.amount, part.money.currency)}"
        f"{rate_text(part.money.currency, part.factor, total.currency)}"
        for part in total.parts
    )


def export_cells(total: Total) -> tuple[Decimal, str, str]:
    """Return a sum for a file: the amount, its currency, what is in no sum."""
    left = ", ".join(f"{p.money.amount} {p.money.currency}" for p in total.left)
    return round(total.amount, 2), total.currency, left


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


def _day(when: date) -> str:
    return f"{when.day} {when:%b %Y}"
