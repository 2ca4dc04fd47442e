"""The map of stakeholders: influence goes up, interest goes right.

At most twelve are named, those with most influence and interest whose name has room
beside its shape, on no other name and on no shape; the others are small shapes that say
their name when one points at them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leadline.stakeholders.types import Judged, ListensRow, PersonRow
from leadline.web.shell.charts.names import GAP, free_names

LEFT, TOP, WIDTH, HEIGHT = 44, 16, 640, 404
EDGE, STEP, NEAR = 14, 16, 14
NAMED, MOST = 12, 60
FRAME = (LEFT, TOP, LEFT + WIDTH, TOP + HEIGHT)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stakeholder stands on the drawing, and where their name does."""

    row: PersonRow
    judged: Judged
    x: float
    y: float
    is_named: bool = False
    side: str = "right"
    shift: float = 0
    has_line: bool = True

    @property
    def label_x(self) -> float:
        """Where the name begins, or ends where it stands to the left."""
        return GAP if self.side == "right" else -GAP


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
    """Return where each stands whom the reader may know judged, the named ones last.

    Who would cover another is moved aside a little; more than ``MOST`` are not drawn.

    >>> spots_of([])
    []
    """
    judged = [(row, row.judged) for row in people if row.judged]
    judged.sort(key=lambda one: (-one[1].influence - one[1].interest, one[0].id))
    found: list[Spot] = []
    for row, one in judged[:MOST]:
        x = LEFT + EDGE + one.interest / 100 * (WIDTH - 2 * EDGE)
        y = TOP + EDGE + (1 - one.influence / 100) * (HEIGHT - 2 * EDGE)
        x, y = round(x, 1), round(_free(found, x, y), 1)
        found.append(Spot(row, one, x, y))
    shapes = [(s.x, s.y, s.row.name, _under(s.row)) for s in found]
    labels = free_names(shapes, FRAME, NAMED)
    named = [
        replace(
            found[at], is_named=True, side=one.side, shift=one.shift,
            has_line=one.has_line,
        )
        for at, one in labels.items()
    ]  # fmt: skip
    return [*(spot for at, spot in enumerate(found) if at not in labels), *named]


def _under(row: PersonRow) -> str:
    return row.title or row.organisation or row.function.label


def _free(found: Sequence[Spot], x: float, y: float) -> float:
    """Return the height nearest to ``y``, on the map, where nobody is covered."""
    beside = [spot.y for spot in found if abs(spot.x - x) < NEAR]
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
