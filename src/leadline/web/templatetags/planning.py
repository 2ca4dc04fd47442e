"""Filters of the strategy and roadmap pages: figures with their unit, quarters."""

from __future__ import annotations

from typing import Any

from django import template

from leadline.foundation.periods import period_label, period_months
from leadline.web.shell import words

register = template.Library()
SHAPES = {"guardrail": 1, "growth": 2, "profitability": 3}
ENOUGH = 100


@register.filter
def figure(value: Any, of: Any) -> str:
    """Return a value in the unit or currency of a goal or metric."""
    if value is None:
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
def goal_shape(kind: str) -> int:
    """Return the shape that stands for a kind of goal."""
    return SHAPES.get(str(kind), 1)


@register.filter
def at_key(mapping: dict[str, Any], key: str) -> Any:
    """Return what a mapping holds under a key, or nothing."""
    return mapping.get(key)
