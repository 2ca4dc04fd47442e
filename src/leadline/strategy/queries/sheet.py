"""Reads of the sheet: what is expected, in the workspace's currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.money import Rates
from leadline.foundation.once import once
from leadline.foundation.ranges import SaidRange
from leadline.strategy.models import Metric, SheetCell, SheetSegment, Yardstick
from leadline.strategy.types import (
    COUNTED_DRIVERS,
    IN_MONEY,
    OF_ALL,
    OF_SEGMENT,
    CellRow,
    CellSource,
    Driver,
    Figure,
    SegmentRow,
    Sheet,
    YardstickRow,
)

Cells = Mapping[tuple[int, str], SheetCell]


def sheet(*, actor: Actor) -> Sheet:
    """Return the sheet: segments as they were written down, then the costs.

    A page that only reads asks once.
    """
    actor.require("read")
    return once(("sheet", actor.workspace_id), lambda: _sheet(actor))


def _sheet(actor: Actor) -> Sheet:
    rates = rates_of(actor=actor)
    found = rows(SheetCell, actor).select_related("said_by")
    cells = {(cell.segment_id or 0, cell.driver): cell for cell in found}
    segments = tuple(
        SegmentRow(
            id=one.pk,
            name=one.name,
            version=one.version,
            cells=tuple(
                _cell(cells, driver, one.pk, one.name, rates) for driver in OF_SEGMENT
            ),
        )
        for one in rows(SheetSegment, actor).order_by("pk")
    )
    costs = tuple(_cell(cells, driver, 0, "", rates) for driver in OF_ALL)
    return Sheet(rates.own, segments, costs)


def get_cell(*, actor: Actor, segment_id: int, driver: str) -> CellRow:
    """Return one cell of the sheet, or raise ``NotFound``."""
    of = (cell for cell in sheet(actor=actor).cells() if cell.driver == driver)
    found = next((cell for cell in of if cell.segment_id == segment_id), None)
    if found is None:
        raise NotFound("There is no such cell on the sheet.")
    return found


def list_sheet_segments(*, actor: Actor) -> list[tuple[int, str]]:
    """Return the segments of the sheet in their order, for a choice."""
    return list(rows(SheetSegment, actor).order_by("pk").values_list("pk", "name"))


def list_yardsticks(*, actor: Actor) -> list[YardstickRow]:
    """Return every metric in use, and which figure of the projection it measures."""
    actor.require("read")
    return list(once(("yardsticks", actor.workspace_id), lambda: _yardsticks(actor)))


def _yardsticks(actor: Actor) -> list[YardstickRow]:
    known = dict(rows(Yardstick, actor).values_list("metric_id", "figure"))
    return [
        YardstickRow(
            metric_id=metric.pk,
            metric=metric.name,
            unit=metric.unit,
            currency=metric.currency,
            figure=Figure(known[metric.pk]) if metric.pk in known else None,
        )
        for metric in rows(Metric, actor).filter(is_archived=False).order_by("name")
    ]


def _cell(
    cells: Cells, driver: Driver, segment_id: int, segment: str, rates: Rates
) -> CellRow:
    empty = CellRow(driver, segment_id, segment, rates.own)
    cell = cells.get((segment_id, driver))
    if cell is None:
        return empty
    low, mid, high = (_plain(point) for point in (cell.low, cell.mid, cell.high))
    lacks = ""
    if driver in IN_MONEY and cell.currency != rates.own:
        factor = rates.factor(cell.currency)
        lacks = "" if factor else cell.currency
        by = factor.value if factor else Decimal(1)
        low, mid, high = (round(point * by, 2) for point in (low, mid, high))
    said = SaidRange(low, mid, high, _plain(cell.nothing))
    is_of_record = cell.source == CellSource.GUESS
    return replace(
        empty,
        said=said,
        is_guess=is_of_record and driver not in COUNTED_DRIVERS,
        is_counted=is_of_record and driver in COUNTED_DRIVERS,
        is_few=cell.is_few,
        words=cell.words,
        by=str(cell.said_by) if cell.said_by else "",
        on_date=cell.on_date,
        version=cell.version,
        lacks=lacks,
    )


def _plain(number: Decimal) -> Decimal:
    """Return a number without the empty places that the table keeps."""
    short = number.normalize()
    return short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1))  # type: ignore[operator]
