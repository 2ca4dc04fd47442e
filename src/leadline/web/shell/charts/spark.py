"""Twelve weeks in the height of a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.web.shell.charts.scale import Point, Scale, path

LEFT, RIGHT, TOP, BOTTOM, FLOOR = 2.0, 92.0, 5.0, 25.0, 27.0


@dataclass(frozen=True, slots=True)
class Spark:
    """A line, the area under it, its last point, and whether it rises."""

    line: str
    area: str
    end: Point
    is_rising: bool


def is_rising(values: Sequence[float]) -> bool:
    """Return whether the last third is a tenth above the first third."""
    third = max(1, len(values) // 3)
    first, last = sum(values[:third]), sum(values[-third:])
    return last > first * 1.1


def spark(values: Sequence[float], *, from_lowest: bool = False) -> Spark:
    """Return the spark of values in the order of time; at least one value.

    Counts stand on zero, with the area under them. ``from_lowest`` is for measures
    that never come near it: from the lowest value to the highest, and no area.
    """
    across = Scale(0, max(len(values) - 1, 1), LEFT, RIGHT)
    low = min(values) if from_lowest else 0.0
    high = max(values) if from_lowest else max(*values, 1e-9, 0)
    up = Scale(low, high, BOTTOM, TOP)
    points = [(across(i), up(max(value, low))) for i, value in enumerate(values)]
    if len(points) == 1:
        points.append((RIGHT, points[0][1]))
    line = path(points)
    return Spark(
        line=line,
        area=""
        if from_lowest
        else f"{line} L{RIGHT:g} {FLOOR:g} L{LEFT:g} {FLOOR:g} Z",
        end=points[-1],
        is_rising=is_rising(values),
    )
