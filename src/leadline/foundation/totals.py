"""A converted sum in words: its figure, what is in no figure, both in one line."""

from __future__ import annotations

from collections.abc import Iterable

from leadline.foundation import words
from leadline.foundation.money import Part, Total

NO_RATE = "no rate"


def figure(total: Total) -> str:
    """Return the sum alone, never with anything that has no rate: "€149k".

    Where nothing could be converted it is "no rate". A workspace without a currency
    sees what is said in one currency as it is.
    """
    left = _left(total)
    if _stands_as_it_is(total, left):
        return _amount(left[0])
    if left and len(left) == len(total.parts):
        return NO_RATE
    return words.money(total.amount, total.currency)


def left_out(total: Total) -> str:
    """Return what is in no figure, counted and named, for a note beside one:
    "CHF 200k of 3 customers without a rate". Nothing where all is in."""
    left = _left(total)
    if not left or _stands_as_it_is(total, left):
        return ""
    return f"{_and(map(_named, left))} without a rate"


def total_text(total: Total) -> str:
    """Return a sum in one line with what it leaves out:
    "€149k (and CHF 200k of 3 customers without a rate)"."""
    left = _left(total)
    if left and len(left) == len(total.parts):
        said = _and(map(_amount, left))
        return f"{said} (without a rate)" if total.currency else said
    note = left_out(total)
    return f"{figure(total)} (and {note})" if note else figure(total)


def left_short(total: Total) -> str:
    """Return what is in no figure for a place beside many: as ``left_out`` where one
    currency has no rate, otherwise their names, "CHF, GBP and USD without a rate"."""
    left = _left(total)
    if len(left) < 2:
        return left_out(total)
    return f"{_and(part.money.currency for part in left)} without a rate"


def _left(total: Total) -> list[Part]:
    return [part for part in total.left if part.money]


def _stands_as_it_is(total: Total, left: list[Part]) -> bool:
    """Whether nobody said a currency yet and there is one alone."""
    return not total.currency and len(left) == 1 == len(total.parts)


def _amount(part: Part) -> str:
    return words.money(part.money.amount, part.money.currency)


def _named(part: Part) -> str:
    if not part.of:
        return _amount(part)
    return f"{_amount(part)} of {words.plural(part.of, 'customer', 'customers')}"


def _and(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
