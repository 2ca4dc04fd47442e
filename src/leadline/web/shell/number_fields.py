"""Fields for numbers: they read what a file is read by, and write it back readable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from leadline.foundation.amounts import read_number, written


class AmountField(forms.DecimalField):
    """A number as people write it: 1200, 1,200, 1,5m, 10k.

    ``is_percent`` allows a per cent sign behind it.
    """

    def __init__(self, *, is_percent: bool = False, **kwargs: Any) -> None:
        self.is_percent = is_percent
        kwargs.setdefault("widget", _typed("decimal"))
        super().__init__(**kwargs)

    def to_python(  # type: ignore[override]
        self, value: Any
    ) -> Decimal | None:
        """Return the number that was written, or say what is wrong with it."""
        if value in self.empty_values or not str(value).strip():
            return None
        return _read(value, is_percent=self.is_percent)

    def prepare_value(self, value: Any) -> Any:
        """Show a number with its thousands apart, without empty places."""
        return _shown(value)


class WholeField(forms.IntegerField):
    """A whole number, read like any other: 12, 1,200, 30 %."""

    def __init__(self, *, is_percent: bool = False, **kwargs: Any) -> None:
        self.is_percent = is_percent
        kwargs.setdefault("widget", _typed("numeric"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """Return the whole number that was written, or say what is wrong with it."""
        if value in self.empty_values or not str(value).strip():
            return None
        number = _read(value, is_percent=self.is_percent)
        if number != number.to_integral_value():
            raise ValidationError(f"“{value}” is not whole. Write a whole number.")
        return int(number)

    def prepare_value(self, value: Any) -> Any:
        """Show a number with its thousands apart."""
        return _shown(value)


def _typed(mode: str) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})


def _read(value: Any, *, is_percent: bool) -> Decimal:
    if isinstance(value, Decimal):
        return value
    try:
        return read_number(str(value), is_percent=is_percent)
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from None


def _shown(value: Any) -> Any:
    is_number = isinstance(value, (Decimal, int, float)) and not isinstance(value, bool)
    return written(Decimal(str(value))) if is_number else value
