"""The page, the icon and the name of a record of any kind."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from leadline.decisions.types import DecisionPage, LinkedRow
from leadline.foundation.markdown import to_html
from leadline.foundation.matching import marks_in
from leadline.strategy.types import Line
from leadline.web.shell.addresses import ICONS, PAGES

register = template.Library()


@register.simple_tag
def page_of(workspace_id: int, kind: str, pk: int) -> str:
    """Return the address of a record's page."""
    return reverse(PAGES[kind], args=[workspace_id, pk])


@register.filter
def briefing(text: str) -> SafeString:
    """Return the marked text of a briefing as HTML."""
    return mark_safe(to_html(text))


@register.simple_tag
def marked(text: str, typed: str) -> SafeString:
    """Return ``text`` with the words in bold that somebody looks for."""
    at, parts = 0, []
    for start, end in marks_in(typed, text):
        parts.append(format_html("{}<b>{}</b>", text[at:start], text[start:end]))
        at = end
    return format_html_join("", "{}", ((one,) for one in (*parts, text[at:])))


@register.filter
def linked_as(about: DecisionPage, name: str) -> list[LinkedRow]:
    """Return what a decision touches of one kind, by the name of its field."""
    return [one for one in about.linked if f"{one.kind}_ids" == name]


@register.filter
def group_of(row: object, name: str) -> str:
    """Return what a row of a list is put under, by the name of what it says."""
    said = getattr(row, name)
    return str(getattr(said, "label", said) or "None")


@register.filter
def icon_of(kind: str) -> str:
    """Return the name of the icon that stands for a kind of record."""
    return ICONS[kind]


@register.simple_tag
def pieces(workspace_id: int, line: Line) -> SafeString:
    """Return a line of a review; each fact leads to the record it comes from."""
    told = (
        format_html(
            '<a class="fact" href="/w/{}/{}">{}</a>', workspace_id, one.path, one.words
        )
        if one.path
        else one.words
        for one in line.pieces
    )
    return format_html_join("", "{}", ((one,) for one in told))
