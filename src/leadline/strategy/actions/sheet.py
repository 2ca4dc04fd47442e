"""Writes of the sheet: segments, cells, and what the record proposes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, NotFound, Stale
from leadline.foundation.ranges import SaidRange, read_range
from leadline.strategy.models import Metric, SheetCell, SheetSegment, Yardstick
from leadline.strategy.types import (
    IN_MONEY,
    OF_ALL,
    OF_SEGMENT,
    CellIn,
    CellSource,
    Driver,
    Figure,
    asked_of_cell,
)

MOST_SEGMENTS = 40
LONGEST = 80
PLACES = 4


@transaction.atomic
def add_sheet_segment(*, actor: Actor, name: str) -> Kept:
    """Begin a row of the sheet.

    Raises ``NotAllowed`` for a reader, ``Invalid`` without a name, ``Conflict`` for a
    name that is there, or one row too many.
    """
    actor.require("change")
    row = _segment(actor, name)
    record(actor=actor, verb="strategy.add_sheet_segment", subject=row, name=row.name)
    return result_of(row)


@transaction.atomic
def remove_sheet_segment(*, actor: Actor, segment_id: int) -> Kept:
    """Take a row off the sheet with its cells; the audit line keeps what they said.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("change")
    row = rows(SheetSegment, actor).filter(pk=segment_id).first()
    if row is None:
        raise NotFound("There is no such segment on the sheet.")
    cells = rows(SheetCell, actor).filter(segment=row).order_by("pk")
    said = {
        cell.driver: [str(cell.low), str(cell.mid), str(cell.high)] for cell in cells
    }
    take_version(actor=actor, row=row, seen=None)
    kept = result_of(row)
    record(
        actor=actor,
        verb="strategy.remove_sheet_segment",
        subject=row,
        version=row.version,
        name=row.name,
        said=said,
    )
    row.delete()
    return kept


@transaction.atomic
def say_cell(
    *,
    actor: Actor,
    segment_id: int,
    driver: str,
    text: str,
    today: date,
    seen: int | None = None,
) -> None:
    """Say what is expected, as one writes a range; nothing empties the cell.

    ``seen`` is the version that stood there, 0 where the cell was empty. Saying what
    a guess says makes it one's own word. Raises ``NotAllowed``, ``NotFound``,
    ``Invalid`` for what cannot be read, ``Stale`` where another said something since.
    """
    actor.require("change")
    of = OF_SEGMENT if segment_id else OF_ALL
    if driver not in of:
        raise NotFound("There is no such cell on the sheet.")
    if segment_id and not rows(SheetSegment, actor).filter(pk=segment_id).exists():
        raise NotFound("There is no such segment on the sheet.")
    said = _read(actor, Driver(driver), text)
    cell = _cell(actor, segment_id, driver)
    if cell.pk is None:
        if seen:
            raise Stale(
                "Somebody emptied this cell after it was opened here.", version=0
            )
        if said is None:
            return
    else:
        take_version(actor=actor, row=cell, seen=seen)
    if said is None:
        record(
            actor=actor, verb="strategy.empty_cell", subject=cell, driver=driver,
            segment=segment_id, version=cell.version,
        )  # fmt: skip
        cell.delete()
        return
    _fill(actor, cell, said, today)
    cell.source, cell.words, cell.is_few = CellSource.SAID, "", False
    cell.said_by_id = actor.user_id
    cell.save()
    _note(actor, cell, "strategy.say_cell")


