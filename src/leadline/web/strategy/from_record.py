"""What the sheet of economics rests on: what is on record, and what somebody said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from leadline.accounts.queries import list_rates
from leadline.accounts.types import Actor
from leadline.decisions.queries import list_predictions
from leadline.decisions.types import PredictionState
from leadline.foundation.words import day as day_words
from leadline.foundation.words import plural
from leadline.strategy.queries import latest_readings, list_yardsticks
from leadline.strategy.types import OF_ALL, CellRow, Driver, Sheet

# A month's figure, and the time it takes to close a month.
OLD = timedelta(days=45)
NAMES = {
    Driver.CUSTOMERS: "Customers",
    Driver.PRICE: "What they pay",
    Driver.NEW: "Who came",
    Driver.CHURN: "Who left",
    Driver.EXPANSION: "How prices grew",
    Driver.MARGIN: "Margin",
    Driver.TEAMS: "Cost of product teams",
    Driver.OTHER: "All other costs",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a part of the sheet rests on: who or what says so, and of which day."""

    name: str
    words: str
    on_date: date | None
    is_old: bool


@dataclass(frozen=True, slots=True)
class FromRecord:
    """What is known from the record, and what is somebody's word."""

    known: tuple[Ground, ...]
    said: tuple[Ground, ...]


def from_record(*, actor: Actor, written: Sheet, today: date) -> FromRecord:
    """Return what the sheet rests on, and how old each of it is."""
    if not written.segments:
        return FromRecord((), ())
    by_driver = {
        driver: [
            cell
            for cell in written.cells()
            if cell.driver == driver and cell.said is not None
        ]
        for driver in Driver
    }
    known = [
        _counted(driver, [cell for cell in cells if not _is_said(cell)], today)
        for driver, cells in by_driver.items()
        if not all(map(_is_said, cells))
    ]
    known += _rates(actor, today)
    known += _read(actor, today)
    known += _outcomes(actor)
    said = [
        _said(driver, list(filter(_is_said, cells)), written, today)
        for driver, cells in by_driver.items()
        if any(map(_is_said, cells))
    ]
    return FromRecord(tuple(known), tuple(said))


def _is_said(cell: CellRow) -> bool:
    return not (cell.is_guess or cell.is_counted)


def _counted(driver: Driver, cells: list[CellRow], today: date) -> Ground:
    """Return what a driver was taken from; each cell says its own part of it."""
    if driver == Driver.CUSTOMERS:
        number = sum(cell.said.mid for cell in cells if cell.said)
        words = f"{number:,.0f} counted in {plural(len(cells), 'segment', 'segments')}"
    elif driver in (Driver.MARGIN, *OF_ALL):
        words = "; ".join(dict.fromkeys(cell.words for cell in cells))
    else:
        how = "counted" if driver == Driver.PRICE else "guessed from who came and left"
        words = f"{how}, for {plural(len(cells), 'segment', 'segments')}"
    few = sum(cell.is_few for cell in cells)
    if few:
        words += f", {few} of them by few customers"
    return _ground(NAMES[driver], words, (cell.on_date for cell in cells), today)


def _rates(actor: Actor, today: date) -> list[Ground]:
    used = [rate for rate in list_rates(actor=actor) if rate.is_used]
    if not used:
        return []
    pairs = ", ".join(f"{rate.base} in {rate.quote}" for rate in used)
    sources = "; ".join(dict.fromkeys(rate.source for rate in used if rate.source))
    words = f"{pairs}: {sources}" if sources else pairs
    return [_ground("Currencies", words, (rate.on_date for rate in used), today)]


def _read(actor: Actor, today: date) -> list[Ground]:
    """Return the metrics that measure a figure of the projection."""
    measures = [one for one in list_yardsticks(actor=actor) if one.figure]
    read = latest_readings(actor=actor, metric_ids=[one.metric_id for one in measures])
    return [
        _ground(
            one.metric,
            f"{reading.source or 'written by hand'}, to"
            f" {day_words(reading.on_date, today)}",
            [reading.on_date],
            today,
        )
        for one in measures
        if (reading := read.get(one.metric_id))
    ]


def _outcomes(actor: Actor) -> list[Ground]:
    """Return how much of what was predicted came out; no age makes that old."""
    found = list_predictions(actor=actor, state=PredictionState.RESOLVED, size=1)
    if not found:
        return []
    words = plural(found.total, "prediction settled", "predictions settled")
    return [Ground("What came of predictions", words, found[0].resolve_on, False)]


def _said(driver: Driver, cells: list[CellRow], of: Sheet, today: date) -> Ground:
    people = list(dict.fromkeys(cell.by or "somebody" for cell in cells))
    names = ", ".join(people[:2])
    if len(people) > 2:
        names += f" and {len(people) - 2} more"
    if driver not in OF_ALL and len(cells) < len(of.segments):
        names += f", for {len(cells)} of {len(of.segments)} segments"
    return _ground(driver.label, names, (cell.on_date for cell in cells), today)


def _ground(name: str, words: str, days: Iterable[date | None], today: date) -> Ground:
    oldest = min((day for day in days if day), default=None)
    return Ground(name, words, oldest, oldest is not None and today - oldest > OLD)
