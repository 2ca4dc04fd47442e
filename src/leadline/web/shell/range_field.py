"""The one field for a range: “8 to 20” is typed, and said back with its picture."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import urlencode

from leadline.foundation.ranges import (
    Asked,
    SaidRange,
    between,
    read_range,
    written_range,
)

HINT = "8 to 20, 8..12..20, about 12, or one number."
LONGEST = 120


class RangeInput(forms.TextInput):
    """A line to type a range into, with a place under it that says it back."""

    template_name = "django/forms/widgets/range.html"

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Return what the template draws: what is typed is described by its echo."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        says = f"says_{name}"
        if "hx-get" in widget["attrs"]:
            widget["attrs"]["hx-target"] = f"#{says}"
            address = widget["attrs"]["hx-get"]
            widget["attrs"]["hx-get"] = f"{address}&{urlencode({'field': name})}"
        described = widget["attrs"].get("aria-describedby", "")
        widget["attrs"]["aria-describedby"] = f"{described} {says}".strip()
        widget["says"] = says
        return context


class RangeField(forms.Field):
    """A range as people say it; its value is a ``SaidRange`` or ``None``.

    ``asked`` says unit and bounds, ``places`` how many decimals are kept, and
    ``may_be_nothing`` whether a chance of nothing can be.
    """

    widget = RangeInput

    def __init__(
        self,
        *,
        asked: Asked | None = None,
        places: int = 2,
        may_be_nothing: bool = False,
        **kwargs: Any,
    ) -> None:
        self.asked, self.places = asked or Asked(), places
        self.may_be_nothing = may_be_nothing
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "maxlength": str(LONGEST)}

    def to_python(self, value: Any) -> SaidRange | None:
        """Return the range that was written, or say what is wrong with it."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            said = read_range(text, self.asked)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error
        if said.nothing and not self.may_be_nothing:
            raise ValidationError(
                "A chance of nothing is not kept here. Write the range alone, such as "
                "5 to 9.",
                code="invalid",
            )
        low, high = round(said.low, self.places), round(said.high, self.places)
        mid = min(max(round(said.mid, self.places), low), high)
        return SaidRange(low, mid, high, said.nothing)

    def prepare_value(self, value: Any) -> Any:
        """Show a range in the shortest way that says it."""
        if not isinstance(value, SaidRange):
            return value
        usual = between(value.low, value.high, is_share=self.asked.is_share)
        if round(usual, self.places) == value.mid:
            value = SaidRange(value.low, usual, value.high, value.nothing)
        return written_range(value, self.asked)


def said_range(low: Decimal, mid: Decimal, high: Decimal) -> SaidRange:
    """Return three figures as what a field for a range begins with."""
    return SaidRange(Decimal(low), Decimal(mid), Decimal(high))


def say_back(form: forms.Form, workspace_id: int, unit: str, *names: str) -> None:
    """Let what is typed into fields for ranges be said back under them."""
    address = reverse("decisions:range", args=[workspace_id])
    for name in names:
        if isinstance(form.fields.get(name), RangeField):
            form.fields[name].widget.attrs |= {
                "hx-get": f"{address}?{urlencode({'unit': unit})}",
                "hx-trigger": "input changed delay:300ms, focus once",
                "hx-sync": "this:replace",
            }
