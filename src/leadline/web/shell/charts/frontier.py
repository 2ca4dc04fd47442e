"""Plans by two measures: all as dots, the best ones on a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.web.shell.charts.scale import Point, Scale, padded, path

WIDTH, HEIGHT = 540.0, 320.0
LEFT, RIGHT, TOP, FLOOR = 52.0, 520.0, 30.0, 272.0


@dataclass(frozen=True, slots=True)
class Frontier:
    """Dots, the line of the best, the chosen one, and three values on each axis."""

    others: tuple[Point, ...]
    best: tuple[Point, ...]
    line: str
    area: str
    chosen: Point | None
    x_axis: tuple[tuple[float, float], ...]
    y_axis: tuple[tuple[float, float], ...]


def frontier(
    best: Sequence[Point], others: Sequence[Point] = (), chosen: Point | None = None
) -> Frontier:
    """Return the frontier of points (first measure, second measure)."""
    known = [*best, *others, *([chosen] if chosen else [])]
    x_low, x_high = padded([x for x, _ in known])
    y_low, y_high = padded([y for _, y in known])
    across, up = Scale(x_low, x_high, LEFT, RIGHT), Scale(y_low, y_high, FLOOR, TOP)

    def at(point: Point) -> Point:
        return across(point[0]), up(point[1])

    ordered = [at(point) for point in sorted(best)]
    foot = [(LEFT, ordered[0][1]), *ordered, (ordered[-1][0], FLOOR), (LEFT, FLOOR)]
    thirds = (0.05, 0.5, 0.95)
    return Frontier(
        others=tuple(at(point) for point in others),
        best=tuple(ordered),
        line=path(ordered),
        area=path(foot) + " Z",
        chosen=at(chosen) if chosen else None,
        x_axis=tuple(
            (across(v), v) for v in (x_low + (x_high - x_low) * t for t in thirds)
        ),
        y_axis=tuple(
            (up(v), v) for v in (y_low + (y_high - y_low) * t for t in thirds)
        ),
    )