@transaction.atomic
def propose_cells(*, actor: Actor, cells: Iterable[CellIn], today: date) -> int:
    """Fill cells that nobody filled with guesses; return how many were filled anew.

    What somebody said stays; an older guess gives way. Nobody's name stands on a
    guess. Raises ``NotAllowed`` for a reader.
    """
    actor.require("change")
    known = {row.name: row for row in rows(SheetSegment, actor)}
    filled = 0
    for one in cells:
        if one.segment and one.segment not in known:
            known[one.segment] = _segment(actor, one.segment)
        segment_id = known[one.segment].pk if one.segment else 0
        cell = _cell(actor, segment_id, one.driver)
        if cell.pk is not None:
            if cell.source == CellSource.SAID:
                continue
            take_version(actor=actor, row=cell, seen=None)
        _fill(actor, cell, one.said, today)
        cell.source, cell.words = CellSource.GUESS, one.words[:240]
        cell.is_few, cell.said_by = one.is_few, None
        cell.save()
        _note(actor, cell, "strategy.propose_cell")
        filled += 1
    return filled


@transaction.atomic
def set_yardstick(*, actor: Actor, metric_id: int, figure: str) -> None:
    """Say which figure of the projection a metric measures; "" takes that back.

    Raises ``NotAllowed`` below a lead, ``NotFound``, ``Invalid`` where the metric is
    counted in something else than the figure.
    """
    actor.require("plan")
    metric = rows(Metric, actor).filter(pk=metric_id).first()
    if metric is None:
        raise NotFound("There is no such metric.")
    if figure and figure not in Figure.values:
        raise Invalid("The projection has no such figure.", field="figure")
    if figure and Figure(figure).is_money != bool(metric.currency):
        counted = metric.currency or metric.unit or "nothing"
        raise Invalid(
            f"“{metric.name}” is counted in {counted}; {Figure(figure).label.lower()} "
            "is not.",
            field="figure",
        )
    found = rows(Yardstick, actor).filter(metric=metric)
    if figure:
        values = {"workspace_id": actor.workspace_id, "figure": figure}
        found.update_or_create(metric=metric, defaults=values)
    else:
        found.delete()
    record(actor=actor, verb="strategy.set_yardstick", subject=metric, figure=figure)


def _segment(actor: Actor, name: str) -> SheetSegment:
    name = name.strip()[:LONGEST]
    if not name:
        raise Invalid("Give the segment a name.", field="name")
    there = rows(SheetSegment, actor)
    if there.filter(name__iexact=name).exists():
        raise Conflict(f"“{name}” is on the sheet already.", field="name")
    if there.count() >= MOST_SEGMENTS:
        raise Conflict(f"The sheet has {MOST_SEGMENTS} segments at most.", field="name")
    row = SheetSegment(workspace_id=actor.workspace_id, name=name)
    row.save()
    return row


def _cell(actor: Actor, segment_id: int, driver: str) -> SheetCell:
    """Return the cell, held for the change; a new one where it is empty."""
    of = rows(SheetCell, actor).select_for_update()
    found = of.filter(segment_id=segment_id or None, driver=driver).first()
    return found or SheetCell(
        workspace_id=actor.workspace_id, segment_id=segment_id or None, driver=driver
    )


def _read(actor: Actor, driver: Driver, text: str) -> SaidRange | None:
    if not text.strip():
        return None
    asked = asked_of_cell(driver, workspace_of(actor=actor).currency)
    try:
        return read_range(text, asked)
    except ValueError as error:
        raise Invalid(str(error), field="text") from error


def _fill(actor: Actor, cell: SheetCell, said: SaidRange, today: date) -> None:
    cell.low, cell.mid, cell.high = (
        round(point, PLACES) for point in (said.low, said.mid, said.high)
    )
    cell.nothing = round(said.nothing, PLACES)
    own = workspace_of(actor=actor).currency
    cell.currency = own if cell.driver in IN_MONEY else ""
    cell.on_date = today


def _note(actor: Actor, cell: SheetCell, verb: str) -> None:
    record(
        actor=actor,
        verb=verb,
        subject=cell,
        version=cell.version,
        driver=cell.driver,
        segment=cell.segment_id,
        said=[str(cell.low), str(cell.mid), str(cell.high), str(cell.nothing)],
    )
