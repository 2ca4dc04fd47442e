"""The chart of a metric's readings: plain numbers in, places on a drawing out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leadline.strategy.types import ReadingRow

WIDTH, HEIGHT = 640, 170
LEFT, RIGHT, TOP, FOOT = 8, 548, 16, 140
MOST_DOTS = 60


@dataclass(frozen=True, slots=True)
class ReadingsChart:
    """A line of readings by day, with the target and the ends labelled."""

    line: str
    dots: tuple[tuple[float, float], ...]
    target_y: float | None
    last: tuple[float, float]
    label_y: float
    first_day: date
    last_day: date
    lowest: Decimal
    highest: Decimal


def readings_chart(
    readings: Sequence[ReadingRow], target: Decimal | None
) -> ReadingsChart | None:
    """Return the chart of readings, oldest first; nothing for fewer than two."""
    if len(readings) < 2:
        return None
    values = [reading.value for reading in readings]
    around = [*values, *([] if target is None else [target])]
    low, high = float(min(around)), float(max(around))
    span = (high - low) or 1.0
    first, last = readings[0].on_date, readings[-1].on_date
    days = max((last - first).days, 1)

    def x(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / days, 1)

    def y(value: Decimal) -> float:
        return round(FOOT - (FOOT - TOP) * (float(value) - low) / span, 1)

    points = [(x(reading.on_date), y(reading.value)) for reading in readings]
    target_y = None if target is None else y(target)
    label_y = points[-1][1]
    if target_y is not None and abs(target_y - label_y) < 14:
        label_y = target_y + (14 if label_y >= target_y else -14)
    return ReadingsChart(
        line="M" + " L".join(f"{px} {py}" for px, py in points),
        dots=tuple(points[:-1]) if len(points) <= MOST_DOTS else (),
        target_y=target_y,
        last=points[-1],
        label_y=round(min(max(label_y, TOP), FOOT) + 4, 1),
        first_day=first,
        last_day=last,
        lowest=min(values),
        highest=max(values),
    )
