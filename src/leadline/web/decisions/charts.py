"""Charts of the decisions area, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.decisions.types import BinRow

SIZE, EDGE = 240, 24


@dataclass(frozen=True, slots=True)
class Dot:
    """A bin as a dot with its interval, in units of the drawing."""

    x: float
    y: float
    top: float
    bottom: float
    radius: float
    label: str


def place(share: float) -> float:
    """Return where a share from 0 to 1 stands on an axis.

    >>> place(0), place(1)
    (24.0, 216.0)
    """
    return round(float(EDGE + share * (SIZE - 2 * EDGE)), 1)


def reliability_chart(bins: Sequence[BinRow]) -> list[Dot]:
    """Return the dots of a reliability diagram; said goes right, came true goes up.

    >>> reliability_chart([BinRow(4, 0.5, 0.25, 0.05, 0.7, True)])[0].x
    120.0
    """
    return [
        Dot(
            x=place(b.said),
            y=SIZE - place(b.came),
            top=SIZE - place(b.high),
            bottom=SIZE - place(b.low),
            radius=round(3 + min(6.0, b.n**0.5), 1),
            label=f"said {b.said:.0%}, came true {b.came:.0%}, {b.n} forecasts",
        )
        for b in bins
    ]
