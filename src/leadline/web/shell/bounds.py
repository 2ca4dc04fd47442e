"""How far numbers and dates may go, at every door: addresses, queries and forms."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from leadline.foundation.days import FIRST_YEAR, LAST_YEAR, is_near

LARGEST = 10**18
"""A database counts a little further; no row has such a number."""


def in_bounds(value: Any) -> bool:
    """Return whether a number or a date can be reckoned with and kept.

    >>> [in_bounds(n) for n in (-3, 10**18, Decimal("1e30"), Decimal("NaN"))]
    [True, False, False, False]
    >>> [in_bounds(date(year, 12, 31)) for year in (1, 1899, 1900, 2199, 9999)]
    [False, False, True, True, False]
    """
    if isinstance(value, date | datetime):
        return is_near(value)
    if isinstance(value, int | float | Decimal):
        return -LARGEST < value < LARGEST if value == value else False
    return True


def check_date(value: Any) -> None:
    """Raise ``ValidationError`` for a day that no calendar of ours reaches."""
    if not in_bounds(value):
        raise ValidationError(
            f"Choose a day between {FIRST_YEAR} and {LAST_YEAR}.", code="out_of_bounds"
        )


def check_number(value: Any) -> None:
    """Raise ``ValidationError`` for a number that no column holds."""
    if not in_bounds(value):
        raise ValidationError("That number is too large.", code="out_of_bounds")


def bound_all_fields() -> None:
    """Let every field of every form look at its bounds; called once, at the start."""
    for kind, check in (
        (forms.IntegerField, check_number),
        (forms.DateField, check_date),
        (forms.DateTimeField, check_date),
    ):
        if check not in kind.default_validators:
            kind.default_validators = [*kind.default_validators, check]
