"""Amounts as a briefing writes them."""

from __future__ import annotations

from decimal import Decimal

from leadline.foundation.money import Total
from leadline.foundation.numbers import plain
from leadline.foundation.words import money


def money_words(total: Total) -> str:
    """Return a sum in the own currency, and how many customers are not in it."""
    words = money(total.amount, total.currency)
    left = sum(part.of for part in total.left)
    return f"{words} (without {left} in a currency without a rate)" if left else words


def amount_words(amount: Decimal, unit: str) -> str:
    """Return an amount of a goal or metric: money by its currency, else with its unit.

    >>> amount_words(Decimal("99.50"), "%"), amount_words(Decimal(40), "ports")
    ('99.5%', '40 ports')
    """
    if len(unit) == 3 and unit.isupper():
        return money(amount, unit)
    return (
        f"{plain(amount)}{unit}" if unit == "%" else f"{plain(amount)} {unit}".strip()
    )
