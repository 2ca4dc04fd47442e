"""Files of what a team finished: counts by week, or items with their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from leadline.foundation.amounts import decimal_sign_of, read_number
from leadline.foundation.errors import Invalid
from leadline.foundation.tables import read_table
from leadline.workbench.dates import days_of
from leadline.workbench.tables import shape_of

WEEK = timedelta(days=7)
WEEKS = ("week", "date", "day", "woche", "semaine", "semana", "datum")
DONE = ("done", "count", "finished_count", "items", "throughput", "erledigt", "points")
FINISHED = ("finished", "done_on", "finished_on", "completed", "closed", "resolved",
            "end", "fertig", "closed_at", "completed_at", "resolved_at")  # fmt: skip
STARTED = ("started", "started_on", "start", "begun", "started_at", "begonnen")
ESTIMATE = ("estimate", "estimated", "said", "story_points", "schätzung", "points")
ACTUAL = ("actual", "took", "spent", "effort", "ist", "aufwand")


@dataclass(frozen=True, slots=True)
class History:
    """What was finished in each week, oldest first, until a day.

    ``estimates`` and ``actuals`` are those of finished items that have both,
    ``unit`` what the actuals are in; ``open_estimates`` those of items not finished.
    """

    weeks: tuple[float, ...]
    until: date
    estimates: tuple[float, ...] = ()
    actuals: tuple[float, ...] = ()
    unit: str = ""
    open_items: int | None = None
    open_estimates: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()


def read_history(path: Path, until: date | None) -> History:
    """Read a file of history; raise ``Invalid`` naming the row and what to do."""
    shape = shape_of(path, "a file of what was finished")
    names = [name.strip().lower().replace(" ", "_") for name in shape.columns]
    rows = list(read_table(path, shape))
    if not rows:
        raise Invalid(f"{path} has no rows.")
    found = {
        what: next((names.index(name) for name in usual if name in names), None)
        for what, usual in (
            ("week", WEEKS), ("done", DONE), ("finished", FINISHED),
            ("started", STARTED), ("estimate", ESTIMATE), ("actual", ACTUAL),
        )
    }  # fmt: skip
    cells = {
        what: [row.cells[at].strip() for row in rows]
        for what, at in found.items()
        if at is not None
    }
    numbers = [row.number for row in rows]
    if "finished" in cells:
        return _items(path, cells, numbers, until)
    if "week" in cells and "done" in cells:
        return _counts(path, cells, numbers, until)
    raise Invalid(
        f"{path} needs the columns week and done, or item, estimate, started and "
        f"finished. It has: {', '.join(names)}."
    )


def _counts(
    path: Path, cells: dict[str, list[str]], numbers: Sequence[int], until: date | None
) -> History:
    days = _days(path, cells["week"], numbers, "week")
    done = _numbers(path, cells["done"], numbers, "done")
    by_day: dict[date, float] = {}
    for number, day, count in zip(numbers, days, done, strict=True):
        if day is None or count is None:
            raise Invalid(f"{path}, row {number}: a week or its count is missing.")
        if day in by_day:
            raise Invalid(f"{path}, row {number}: the week of {day} is there twice.")
        by_day[day] = count
    first, last = min(by_day), max(by_day)
    if any((day - first).days % WEEK.days for day in by_day):
        raise Invalid(f"{path}: weeks begin on one day, seven days apart.")
    if until is not None:
        last = max((day for day in by_day if day + WEEK - date.resolution <= until),
                   default=first)  # fmt: skip
    count_of = (last - first).days // WEEK.days + 1
    weeks = [by_day.get(first + at * WEEK) for at in range(count_of)]
    gaps = sum(week is None for week in weeks)
    note = f"Weeks that are not in the file: {gaps}; nothing was finished in them."
    return History(
        tuple(week or 0.0 for week in weeks),
        last + WEEK - date.resolution,
        notes=(note,) if gaps else (),
    )


def _items(
    path: Path, cells: dict[str, list[str]], numbers: Sequence[int], until: date | None
) -> History:
    finished = _days(path, cells["finished"], numbers, "finished")
    empty = [""] * len(numbers)
    started = _days(path, cells.get("started", empty), numbers, "started")
    estimates = _numbers(path, cells.get("estimate", empty), numbers, "estimate")
    actuals = _numbers(path, cells.get("actual", empty), numbers, "actual")
    ended = [day for day in finished if day and (until is None or day <= until)]
    if not ended:
        raise Invalid(f"{path} has no item that was finished by then.")
    end = until or max(ended)
    span = (end - min(ended)).days + 1
    weeks = [0.0] * (span // WEEK.days)
    for day in ended:
        at = (end - day).days // WEEK.days
        if at < len(weeks):
            weeks[-1 - at] += 1
    said, took, ahead = [], [], []
    open_items = 0
    for row, estimate in enumerate(estimates):
        came, begun = finished[row], started[row]
        if came is None or came > end:
            open_items += 1
            ahead += [estimate] if estimate else []
            continue
        actual = actuals[row]
        if actual is None and begun is not None and "actual" not in cells:
            actual = (came - begun).days + 1.0
        if estimate and actual and actual > 0:
            said.append(estimate)
            took.append(actual)
    return History(
        weeks=tuple(weeks),
        until=end,
        estimates=tuple(said),
        actuals=tuple(took),
        unit="as written" if "actual" in cells else "days",
        open_items=open_items,
        open_estimates=tuple(ahead) if len(ahead) == open_items else (),
        notes=_left_without(open_items, len(ahead)),
    )


def _left_without(items: int, estimated: int) -> tuple[str, ...]:
    if not 0 < estimated < items:
        return ()
    return (f"{items - estimated} open items have no estimate; none is summed up.",)


def _days(
    path: Path, cells: Sequence[str], numbers: Sequence[int], what: str
) -> list[date | None]:
    days = days_of(cells)
    for number, cell, day in zip(numbers, cells, days, strict=True):
        if cell and day is None:
            raise Invalid(f"{path}, row {number}: {what} “{cell[:30]}” is no date.")
    return days


def _numbers(
    path: Path, cells: Sequence[str], numbers: Sequence[int], what: str
) -> list[float | None]:
    sign = decimal_sign_of(cells)
    found: list[float | None] = []
    for number, cell in zip(numbers, cells, strict=True):
        try:
            value = float(read_number(cell, decimal_sign=sign or ".")) if cell else None
        except ValueError:
            raise Invalid(
                f"{path}, row {number}: {what} “{cell[:30]}” is no number."
            ) from None
        if value is not None and value < 0:
            raise Invalid(f"{path}, row {number}: {what} is below 0.")
        found.append(value)
    return found
