"""The map of stakeholders: influence goes up, interest goes right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.stakeholders.types import ListensRow, PersonRow

LEFT, TOP, WIDTH, HEIGHT = 26, 16, 788, 512
APART, STEP = 64, 17
MOST = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stakeholder stands on the drawing."""

    row: PersonRow
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sway:
    """An arrow from who is heeded to who listens."""

    heeded_id: int
    listener_id: int
    x1: float
    y1: float
    x2: float
    y2: float
    is_strong: bool


def spots_of(people: Sequence[PersonRow]) -> list[Spot]:
    """Return where each stands; who would cover another is moved aside a little.

    More than ``MOST`` could not be told apart: those with most influence are drawn.

    >>> spots_of([])
    []
    """
    found: list[Spot] = []
    for row in sorted(people, key=lambda p: (-p.influence, p.interest, p.id))[:MOST]:
        x = LEFT + 14 + row.interest / 100 * (WIDTH - 28)
        y = TOP + 14 + (1 - row.influence / 100) * (HEIGHT - 28)
        found.append(Spot(row, round(x, 1), round(_free(found, x, y), 1)))
    return found


def _free(found: Sequence[Spot], x: float, y: float) -> float:
    """Return the height nearest to ``y``, on the map, where nobody is covered."""
    beside = [spot.y for spot in found if abs(spot.x - x) < 2 * APART]
    steps = [y] + [y + sign * STEP * i for i in range(1, MOST) for sign in (1, -1)]
    return next(
        (
            at
            for at in steps
            if TOP < at < TOP + HEIGHT and all(abs(at - b) >= STEP for b in beside)
        ),
        y,
    )


def sways_of(spots: Sequence[Spot], listening: Sequence[ListensRow]) -> list[Sway]:
    """Return the arrows between people on the map.

    >>> sways_of([], [])
    []
    """
    at = {spot.row.id: spot for spot in spots}
    return [
        Sway(
            edge.heeded_id, edge.listener_id,
            at[edge.heeded_id].x, at[edge.heeded_id].y,
            at[edge.listener_id].x, at[edge.listener_id].y, edge.is_strong,
        )
        for edge in listening
        if edge.heeded_id in at and edge.listener_id in at
    ]  # fmt: skip
