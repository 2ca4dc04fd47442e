"""What was measured, with its unit: the one way that values of goals, metrics and
predictions are written, money by its currency."""

from __future__ import annotations

import re

from leadline.foundation import words
from leadline.foundation.currencies import CURRENCIES
from leadline.foundation.words import Number

PERCENT = ("%", "percent", "per cent")
ENOUGH = 100
FINE = 1
SHORT = 4


def measured(value: Number | None, unit: str, *, is_exact: bool = False) -> str:
    """Return a value in its unit, money where the unit is the code of a currency.

    ``is_exact`` writes it to its last digit, otherwise in few figures.

    >>> measured(99.5, "%"), measured(1, "ports"), measured(412_350, "EUR")
    ('99.5%', '1 port', '\u20ac412k')
    >>> measured(412_350, "EUR", is_exact=True), measured(41_250, "ports")
    ('\u20ac412,350', '41.2k ports')
    """
    if value is None:
        return words.NOTHING
    if is_currency(unit):
        if is_exact:
            return words.with_sign(value, unit, _exact(value).lstrip(words.MINUS))
        return words.money(value, unit)
    number = _exact(value) if is_exact else in_figures(value)
    if unit.lower() in PERCENT:
        return f"{number}%"
    return f"{number} {_unit(number, unit)}".strip()


def is_currency(unit: str) -> bool:
    """Return whether a unit is the three letters of a currency.

    >>> is_currency("EUR"), is_currency("eur"), is_currency("NPS")
    (True, False, False)
    """
    return unit in CURRENCIES


def is_percent(unit: str) -> bool:
    """Return whether a unit is per cent."""
    return unit.lower() in PERCENT


def in_figures(value: Number) -> str:
    """Return a value in few figures, without its unit: "99.5", "41.2k"."""
    size = abs(float(value))
    if size >= ENOUGH:
        return words.short_number(value)
    number = f"{size:,.4f}" if size < FINE else f"{size:,.2f}"
    plain = number.rstrip("0").rstrip(".")
    return f"{words.MINUS}{plain}" if value < 0 and plain != "0" else plain


def _exact(value: Number) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".").replace("-", words.MINUS)


def points(size: Number) -> str:
    """Return by how much per cents differ: "1.5 points", "1 point".

    >>> points(1.5), points(1), points(0.99999)
    ('1.5 points', '1 point', '1 point')
    """
    number = in_figures(size)
    return f"{number} {_unit(number, 'points')}"


def _unit(number: str, unit: str) -> str:
    """Return a unit as one says it of a number as written: "1 port", "2 ports"."""
    if number.lstrip(words.MINUS) != "1":
        return unit
    head, *rest = re.split(r"(?= (?:per|a|an|of|in) )", unit, maxsplit=1)
    return "".join([singular(head), *rest])


def singular(word: str) -> str:
    """Return an English plural as its singular; other words as they are.

    >>> singular("weeks"), singular("NPS")
    ('week', 'NPS')
    """
    if word.endswith("ies") and len(word) > SHORT:
        return f"{word[:-3]}y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural and len(word) >= SHORT else word
