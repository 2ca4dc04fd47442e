"""The sheet: what is expected of the business, and which metrics measure it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from leadline.accounts.types import Kept
from leadline.api.operations import Ask, Op, body
from leadline.api.shapes import said_in
from leadline.roadmap.actions import ask_projection
from leadline.roadmap.queries import proposed_cells
from leadline.strategy import actions, queries
from leadline.strategy.types import CellRow, Sheet

AREA = "strategy"


@dataclass(frozen=True, slots=True)
class CellsFilled:
    """How many cells were filled with guesses."""

    filled: int


def _then_projected(does: Callable[[Ask], Any]) -> Callable[[Ask], Any]:
    """Return what changes the sheet, and has the projection worked out anew."""

    def run(ask: Ask) -> Any:
        found = does(ask)
        ask_projection(actor=ask.actor)
        return found

    return run


def _say_cell(ask: Ask) -> CellRow:
    said = said_in(ask.body)
    segment_id, driver = said.get("segment_id") or 0, said["driver"]
    actions.say_cell(
        actor=ask.actor, segment_id=segment_id, driver=driver, text=said["text"],
        today=ask.today, seen=said.get("version"),
    )  # fmt: skip
    return queries.get_cell(actor=ask.actor, segment_id=segment_id, driver=driver)


def _propose(ask: Ask) -> CellsFilled:
    ask.actor.require("change")
    cells = proposed_cells(actor=ask.actor, today=ask.today)
    filled = actions.propose_cells(actor=ask.actor, cells=cells, today=ask.today)
    return CellsFilled(filled)


def _op(
    name: str, method: str, path: str, summary: str, does: Any, *doors: str, **more: Any
) -> Op:
    named = tuple(f"{AREA}:{door}" for door in doors or (name,))
    return Op(name, method, path, AREA, summary, named, does, **more)


OPS: list[Op] = [
    _op(
        "get_sheet", "GET", "sheet", "Read what is expected of the business",
        lambda ask: queries.sheet(actor=ask.actor), "sheet", answers=Sheet,
    ),
    _op(
        "add_sheet_segment", "POST", "sheet/segments", "Begin a row of the sheet",
        lambda ask: actions.add_sheet_segment(actor=ask.actor, **said_in(ask.body)),
        answers=Kept,
        body=body("SheetSegmentIn", "What a segment is called.", name=str),
    ),
    _op(
        "remove_sheet_segment", "DELETE", "sheet/segments/{int:id}",
        "Take a row off the sheet with its cells",
        _then_projected(
            lambda ask: actions.remove_sheet_segment(
                actor=ask.actor, segment_id=ask.id
            )
        ),
        status=204,
    ),
    _op(
        "say_cell", "POST", "sheet/cells",
        "Say what is expected in a cell, as one writes a range",
        _then_projected(_say_cell), "say_cell", "get_cell", answers=CellRow,
        body=body(
            "CellSaid",
            "The cell by its driver, and its segment unless it is of the whole; what "
            "is expected, or nothing. `version` is the one seen, 0 of an empty cell.",
            driver=str, text=str, segment_id=(int | None, None),
            version=(int | None, None),
        ),
    ),
    _op(
        "propose_cells", "POST", "sheet/guesses",
        "Fill what nobody filled with guesses from the record",
        _then_projected(_propose), answers=CellsFilled,
    ),
    _op(
        "set_yardstick", "PATCH", "metrics/{int:id}/yardstick",
        "Say which figure of the projection a metric measures",
        _then_projected(
            lambda ask: actions.set_yardstick(
                actor=ask.actor, metric_id=ask.id, **said_in(ask.body)
            )
        ),
        body=body("YardstickIn", "The figure; nothing takes it back.", figure=str),
        status=204,
    ),
]  # fmt: skip
