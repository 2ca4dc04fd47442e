"""What the example company expects of its business, as its people say it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from leadline.demo.accounts import SEGMENTS
from leadline.demo.content_files import content
from leadline.strategy.types import Driver, Figure

SAID = (Driver.NEW, Driver.CHURN, Driver.EXPANSION, Driver.MARGIN)


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody says in a cell of the sheet; without a segment it is a cost."""

    segment: str
    driver: Driver
    says: str


@dataclass(frozen=True, slots=True)
class Later:
    """A cell that somebody said anew so many days ago."""

    ago: int
    author: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Move:
    """What a bet does to a driver of a segment, or of all where none is named."""

    driver: str
    segment: str
    way: str
    says: str


@dataclass(frozen=True, slots=True)
class Acting:
    """What a bet acts on, the share of it in each quarter after, what it costs."""

    moves: tuple[Move, ...]
    ramp: tuple[int, ...]
    once: str
    year: str


@dataclass(frozen=True, slots=True)
class Expectations:
    """The sheet as it was filled at first, what was said later, what is measured."""

    cells: tuple[Cell, ...]
    later: tuple[Later, ...]
    yardsticks: tuple[tuple[str, Figure], ...]


@cache
def expectations() -> Expectations:
    """Return what is expected.

    >>> len(expectations().cells) == len(SEGMENTS) * len(SAID) + 2
    True
    """
    page = content("economics.toml")
    cells = [
        Cell(SEGMENTS[row["key"]], driver, row[driver])
        for row in page["segment"]
        for driver in SAID
    ]
    cells += [Cell("", Driver(name), said) for name, said in page["costs"].items()]
    later = [
        Later(row["ago"], row["author"], _cell(row["segment"], row))
        for row in page["later"]
    ]
    measured = ((key, Figure(name)) for key, name in page["yardsticks"].items())
    return Expectations(tuple(cells), tuple(later), tuple(measured))


@cache
def acting() -> dict[str, Acting]:
    """Return what bets act on, by their keys; who says nothing is not there."""
    return {
        row["key"]: _acting(row)
        for row in content("bets.toml")["bet"]
        if "moves" in row
    }


def _cell(key: str, row: dict[str, Any]) -> Cell:
    return Cell(SEGMENTS[key] if key else "", Driver(row["driver"]), row["says"])


def _acting(row: dict[str, Any]) -> Acting:
    costs = row.get("costs", {})
    moves = (
        Move(driver, SEGMENTS[key] if key else "", way, says)
        for driver, key, way, says in row["moves"]
    )
    ramp = tuple(row.get("ramp", (100,)))
    return Acting(tuple(moves), ramp, costs.get("once", ""), costs.get("year", ""))
