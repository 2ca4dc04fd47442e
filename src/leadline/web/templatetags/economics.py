"""Filters of the sheet and of odds: where a cell comes from, chances in per cents."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils import timezone

from leadline.foundation import words
from leadline.roadmap.types import Outlook, comes_words
from leadline.strategy.types import CellRow, Driver, GoalOdds, GoalRow
from leadline.web.strategy.odds_words import in_tenths

register = template.Library()
SURE = 0.005
OF_READINGS = (Driver.MARGIN, Driver.OTHER)


@register.filter
def cell_from(cell: CellRow) -> str:
    """Return where a cell comes from, shortly, and of which day: "Ana, Thu 12 Nov",
    "record: counted, Thu 12 Nov", "guess: 3 left in 9 years of custom, Thu 12 Nov"."""
    if cell.lacks:
        return f"said in {cell.lacks}, no rate"
    if cell.said is None:
        return "not said"
    day = words.day(cell.on_date, timezone.localdate())
    few = " by few" if cell.is_few else ""
    if cell.is_guess or cell.is_counted:
        # A reading's own day stands in the words; else it is the day of counting.
        on = "" if cell.driver in OF_READINGS else f", {day}"
        return f"{'guess' if cell.is_guess else 'record'}{few}: {cell.words}{on}"
    return f"{cell.by or 'somebody'}, {day}"


@register.filter
def odds(share: float) -> str:
    """Return odds in per cents; no sample says that something is sure.

    >>> odds(0.614), odds(0.9999), odds(0.001)
    ('61%', 'over 99%', 'under 1%')
    """
    if share > 1 - SURE:
        return "over 99%"
    if share < SURE:
        return "under 1%"
    return f"{round(share * 100)}%"


@register.filter
def comes(seen: Outlook, goal: GoalRow) -> str:
    """Return what comes by itself of what a goal misses and what the plan brings, as a
    sentence; "" where the projection does not say."""
    found = seen.comes(goal)
    return comes_words(found, goal) if found else ""


@register.filter
def tenths(share: float) -> str:
    """Return odds as one says them aloud: "six in ten"."""
    return in_tenths(share)


@register.filter
def count_of(number: float) -> str:
    """Return a count to the unit, thousands apart."""
    return f"{round(number):,}"


@register.filter
def minus(number: float, less: float) -> float:
    """Return the difference of two numbers, for places in a drawing."""
    return round(number - less, 1)


@register.filter
def widest_error(rows: Iterable[tuple[object, GoalOdds]]) -> str:
    """Return twice the largest standard error of odds in points, "" where none is
    known: "0.4 points"."""
    errors = [said.se for _, said in rows if said.se is not None]
    return f"{max(200 * max(errors), 0.1):.1f} points" if errors else ""
