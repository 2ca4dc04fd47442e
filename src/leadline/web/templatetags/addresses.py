"""Addresses of pages, looked up once: a list links to the same hundred each time.

``{% url %}`` is Django's, and finds what Django finds.
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template import Context, defaulttags
from django.template.base import Parser, Token
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape

register = template.Library()
KEPT = 16_384


@lru_cache(maxsize=KEPT)
def _found(
    _prefix: str, name: str, values: tuple[tuple[str, int | str], ...], app: str | None
) -> str:
    return reverse(name, kwargs=dict(values), current_app=app)


class AddressNode(defaulttags.URLNode):
    """The address of a page by its name and by plain numbers and words."""

    def render(self, context: Context) -> str:
        """Return the address, or raise ``NoReverseMatch``."""
        values = tuple((name, of.resolve(context)) for name, of in self.kwargs.items())
        # True is 1 and "5" is no 5: what equals another is not always written alike.
        is_plain = all(type(value) in {int, str} for _, value in values)
        match = getattr(getattr(context, "request", None), "resolver_match", None)
        if self.args or self.asvar or match is None or not is_plain:
            return str(super().render(context))
        name = self.view_name.resolve(context)
        found = _found(get_script_prefix(), name, values, match.namespace)
        return conditional_escape(found) if context.autoescape else found


@register.tag("url")
def address(parser: Parser, token: Token) -> AddressNode:
    """Return the node of ``{% url %}``, taken apart as Django does."""
    read = defaulttags.url(parser, token)
    return AddressNode(read.view_name, read.args, read.kwargs, read.asvar)
