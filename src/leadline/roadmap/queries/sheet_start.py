"""What the record proposes for the sheet: guesses, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from leadline.accounts.queries import rates_of
from leadline.accounts.types import Actor
from leadline.evidence.queries import added_up, segments_counted
from leadline.evidence.types import SegmentCount
from leadline.foundation.money import Rates
from leadline.foundation.ranges import SaidRange
from leadline.foundation.words import day as day_words
from leadline.foundation.words import plural
from leadline.roadmap.types import OTHERS, UNNAMED
from leadline.strategy.bridge import rate_seen
from leadline.strategy.queries import latest_readings, list_yardsticks
from leadline.strategy.types import (
    CellIn,
    Driver,
    Figure,
    ReadingRow,
    Sheet,
    YardstickRow,
)

MOST = 12
FEW = 5
DATED = 0.8
"""Where fewer than this share say since when, nothing is guessed from dates."""
HUNDRED, THOUSAND = Decimal(100), Decimal(1000)
NEAR = Decimal("0.25")


def proposed_cells(*, actor: Actor, today: date) -> list[CellIn]:
    """Return what can be guessed of the sheet from customers and readings."""
    found: list[CellIn] = []
    counts = _segments(actor, today)
    for one in counts:
        found += _of_segment(one)
    found += _margins(actor, counts, today)
    return found


def proposed_yardsticks(*, actor: Actor, written: Sheet) -> dict[int, Figure]:
    """Return which metrics seem to measure which figure, where nobody said so.

    Money that reads within a quarter of the sheet's revenue is taken for it; a share
    named after the margin for the margin; a number named after customers, likewise.
    """
    yardsticks = list_yardsticks(actor=actor)
    taken = {one.figure for one in yardsticks}
    read = latest_readings(actor=actor, metric_ids=[y.metric_id for y in yardsticks])
    rates = rates_of(actor=actor)
    found: dict[int, Figure] = {}
    for one in yardsticks:
        reading = read.get(one.metric_id)
        if one.figure or reading is None:
            continue
        figure = _seems(one, reading.value, written, rates)
        if figure and figure not in taken:
            taken.add(figure)
            found[one.metric_id] = figure
    return found


def _seems(
    one: YardstickRow, value: Decimal, written: Sheet, rates: Rates
) -> Figure | None:
    name = one.metric.lower()
    if one.currency:
        factor = rates.factor(one.currency)
        revenue = written.revenue
        if factor is None or not revenue:
            return None
        is_near = abs(value * factor.value / revenue - 1) <= NEAR
        return Figure.REVENUE_YEAR if is_near else None
    if one.unit == "%" and "margin" in name and "gross" not in name:
        return Figure.MARGIN
    if name in ("customers", "accounts", "active customers", "paying customers"):
        return Figure.CUSTOMERS
    return None


def _segments(actor: Actor, today: date) -> list[SegmentCount]:
    """Return the segments that pay, the smallest as one where there are many."""
    counted = segments_counted(actor=actor, today=today)
    paying = [one for one in counted if one.customers]
    named = [one for one in paying if one.segment]
    rest = [one for one in paying if not one.segment]
    if len(named) > MOST:
        named, more = named[: MOST - 1], named[MOST - 1 :]
        rest = [*more, *rest]
    if not rest:
        return named
    name = OTHERS if named else UNNAMED
    return [*named, added_up(actor=actor, counts=rest, name=name)]


def _of_segment(one: SegmentCount) -> Iterator[CellIn]:
    also = f"; {one.unpriced} more without a revenue" if one.unpriced else ""
    few = one.customers < FEW
    number = _exact(Decimal(one.customers))
    yield CellIn(Driver.CUSTOMERS, number, f"counted{also}", one.segment)
    mean = one.revenue / one.customers
    price = _exact(round(mean, 0 if mean >= THOUSAND else 2))
    yield CellIn(
        Driver.PRICE, price, f"what {one.customers} pay", one.segment, is_few=few
    )
    if one.undated > (1 - DATED) * one.of_all or not one.years:
        return
    yield CellIn(
        Driver.NEW,
        rate_seen(count=one.joined, years=1.0),
        f"{one.joined} came in 12 months",
        one.segment,
        is_few=one.joined < FEW,
    )
    years = round(one.years)
    yield CellIn(
        Driver.CHURN,
        _share(rate_seen(count=one.lost, years=float(one.years), of=100.0)),
        f"{one.lost} left in {plural(years, 'year', 'years')} of custom",
        one.segment,
        is_few=one.lost < FEW,
    )


def _margins(actor: Actor, counts: list[SegmentCount], today: date) -> list[CellIn]:
    """Guess margins from a gross margin that was read, and what all else costs from
    the margin after all costs beside it."""
    gross = _share_read(actor, "gross")
    after = _share_read(actor, "operating") or _share_read(actor, "net margin")
    if gross is None:
        return []
    name, reading = gross
    read_on = day_words(reading.on_date, today)
    said = _exact(reading.value)
    found = [
        CellIn(Driver.MARGIN, said, f"{name}, {read_on}", one.segment) for one in counts
    ]
    revenue = sum((one.revenue for one in counts), Decimal(0))
    costs = revenue * (reading.value - (after[1].value if after else 0)) / HUNDRED
    if after is not None and costs > 0:
        words = f"{name} less {after[0]}, {day_words(after[1].on_date, today)}"
        found.append(CellIn(Driver.OTHER, _exact(round(costs, -3)), words))
    return found


def _share_read(actor: Actor, word: str) -> tuple[str, ReadingRow] | None:
    """Return the newest reading of the one percentage with a word in its name."""
    metrics = [
        one
        for one in list_yardsticks(actor=actor)
        if one.unit == "%" and "margin" in one.metric.lower()
    ]
    named = [one for one in metrics if word in one.metric.lower()]
    read = latest_readings(actor=actor, metric_ids=[one.metric_id for one in named])
    return next(
        (
            (one.metric, read[one.metric_id])
            for one in named
            if one.metric_id in read and read[one.metric_id].value <= HUNDRED
        ),
        None,
    )


def _share(said: SaidRange) -> SaidRange:
    """Return a share of customers, which is never above all of them."""
    most = HUNDRED - 1
    return SaidRange(*(min(point, most) for point in (said.low, said.mid, said.high)))


def _exact(number: Decimal) -> SaidRange:
    return SaidRange(number, number, number)
