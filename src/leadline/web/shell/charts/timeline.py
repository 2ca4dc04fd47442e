"""Bets over periods as columns of a grid: 24 of them, shared by the periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

COLUMNS = 24


@dataclass(frozen=True, slots=True)
class Piece:
    """A bar to place: periods are counted from zero, ends are exclusive.

    ``likely_end`` is where the middle forecast ends, ``late_end`` where nine in ten
    end; both in periods and fractions of one.
    """

    start: float
    likely_end: float
    late_end: float
    thing: Any = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with the classes that put it on the grid."""

    thing: Any
    body: str
    tail: str
    row: int


def lanes(pieces: Sequence[Piece], n_periods: int) -> tuple[Placed, ...]:
    """Return the pieces on as few rows as they need without touching each other."""
    per = COLUMNS / max(n_periods, 1)
    free: list[int] = []
    placed = []
    for piece in sorted(pieces, key=lambda p: (p.start, p.likely_end)):
        start = min(round(piece.start * per), COLUMNS - 1)
        body = max(start + 1, min(round(piece.likely_end * per), COLUMNS))
        end = max(body, min(round(piece.late_end * per), COLUMNS))
        row = next((i for i, until in enumerate(free) if until <= start), len(free))
        free[row : row + 1] = [end]
        line = f"r{row + 1}"
        tail = f"{line} c{body + 1} w{end - body}" if end > body else ""
        placed.append(
            Placed(piece.thing, f"{line} c{start + 1} w{body - start}", tail, row + 1)
        )
    return tuple(placed)


def period_heads(n_periods: int) -> tuple[str, ...]:
    """Return the classes of the periods' heads."""
    edges = [round(COLUMNS / max(n_periods, 1) * i) for i in range(n_periods + 1)]
    return tuple(f"c{a + 1} w{b - a}" for a, b in pairwise(edges))
