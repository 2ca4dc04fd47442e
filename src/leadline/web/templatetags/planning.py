"""Filters of the strategy and roadmap pages: figures with their unit, quarters."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from leadline.foundation.periods import period_label, period_months
from leadline.roadmap.types import BetEvidence
from leadline.web.shell import words

register = template.Library()
SHAPE = '<svg viewBox="0 0 12 12" class="goal" aria-hidden="true">{}</svg>'
SHAPES = {
    kind: mark_safe(SHAPE.format(f"<{drawn}/>"))
    for kind, drawn in (
        ("guardrail", 'circle class="goal-shape-1" cx="6" cy="6" r="5.5"'),
        ("growth", 'path class="goal-shape-2" d="M6 .5l6 11H0z"'),
        (
            "profitability",
            'rect class="goal-shape-3" x=".5" y=".5" width="11" height="11"',
        ),
    )
}
LARGE = re.compile(r"(?<![\w.-])\d{5,}(?:\.\d+)?\b")
QUARTER = re.compile(r"\b\d{4}Q[1-4]\b")
ENOUGH = 100


@register.filter
def figure(value: Any, of: Any) -> str:
    """Return a value in the unit or currency of a goal or metric."""
    if value in (None, ""):
        return words.NOTHING
    if of.currency:
        return words.money(value, of.currency)
    number = f"{float(value):,.4f}".rstrip("0").rstrip(".")
    if abs(value) >= ENOUGH:
        number = words.short_number(value)
    if of.unit in {"%", "percent", "Percent"}:
        return f"{number}%"
    return f"{number} {of.unit}".strip()


@register.filter
def figure_exact(value: Any, of: Any) -> str:
    """Return a value to its last digit, in the unit or currency of its metric."""
    if value in (None, ""):
        return words.NOTHING
    number = f"{value:,.4f}".rstrip("0").rstrip(".").replace("-", words.MINUS)
    return f"{number} {of.currency or of.unit}".strip()


@register.filter
def quarter(period: str) -> str:
    """Return a quarter as people read it: "Q1 2027"."""
    return period_label(period) if period else ""


@register.filter
def months(period: str) -> str:
    """Return the months of a quarter: "Jan to Mar"."""
    return period_months(period)


@register.filter
def weeks(amount: Any) -> str:
    """Return person-weeks in at most one decimal: "12", "7.5"."""
    return f"{float(amount or 0):,.1f}".removesuffix(".0")


@register.filter
def in_quarters(text: str) -> str:
    """Return words of the optimiser with quarters and amounts as people read them."""
    named = QUARTER.sub(lambda found: period_label(found[0]), text)
    return LARGE.sub(lambda found: words.grouped(float(found[0])), named)


@register.filter
def behind(evidence: BetEvidence, currency: str) -> str:
    """Return what stands behind a bet: "38 accounts, €412k a year, 64 pieces"."""
    if not evidence.pieces:
        return "nobody heard yet" if evidence.needs else "no need behind it"
    least = "at least " if evidence.is_least else ""
    accounts = words.plural(evidence.customers, "account", "accounts")
    paid = f", {words.money(evidence.revenue, currency)} a year"
    pieces = words.plural(evidence.pieces, "piece", "pieces")
    return f"{least}{accounts}{paid if evidence.revenue else ''}, {pieces}"


@register.filter
def shape(kind: str) -> SafeString:
    """Return the shape that stands for a kind of goal, hidden from readers."""
    return SHAPES[str(kind)]
