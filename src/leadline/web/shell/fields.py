"""Fields that forms of every area ask for: a day, a record to choose."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from leadline.accounts.queries import list_products
from leadline.accounts.types import Actor
from leadline.foundation.said_days import read_day

EXAMPLE = "27 Nov, Friday, Q2"
PAST_EXAMPLE = "27 Nov, last Friday"


class DayInput(forms.DateInput):
    """A line to type a day into, with a calendar beside it and what it means below."""

    template_name = "django/forms/widgets/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"autocomplete": "off", "maxlength": "60"}
        super().__init__({**usual, **(attrs or {})}, format="%Y-%m-%d")

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Return what the template draws: what is typed is described by its echo."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        given, says = widget["attrs"], f"says_{widget['attrs'].get('id', name)}"
        back = urlencode({"field": name, "way": given.pop("data-way", "")})
        given |= {
            "hx-get": f"{reverse('day')}?{back}",
            "hx-trigger": "input changed delay:300ms",
            "hx-target": f"#{says}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        described = given.get("aria-describedby", "")
        given["aria-describedby"] = f"{described} {says}".strip()
        widget["says"] = says
        return context


class DayField(forms.DateField):
    """A day, typed as people say it or chosen from a calendar.

    ``at_end``: a month or a quarter is its last day, else its first; ``is_past``: what
    names no year or week lies behind.
    """

    widget = DayInput

    def __init__(
        self, *, at_end: bool = True, is_past: bool = False, **kwargs: Any
    ) -> None:
        self.at_end, self.is_past = at_end, is_past
        super().__init__(**kwargs)
        way = ("" if at_end else "start") + ("past" if is_past else "")
        self.widget.attrs["data-way"] = way
        self.widget.attrs["placeholder"] = PAST_EXAMPLE if is_past else EXAMPLE

    def to_python(self, value: Any) -> date | None:
        """Return the day that was written, or say what to write."""
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        today = timezone.localdate()
        try:
            return read_day(str(value), today, at_end=self.at_end, is_past=self.is_past)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


def day_field(
    label: str,
    *,
    required: bool = False,
    help_text: str = "",
    at_end: bool = True,
    is_past: bool = False,
) -> DayField:
    """Return a field for a day, as ``DayField`` reads it."""
    return DayField(
        label=label, required=required, help_text=help_text, at_end=at_end,
        is_past=is_past,
    )  # fmt: skip


def product_choices(actor: Actor) -> list[tuple[int | str, str]]:
    """Return the products to choose from, with none first."""
    products = [(product.id, product.name) for product in list_products(actor=actor)]
    return [("", "No product"), *products]


def whole(value: str | None) -> int | None:
    """Return the id that a choice stands for."""
    return int(value) if value else None


def id_field(label: str, *, help_text: str = "") -> forms.TypedChoiceField:
    """Return a field that chooses one record by its id, or none."""
    return forms.TypedChoiceField(
        label=label, required=False, coerce=whole, empty_value=None,
        help_text=help_text,
    )  # fmt: skip
