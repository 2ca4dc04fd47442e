"""Filters of the strategy and roadmap pages: figures with their unit, quarters."""

from __future__ import annotations

import re
from typing import Any

from django import template

from leadline.foundation.periods import period_label, period_months
from leadline.web.shell import words

register = template.Library()
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
