"""Filters of a plan's limits: money in its currency, shares in per cents."""

from __future__ import annotations

from django import template

from leadline.foundation import words
from leadline.foundation.periods import period_label
from leadline.roadmap.types import BoundKind, BoundPair, BoundUse, PlanHead

register = template.Library()


@register.filter
def limit_name(limit: BoundUse | BoundPair) -> str:
    """Return what a limit is about: "Budget in Q1 2027", "“Grow”, at least"."""
    if limit.kind == BoundKind.BUDGET:
        where = period_label(limit.period) if limit.period else "all"
        return f"Budget in {where}"
    end = "at least" if limit.kind == BoundKind.LEAST else "at most"
    return f"“{limit.name}”, {end}"


@register.filter
def limit_of(use: BoundUse, plan: PlanHead) -> str:
    """Return how much a limit allows or asks for: "€500k", "20% of the effort"."""
    return _written(use, use.of, plan)


@register.filter
def limit_used(use: BoundUse, plan: PlanHead) -> str:
    """Return how much of a limit a plan uses."""
    return _written(use, use.used, plan)


@register.filter
def limit_beside(use: BoundUse | None, plan: PlanHead) -> str:
    """Return what a plan uses of a limit and how much that is: "€320k of €500k"."""
    if use is None:
        return "no such limit"
    if use.kind == BoundKind.BUDGET:
        return f"{limit_used(use, plan)} of {limit_of(use, plan)}"
    end = "at least" if use.kind == BoundKind.LEAST else "at most"
    return f"{words.percent(use.used)}, {end} {words.percent(use.of)}"


def _written(use: BoundUse, amount: float, plan: PlanHead) -> str:
    if use.kind == BoundKind.BUDGET:
        return words.money(*plan.shown(amount))
    return f"{words.percent(amount)} of the effort"
