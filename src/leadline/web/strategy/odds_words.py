"""Odds and drivers in words: tenths for titles, a year's figures for ends of bars."""

from __future__ import annotations

from leadline.foundation import words
from leadline.strategy.types import Driver, of_a_year

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


def driver_words(driver: str, bets: dict[int, str]) -> str:
    """Return what a lever is called: "New a year, Ports"; a bet by its title."""
    kind, _, of = driver.partition(":")
    if kind == "work":
        return "How long the work takes"
    if kind == "bet":
        return bets.get(int(of.rpartition("-")[2]), of)
    if kind == "costs":
        return Driver(of).label
    return f"{Driver(kind).label}, {of}"


def end_words(driver: str, value: float | None, currency: str, is_high: bool) -> str:
    """Return at which value a lever stands at an end, in a year's unit."""
    kind, _, of = driver.partition(":")
    if kind == "work":
        return "all as short as said" if is_high else "all as long as said"
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
