"""The chart of a metric's readings: plain numbers in, places on a drawing out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leadline.strategy.types import MeasureRow, ReadingRow
from leadline.web.shell.charts.scale import round_marks

LEFT, RIGHT, TOP, FOOT = 76, 548, 16, 140
MOST_DOTS = 60
LABEL = 14  # what two labels need between them
WORDS = 44  # how far the first value reaches


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value on the axis, and where it stands."""

    value: float
    y: float


@dataclass(frozen=True, slots=True)
class ReadingsChart:
    """A line of readings by day, with its axis, the target and the expected line."""

    line: str
    dots: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]
    expected: str
    target_y: float | None
    last: tuple[float, float]
    label_y: float
    first_y: float
    first_day: date
    last_day: date
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure with its readings and their chart, as the page of a goal shows them."""

    measure: MeasureRow
    readings: Sequence[ReadingRow]
    chart: ReadingsChart | None


def measured(measure: MeasureRow, readings: Sequence[ReadingRow]) -> Measured:
    """Return a measure with the chart of its readings."""
    return Measured(measure, readings, readings_chart(readings, measure))


def readings_chart(
    readings: Sequence[ReadingRow], measure: MeasureRow | None = None
) -> ReadingsChart | None:
    """Return the chart of readings, oldest first; nothing for fewer than two.

    With a measure it shows the target, and where the straight line to it stood.
    """
    if len(readings) < 2:
        return None
    values = [reading.value for reading in readings]
    target = None if measure is None else measure.target
    first, last = readings[0].on_date, readings[-1].on_date
    due = [] if measure is None else _due(measure, first, last)
    around = [*values, *(value for _, value in due)]
    around += [] if target is None else [target]
    marks = round_marks(float(min(around)), float(max(around)))
    low = min(marks[0], float(min(around)))
    span = (max(marks[-1], float(max(around))) - low) or 1.0
    days = max((last - first).days, 1)

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / days, 1)

    def y(value: Decimal | float) -> float:
        return round(FOOT - (FOOT - TOP) * (float(value) - low) / span, 1)

    points = [(x(reading.on_date), y(reading.value)) for reading in readings]
    target_y = None if target is None else y(target)
    label_y = points[-1][1]
    if target_y is not None and abs(target_y - label_y) < LABEL:
        label_y = target_y + (LABEL if label_y >= target_y else -LABEL)
    return ReadingsChart(
        line=_line(points),
        dots=tuple(points[:-1]) if len(points) <= MOST_DOTS else (),
        ticks=tuple(Tick(mark, y(mark)) for mark in marks),
        expected=_line([(x(day), y(value)) for day, value in due]),
        target_y=target_y,
        last=points[-1],
        label_y=round(min(max(label_y, TOP), FOOT) + 4, 1),
        first_y=_beside(points, target_y),
        first_day=first,
        last_day=last,
        lowest=min(values),
        highest=max(values),
    )


def _beside(points: Sequence[tuple[float, float]], target: float | None) -> float:
    """Return where the first value is written: over the line that begins there, or
    under it where there is no room or the target's line is."""
    near = [y for x, y in points if x <= LEFT + WORDS]
    above, below = min(near) - 7, max(near) + LABEL
    is_crossed = target is not None and above - LABEL <= target <= above + 3
    has_room = above >= TOP - 4 and not is_crossed
    return round(above if has_room or below > FOOT else below, 1)


def _due(measure: MeasureRow, first: date, last: date) -> list[tuple[date, Decimal]]:
    """Return where the straight line to a goal's target begins and ends in view."""
    start = max(measure.since, first) if measure.since else first
    ends = [(start, measure.expected_on(start)), (last, measure.expected_on(last))]
    if measure.pace is None or measure.pace.expected is None or start >= last:
        return []
    return [(day, value) for day, value in ends if value is not None]


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{px} {py}" for px, py in points) if points else ""
