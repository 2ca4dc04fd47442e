"""Reads of the options beside each other."""

from __future__ import annotations

from typing import Any

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import (
    ChairWord,
    Comparison,
    Criterion,
    DecisionPerson,
    Option,
)
from leadline.decisions.types import CellRow, CriterionRow


def comparison_of(*, actor: Actor, decision_id: int) -> list[CriterionRow]:
    """Return the criteria of a decision, each with a cell for every option.

    The cells stand in the order of the options; one that nobody filled has no words.
    """
    actor.require("read")
    options = rows(Option, actor).filter(decision_id=decision_id)
    order = list(options.order_by("position", "pk").values_list("pk", flat=True))
    cells = rows(Comparison, actor).filter(criterion__decision_id=decision_id)
    said = {(c.criterion_id, c.option_id): c for c in cells.select_related("set_by")}
    criteria = rows(Criterion, actor).filter(decision_id=decision_id)
    return [
        CriterionRow(
            one.pk, one.title, one.note,
            [_cell(said.get((one.pk, pk)), pk) for pk in order],
        )
        for one in criteria.order_by("position", "pk")
    ]  # fmt: skip


def is_spoken_to(*, actor: Actor, decision_id: int) -> bool:
    """Tell whether anything stands beside an option that would go with the option.

    Words on the chair, somebody who is for it or against it, a cell by a criterion.
    """
    actor.require("read")
    tables: tuple[Any, ...] = (ChairWord, Comparison, DecisionPerson)
    options = rows(Option, actor).filter(decision_id=decision_id).values("pk")
    return any(
        rows(table, actor).filter(option__in=options).exists() for table in tables
    )


def _cell(cell: Comparison | None, option_id: int) -> CellRow:
    if cell is None:
        return CellRow(option_id)
    return CellRow(option_id, cell.words, cell.grounds, str(cell.set_by or ""))
