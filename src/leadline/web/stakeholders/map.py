"""The map of stakeholders: influence goes up, interest goes right.

At most twelve are named, those with most influence and interest; the others are small
shapes that say their name when one points at them. A name stands beside its shape where
it covers no other name and no named shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leadline.stakeholders.types import Judged, ListensRow, PersonRow

LEFT, TOP, WIDTH, HEIGHT = 44, 16, 640, 404
EDGE, STEP, NEAR = 14, 16, 14
NAMED, MOST = 12, 60
LETTER, LINE, GAP = 6.4, 13, 13
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a stakeholder stands on the drawing, and where their name does."""

    row: PersonRow
    judged: Judged
    x: float
    y: float
    is_named: bool
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
    boxes: list[Box] = []
    for place, (row, one) in enumerate(judged[:MOST]):
        x = LEFT + EDGE + one.interest / 100 * (WIDTH - 2 * EDGE)
        y = TOP + EDGE + (1 - one.influence / 100) * (HEIGHT - 2 * EDGE)
        x, y = round(x, 1), round(_free(found, x, y), 1)
        found.append(Spot(row, one, x, y, place < NAMED))
    named = [spot for spot in found if spot.is_named]
    boxes = [(s.x - 9, s.y - 9, s.x + 9, s.y + 9) for s in named]
    labelled = []
    for spot in named:
        side, shift, has_line, box = _label(spot, boxes)
        boxes.append(box)
        labelled.append(replace(spot, side=side, shift=shift, has_line=has_line))
    return [*(spot for spot in found if not spot.is_named), *labelled]


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


def _label(spot: Spot, taken: Sequence[Box]) -> tuple[str, float, bool, Box]:
    """Return where a name covers the least: beside its shape, a little up or down.

    The line under it, of what they do, is left out where there is no room for it.
    """
    return min(_places(spot), key=lambda place: _covered(place[3], taken))


def _places(spot: Spot) -> Iterator[tuple[str, float, bool, Box]]:
    under = spot.row.title or spot.row.organisation or spot.row.function.label
    for has_line in (True, False):
        letters = max(len(spot.row.name), len(under) if has_line else 0)
        width = LETTER * min(22, letters)
        height = LINE * (1 + has_line)
        for shift in (0.0, -12.0, 12.0, -22.0, 22.0, -34.0, 34.0):
            for side in ("right", "left"):
                start = spot.x + GAP if side == "right" else spot.x - GAP - width
                top = spot.y + shift - 10
                yield side, shift, has_line, (start, top, start + width, top + height)


def _covered(box: Box, taken: Sequence[Box]) -> float:
    """Return how much of a name covers others or stands outside the frame."""
    left, top, right, bottom = box
    over = sum(
        max(0.0, min(right, r) - max(left, lf)) * max(0.0, min(bottom, b) - max(top, t))
        for lf, t, r, b in taken
    )
    out = max(0.0, LEFT - left) + max(0.0, right - LEFT - WIDTH)
    return over + 100 * (out + max(0.0, TOP - top) + max(0.0, bottom - TOP - HEIGHT))


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
