"""A small picture of a measure: its readings, and dashed where it should stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leadline.strategy.types import GoalKind, MeasureRow, ReadingRow

LEFT, RIGHT, TOP, FOOT = 2, 198, 8, 34
MOST = 60


@dataclass(frozen=True, slots=True)
class PacePicture:
    """Two lines as paths, and the place of the newest reading."""

    line: str
    expected: str
    last: tuple[float, float]


def pace_picture(
    measure: MeasureRow, readings: Sequence[ReadingRow]
) -> PacePicture | None:
    """Return the picture; nothing without a reading since the way began.

    It runs from that day to the day of the target, so that the end of the line shows
    how much time is left.
    """
    start = measure.since or date.min
    read = [one for one in readings if one.on_date >= start]
    if not read:
        return None
    step = -(-len(read) // MOST)
    read = read[::-1][::step][::-1]
    first = read[0].on_date if measure.since is None else measure.since
    end = max(measure.target_date or read[-1].on_date, read[-1].on_date)
    days = max((end - first).days, 1)
    due = _due(measure, first, end)
    around = [one.value for one in read] + [value for _, value in due]
    low, span = min(around), (max(around) - min(around)) or Decimal(1)

    def place(day: date, value: Decimal) -> tuple[float, float]:
        x = LEFT + (RIGHT - LEFT) * (day - first).days / days
        return round(x, 1), round(FOOT - (FOOT - TOP) * float((value - low) / span), 1)

    points = [place(one.on_date, one.value) for one in read]
    return PacePicture(
        line=_path(points) if len(points) > 1 else "",
        expected=_path([place(day, value) for day, value in due]),
        last=points[-1],
    )


def _due(measure: MeasureRow, first: date, end: date) -> list[tuple[date, Decimal]]:
    """Return the ends of the expected line; a guardrail's is level."""
    target = measure.target
    if target is None:
        return []
    if measure.kind == GoalKind.GUARDRAIL or measure.baseline is None:
        return [(first, target), (end, target)]
    return [(first, measure.baseline), (measure.target_date or end, target)]


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in points) if points else ""
