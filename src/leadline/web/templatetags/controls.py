"""Tags that draw the inside of form controls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
Groups = Iterable[tuple[str | None, list[dict[str, Any]], int]]


@register.simple_tag
def options(groups: Groups) -> SafeString:
    """Return the options of a select, each group of them under its name.

    >>> from django.forms import Select
    >>> drawn = Select(choices=[("a", "A & B")]).optgroups("x", ["a"])
    >>> options(drawn)
    '<option value="a" selected>A &amp; B</option>'
    """
    return format_html_join("\n", "{}", ((_group(*group),) for group in groups))


def _group(name: str | None, listed: list[dict[str, Any]], _: int) -> SafeString:
    drawn = format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((one["value"], flatatt(one["attrs"]), one["label"]) for one in listed),
    )
    if not name:
        return drawn
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn)
