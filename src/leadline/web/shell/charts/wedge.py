"""A part of a whole as a piece of a small disc."""

from __future__ import annotations

from math import cos, pi, sin

MIDDLE, RADIUS = 8.0, 5.0


def wedge(share: float) -> str:
    """Return the path of a share of one, from the top clockwise, in a box of 16.

    >>> wedge(0.25)
    'M8 8V3A5 5 0 0 1 13.00 8.00Z'
    >>> wedge(0.75)
    'M8 8V3A5 5 0 1 1 3.00 8.00Z'
    """
    angle = 2 * pi * min(max(share, 0.0), 0.999)
    x, y = MIDDLE + RADIUS * sin(angle), MIDDLE - RADIUS * cos(angle)
    return f"M8 8V3A5 5 0 {int(share > 0.5)} 1 {x:.2f} {y:.2f}Z"
