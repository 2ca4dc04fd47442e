"""Small tags and filters that templates of every area may use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

NOTHING = "\u2013"


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, extra: str = "") -> SafeString:
    """Return a lucide icon, hidden from readers: a word stands beside it."""
    svg = lucide._render_icon(name, None)
    inside = re.sub(r">\s+<", "><", svg[svg.index(">") + 1 :]).strip()
    classes = f"icon {extra}".strip()
    return mark_safe(
        f'<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true">{inside}'
    )


@register.filter
def initials(name: object) -> str:
    """Return the first letters of the first and the last word: "IM"."""
    words = str(name).split("@")[0].replace(".", " ").split()
    letters = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in letters).upper()


@register.filter
def grouped(number: float | int | None) -> str:
    """Return a whole number with separators: "1,284"."""
    return NOTHING if number is None else f"{number:,.0f}"


@register.filter
def time_left(job: Any) -> str:
    """Return how long a running job still takes, in words; empty when unknown."""
    if not (job.started_at and job.total and job.done):
        return ""
    passed = (timezone.now() - job.started_at).total_seconds()
    left = passed / job.done * (job.total - job.done)
    if left < 5:
        return "a few seconds left"
    if left < 90:
        return f"about {round(left / 5) * 5:.0f} seconds left"
    return f"about {left / 60:.0f} minutes left"
