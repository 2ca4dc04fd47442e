"""Fields for numbers: they read what a file is read by, and write it back readable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from leadline.foundation.amounts import SIGNS, means, read_number, written

LETTERS = 3


class AmountField(forms.DecimalField):
    """A number as people write it: 1200, 1,200, 1,5m, 10k.

    ``is_percent`` allows a per cent sign behind it, ``currency`` the sign of that
    currency: $80k where dollars are asked for.
    """

    def __init__(
        self, *, is_percent: bool = False, currency: str = "", **kwargs: Any
    ) -> None:
        self.is_percent, self.currency = is_percent, currency
        kwargs.setdefault("widget", _typed("decimal"))
        super().__init__(**kwargs)

    def to_python(  # type: ignore[override]
        self, value: Any
    ) -> Decimal | None:
        """Return the number that was written, or say what is wrong with it."""
        if value in self.empty_values or not str(value).strip():
            return None
        return _read(value, is_percent=self.is_percent, currency=self.currency)

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


class CurrencyField(forms.CharField):
    """A currency by its three letters or by its sign; ``own`` settles a bare $."""

    def __init__(self, *, own: str = "", **kwargs: Any) -> None:
        self.own = own
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Return the three letters, or say what to write."""
        text = super().to_python(value) or ""
        found = self.code(text)
        if text and not found:
            raise ValidationError("Three letters, such as USD.", code="invalid")
        return found

    def code(self, text: str) -> str:
        """Return the three letters that a text stands for, or ""."""
        text = text.strip()
        if len(text) == LETTERS and text.isascii() and text.isalpha():
            return text.upper()
        return self.own if means(text, self.own) else SIGNS.get(text, "")


def in_currency(form: forms.Form, currency: str, *names: str) -> None:
    """Let the sign of a currency stand beside some amounts of a form."""
    for name in names:
        field = form.fields.get(name)
        if isinstance(field, AmountField):
            field.currency = currency


def _read(value: Any, *, is_percent: bool, currency: str = "") -> Decimal:
    if isinstance(value, Decimal):
        return value
    try:
        return read_number(str(value), is_percent=is_percent, currency=currency)
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from None


def _shown(value: Any) -> Any:
    is_number = isinstance(value, (Decimal, int, float)) and not isinstance(value, bool)
    return written(Decimal(str(value))) if is_number else value
