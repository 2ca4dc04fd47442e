"""The small curve beside a range: what was said, and dashed how it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 272, 96
LEFT, RIGHT, TOP, FOOT = 8.0, 264.0, 16.0, 76.0
NEAREST = 34.0
"""Labels nearer than this to each other would lie on each other."""
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Tick:
    """A value under the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Density:
    """The paths of the picture; ``spike`` is the line of the chance of nothing."""

    said: str
    read: str
    ends: str
    spike: str
    ticks: tuple[Tick, ...]
    view: str = f"0 0 {WIDTH} {HEIGHT}"


def density(
    said: Points, read: Points, marks: Sequence[tuple[float, str]], nothing: float
) -> Density:
    """Return the picture of a range.

    ``marks`` are low, middle and high with their words; ``read`` may be empty.
    """
    every = [*said, *read]
    low = min(x for x, _ in every)
    high = max(x for x, _ in every)
    if nothing:
        low, high = min(low, 0.0), max(high, 0.0)
    peak = max(y for _, y in every) or 1.0
    room = (high - low) or 1.0

    def at(x: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (x - low) / room, 1)

    def up(y: float) -> float:
        return round(FOOT - (FOOT - TOP) * y / peak, 1)

    def line(points: Points) -> str:
        return "M" + " L".join(f"{at(x)} {up(y)}" for x, y in points)

    first, last = at(said[0][0]), at(said[-1][0])
    ends = f"M{at(marks[0][0])} {TOP}V{FOOT}M{at(marks[-1][0])} {TOP}V{FOOT}"
    spike = ""
    if nothing:
        spike = f"M{at(0.0)} {FOOT}V{round(FOOT - (FOOT - TOP) * nothing, 1)}"
    return Density(
        said=f"{line(said)} L{last} {FOOT} L{first} {FOOT} Z",
        read=line(read) if read else "",
        ends=ends,
        spike=spike,
        ticks=_apart([Tick(at(x), text) for x, text in marks]),
    )


def _apart(ticks: list[Tick]) -> tuple[Tick, ...]:
    """Return the ends, and the middle where there is room for it."""
    low, middle, high = ticks
    kept = [low, high] if high.x - low.x >= NEAREST else [middle]
    if min(middle.x - low.x, high.x - middle.x) >= NEAREST:
        kept = ticks
    return tuple(kept)
