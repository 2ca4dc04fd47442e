"""Odds and drivers in words: tenths for titles, a year's figures for ends of bars."""

from __future__ import annotations

from leadline.foundation import words
from leadline.foundation.measures import is_percent, measured, points
from leadline.roadmap.types import Bases, Comes
from leadline.strategy.types import Driver, GoalRow, of_a_year

TENTHS = (
    "less than one", "one", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "more than nine",
)  # fmt: skip


def in_tenths(share: float) -> str:
    """Return odds as one says them aloud.

    >>> in_tenths(0.61), in_tenths(0.03), in_tenths(0.97)
    ('six in ten', 'less than one in ten', 'more than nine in ten')
    """
    return f"{TENTHS[round(share * 10)]} in ten"


def comes_words(comes: Comes | Bases, goal: GoalRow) -> str:
    """Return what a goal misses, what comes of it by itself and what the plan brings.

    The three add up as they are written. Where the sheet begins elsewhere than the
    reading, it says both and gives no difference.
    """
    if isinstance(comes, Bases):
        return _both_bases(comes, goal)
    by_itself, by_bets = (
        _amount(value, goal) for value in (comes.by_itself, comes.by_bets)
    )
    missing = _amount(comes.missing, goal)
    itself = f"{by_itself} comes by itself"
    if comes.by_itself < 0:
        itself = f"nothing comes by itself (it loses {by_itself})"
    bets = f"{by_bets} with the plan"
    if comes.by_bets < 0:
        bets = f"the plan costs {by_bets} of it"
    left = _amount(comes.short, goal)
    end = f"{left} short of it" if comes.short > 0 else f"{left} more than that"
    if not comes.short:
        end = "just that"
    return (
        f"Of the {missing} missing, {itself} and {bets}: {end}, by the middle of the "
        f"futures at the end of {comes.day:%B %Y}."
    )


def _both_bases(found: Bases, goal: GoalRow) -> str:
    starts, stands, bare, full = (
        measured(float(f"{value:.3g}"), goal.currency or goal.unit)
        for value in (found.starts, found.stands, found.bare, found.full)
    )
    return (
        f"{bare} with nothing built and {full} with the plan, by the middle of the "
        f"futures at the end of {found.day:%B %Y}, from {starts} by the sheet of "
        f"economics. {goal.measure} was read at {stands}: two bases, so no difference "
        "between them is given."
    )


def _amount(value: float, goal: GoalRow) -> str:
    """Return an amount of a goal's figure, per cents in points."""
    if is_percent(goal.unit) and not goal.currency:
        return points(abs(value))
    return measured(abs(value), goal.currency or goal.unit)


def driver_words(driver: str, bets: dict[int, str]) -> str:
    """Return what a lever is called: "New a year, Ports"; a bet by its title."""
    kind, _, of = driver.partition(":")
    if kind == "bet":
        return bets.get(int(of.rpartition("-")[2]), of)
    if kind == "costs":
        return Driver(of).label
    return f"{Driver(kind).label}, {of}"


def end_words(driver: str, value: float | None, currency: str, is_high: bool) -> str:
    """Return at which value a lever stands at an end, in a year's unit."""
    kind, _, of = driver.partition(":")
    if kind == "bet" or value is None:
        return "it works" if is_high else "it fails"
    known = Driver(of if kind == "costs" else kind)
    said = of_a_year(known, value)
    if known in (Driver.PRICE, Driver.TEAMS, Driver.OTHER):
        return words.money(said, currency)
    if known in (Driver.CHURN, Driver.EXPANSION, Driver.MARGIN):
        return f"{said:.1f}".rstrip("0").rstrip(".") + "%"
    figure = f"{said:.1f}".rstrip("0").rstrip(".")
    return f"{figure} a year" if known == Driver.NEW else figure
