"""Ranges said in one field: “8 to 20” under Likely fills low and high as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import urlencode

from leadline.foundation.amounts import written
from leadline.foundation.ranges import Asked, SaidRange, read_range
from leadline.web.shell.number_fields import AmountField

LOW, MIDDLE, HIGH = "p10", "p50", "p90"


class LikelyField(AmountField):
    """The middle of three figures, in which the whole range may be said."""

    def to_python(  # type: ignore[override]
        self, value: Any
    ) -> Decimal | None:
        """Return the number that was written, or say what is wrong with it."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            text = self._why(str(value)) or str(error.message)
            raise ValidationError(text, code="invalid") from error

    def _why(self, text: str) -> str:
        """Return why a range that was said here is not kept, "" where it is none."""
        try:
            said = read_range(text, asked_of(self))
        except ValueError as error:
            has_two = len(re.findall(r"\d+", text)) > 1
            return str(error) if has_two else ""
        if said.nothing:
            return (
                "A chance of nothing is not kept here. Write the range alone, such as "
                "5 to 9."
            )
        return (
            f"“{text}” says low and high too. Empty those two fields, or write the "
            "likely figure alone."
        )


def say_back(form: forms.Form, workspace_id: int, unit: str, *names: str) -> None:
    """Let what is typed into some fields be said back in the page's ``says_<name>``."""
    address = reverse("decisions:range", args=[workspace_id])
    for name in names:
        if isinstance(form.fields.get(name), LikelyField):
            form.fields[name].widget.attrs |= {
                "hx-get": f"{address}?{urlencode({'unit': unit})}",
                "hx-trigger": "input changed delay:300ms",
                "hx-target": f"#says_{form.add_prefix(name)}",
                "hx-sync": "this:replace",
            }


def asked_of(field: AmountField) -> Asked:
    """Return what a field asks for, for the reader of ranges."""
    return Asked(field.currency or ("%" if field.is_percent else ""))


def spread_out(
    data: Any,
    fields: Mapping[str, Any],
    initial: Mapping[str, Any],
    prefixes: Iterable[str],
) -> Any:
    """Return what was sent with each range said in one field parted into three.

    A prefix such as ``growth_`` names three fields with the endings p10, p50, p90. A
    range under the middle is parted where low and high are empty or as they were.
    """
    if not data:
        return data
    sent = data.copy()
    for prefix in prefixes:
        low, middle, high = (f"{prefix}{end}" for end in (LOW, MIDDLE, HIGH))
        field = fields.get(middle)
        text = str(sent.get(middle) or "")
        said = _read(text, field) if isinstance(field, LikelyField) else None
        if said is None or said.is_exact or said.nothing:
            continue
        if all(_is_as_it_was(sent, initial, name) for name in (low, high)):
            places = getattr(field, "decimal_places", None)
            for name, figure in ((low, said.low), (high, said.high)):
                sent[name] = written(figure)
            sent[middle] = written(_rounded(said, places))
    return sent


def _read(text: str, field: AmountField) -> SaidRange | None:
    try:
        return read_range(text, asked_of(field))
    except ValueError:
        return None


def _is_as_it_was(sent: Any, initial: Mapping[str, Any], name: str) -> bool:
    text = str(sent.get(name) or "").strip()
    was = initial.get(name)
    return not text or (isinstance(was, Decimal) and text == written(was))


def _rounded(said: SaidRange, places: int | None) -> Decimal:
    """Return the middle in the places the field keeps, never beyond an end."""
    if places is None:
        return said.mid
    short = round(said.mid, places)
    return min(max(short, said.low), said.high)
