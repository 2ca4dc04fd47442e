"""Reads the rows of a file of forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from leadline.foundation.errors import Invalid
from leadline.foundation.tables import Row, TableShape, read_table, sniff_table
from leadline.workbench.dates import days_of, is_ambiguous
from leadline.workbench.score_cells import (
    decimal_mark,
    is_in_percent,
    is_open,
    number_of,
    outcome_of,
)

RANGE = ("p10", "p50", "p90", "actual")
DAYS = ("made_on", "resolved_on")
# What the two columns are called where people do not write English.
ALSO = {
    "probability": ("wahrscheinlichkeit", "probabilité", "probabilidad",
                    "probabilidade", "waarschijnlijkheid", "kans", "probabilità"),
    "outcome": ("ergebnis", "ausgang", "résultat", "resultado", "uitkomst", "esito",
                "risultato"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """What the columns are called, and whether settled rows are left out."""

    probability: str = "probability"
    outcome: str = "outcome"
    group: str = "group"
    drop_settled: bool = False


@dataclass(slots=True)
class Forecasts:
    """The rows of a file: numbers of each, the group of each, what was left out."""

    is_range: bool
    numbers: list[tuple[float, ...]] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    open: int = 0
    settled: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Writing:
    """How the file writes numbers, and whether its probabilities are in percent."""

    mark: str
    in_percent: bool


def read_forecasts(path: Path, settings: ScoreSettings) -> Forecasts:
    """Read a file; raise ``Invalid`` naming the row and what to do."""
    if not path.is_file():
        raise Invalid(f"There is no file {path}; give the path of a file of forecasts.")
    try:
        shape = sniff_table(path)
    except Invalid as error:
        raise Invalid(f"{path}: {error}") from error
    at = {name.strip().lower(): i for i, name in enumerate(shape.columns)}
    event = [
        _called(name.lower(), at) for name in (settings.probability, settings.outcome)
    ]
    is_range = set(RANGE) <= set(at) and event[0] not in at
    wanted = list(RANGE) if is_range else event
    if absent := [name for name in wanted if name not in at]:
        raise Invalid(
            f"{path} has no column {' and no column '.join(absent)}. It needs "
            "probability and outcome, or p10, p50, p90 and actual; --probability and "
            f"--outcome name other columns. It has: {', '.join(shape.columns)}."
        )
    found = Forecasts(is_range)
    places = [at[name] for name in wanted]
    rows = [row for row in read_table(path, shape) if _says_anything(row, places)]
    try:
        writing = _writing(found, rows, places, shape)
    except Invalid as error:
        raise Invalid(f"{path}: {error}") from error
    over = _over(found, rows, at, path)
    group = at.get(settings.group.lower())
    for row, was_over in zip(rows, over, strict=True):
        try:
            numbers = _numbers(found, [row.cells[i] for i in places], writing)
        except Invalid as error:
            raise Invalid(f"{path}, row {row.number}: {error}") from error
        if numbers is None:
            found.open += 1
            continue
        is_certain = not is_range and numbers[0] == numbers[1]
        if was_over or (settings.drop_settled and is_certain):
            found.settled += 1
            continue
        found.numbers.append(numbers)
        found.groups.append("" if group is None else row.cells[group].strip())
    return found


def _called(name: str, at: dict[str, int]) -> str:
    """Return the name of a column as it stands in the file, where it is there."""
    return next((one for one in (name, *ALSO.get(name, ())) if one in at), name)


def _says_anything(row: Row, places: Sequence[int]) -> bool:
    return any(row.cells[i].strip() for i in places)


def _writing(
    found: Forecasts, rows: Sequence[Row], places: Sequence[int], shape: TableShape
) -> _Writing:
    """Judge over the whole file how numbers are written, and note what is a guess."""
    closed = [row for row in rows if not is_open(row.cells[places[-1]])]
    said = [row.cells[i].strip() for row in closed for i in places]
    mark, note = decimal_mark(said, shape.delimiter)
    if note:
        found.notes.append(note)
    first = [row.cells[places[0]] for row in closed]
    in_percent = not found.is_range and is_in_percent(first, mark)
    if in_percent:
        found.notes.append(
            "The probabilities run from 0 to 100; they count as percent."
        )
    return _Writing(mark, in_percent)


def _numbers(
    found: Forecasts, cells: Sequence[str], writing: _Writing
) -> tuple[float, ...] | None:
    """Return the numbers of a row, nothing where its outcome is open."""
    cells = [cell.strip() for cell in cells]
    if is_open(cells[-1]):
        return None
    said = [number_of(cell, writing.mark) for cell in cells[:-1]]
    if found.is_range:
        if said != sorted(said):
            raise Invalid("p10, p50 and p90 are not in order; put the smallest first.")
        return (*said, number_of(cells[-1], writing.mark))
    share = said[0]
    if writing.in_percent and not cells[0].endswith("%"):
        share /= 100
    if not 0 <= share <= 1:
        raise Invalid(f"{cells[0]} is no probability; write 0.7 or 70%.")
    return share, outcome_of(cells[-1], writing.mark)


def _over(
    found: Forecasts, rows: Sequence[Row], at: dict[str, int], path: Path
) -> list[bool]:
    """Return for each row whether its outcome was known when it was made.

    Which of day and month stands first is judged over both columns of the file.
    """
    if not set(DAYS) <= set(at):
        return [False] * len(rows)
    cells = [row.cells[at[name]].strip() for name in DAYS for row in rows]
    days = days_of(cells)
    for row, cell, day in zip([*rows, *rows], cells, days, strict=True):
        if cell and day is None and not is_open(cell):
            raise Invalid(
                f"{path}, row {row.number}: {cell} is no day; write it as 2026-11-23."
            )
    if is_ambiguous(cells):
        found.notes.append(
            "Days like 3/4/2026 fit in both orders; they were read month first."
        )
    made, resolved = days[: len(rows)], days[len(rows) :]
    return [_is_late(one, other) for one, other in zip(made, resolved, strict=True)]


def _is_late(made: date | None, resolved: date | None) -> bool:
    return made is not None and resolved is not None and made >= resolved
