"""A straight line from values to places, and round numbers for an axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps ``low`` to ``start`` and ``high`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value; everything in the middle on an empty range."""
        if self.high == self.low:
            return round((self.start + self.end) / 2, 1)
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def padded(values: Iterable[float], share: float = 0.08) -> tuple[float, float]:
    """Return the ends of the values with a little room on both sides."""
    known = list(values)
    low, high = min(known), max(known)
    room = (high - low) * share or abs(high) * share or 1.0
    return low - room, high + room


def round_steps(top: float, most: int = 4) -> list[float]:
    """Return at most ``most`` round values, the last at ``top`` or above."""
    if top <= 0:
        return [1.0]
    rough = top / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    if top >= 1 and step < 1:
        step = 1.0
    return [round(step * i, 10) for i in range(1, math.ceil(top / step - 1e-9) + 1)]


def round_marks(low: float, high: float, most: int = 4) -> list[float]:
    """Return round values around a range, two at least, about ``most`` steps apart.

    >>> round_marks(97.2, 99.9), round_marks(2_094_000, 2_900_000)
    ([97.0, 98.0, 99.0, 100.0], [2000000.0, 2250000.0, 2500000.0, 2750000.0, 3000000.0])
    """
    rough = (high - low) / most or abs(high) / most or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return [round(step * at, 10) for at in range(first, last + 1)]


def path(points: Iterable[Point]) -> str:
    """Return the points as the ``d`` of a line."""
    return "M" + " L".join(f"{x:g} {y:g}" for x, y in points)


def closed(upper: Iterable[Point], lower: Iterable[Point]) -> str:
    """Return the area between two lines as the ``d`` of a shape."""
    return path([*upper, *reversed(list(lower))]) + " Z"
