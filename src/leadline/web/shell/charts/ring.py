"""A share of a whole as a part of a ring."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

RADIUS = 34.0
AROUND = round(2 * pi * RADIUS, 1)


@dataclass(frozen=True, slots=True)
class Ring:
    """How much of the way around is filled, in units of the drawing."""

    filled: float
    around: float


def ring(value: float, of: float) -> Ring:
    """Return the ring of a share; more than the whole fills it, of nothing is empty.

    >>> ring(3, 6)
    Ring(filled=106.8, around=213.6)
    >>> ring(9, 6).filled == ring(6, 6).filled, ring(1, 0).filled
    (True, 0.0)
    """
    share = min(1.0, max(0.0, value / of)) if of > 0 else 0.0
    return Ring(round(share * AROUND, 1), AROUND)
