"""Tags that draw the inside of form controls."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
Groups = Iterable[tuple[str | None, list[dict[str, Any]], int]]


@register.simple_tag
def refused(form: forms.BaseForm) -> list[BoundField]:
    """Return the fields of a form that have to be looked at, in their order."""
    if not form.is_bound:
        return []
    return [field for field in form.visible_fields() if field.errors]


@register.simple_tag
def options(groups: Groups) -> SafeString:
    """Return the options of a select, each group of them under its name.

    >>> from django.forms import Select
    >>> drawn = Select(choices=[("a", "A & B")]).optgroups("x", ["a"])
    >>> options(drawn)
    '<option value="a" selected>A &amp; B</option>'
    """
    return mark_safe("\n".join(_group(name, listed) for name, listed, _ in groups))


@register.simple_tag
def ticks(found: Iterable[dict[str, Any]]) -> SafeString:
    """Return boxes to tick, each with its label, drawn at once.

    >>> from django.forms import CheckboxSelectMultiple
    >>> widget = CheckboxSelectMultiple(choices=[("a", "A & B")])
    >>> ticks(widget.optgroups("x", ["a"])[0][1])[21:]
    '<input type="checkbox" name="x" value="a" checked><span>A &amp; B</span></label>'
    """
    return mark_safe("\n".join(_tick(one) for one in found))


def _tick(one: dict[str, Any]) -> str:
    name, value, label = (_plain(one[key]) for key in ("name", "value", "label"))
    checked = " checked" if one["selected"] else ""
    box = f'<input type="checkbox" name="{name}" value="{value}"{checked}>'
    return f'<label class="check">{box}<span>{label}</span></label>'


def _group(name: str | None, listed: list[dict[str, Any]]) -> str:
    drawn = "\n".join(_option(one) for one in listed)
    return f'<optgroup label="{_plain(name)}">{drawn}</optgroup>' if name else drawn


def _option(one: dict[str, Any]) -> str:
    attrs = flatatt(one["attrs"]) if one["attrs"] else ""
    value, label = _plain(one["value"]), _plain(one["label"])
    return f'<option value="{value}"{attrs}>{label}</option>'


def _plain(given: object) -> str:
    """Escape what is not marked safe already, without the price of a lazy string."""
    return str(given) if hasattr(given, "__html__") else escape(str(given))
