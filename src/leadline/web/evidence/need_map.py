"""The map of needs: to the right how many ask, upwards what one of them pays.

At most twelve are named, those most asked for; the others are small shapes that say
their name when one points at them. The same needs give the same drawing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from leadline.evidence.types import NeedRow
from leadline.web.shell.charts.names import GAP, Label, names
from leadline.web.shell.charts.scale import Scale, round_steps

LEFT, TOP, RIGHT, FOOT = 64, 24, 700, 404
EDGE = 12
NAMED, MOST, LONGEST = 12, 60, 36


@dataclass(frozen=True, slots=True)
class Spot:
    """A need where it stands on the drawing; ``each`` is what one who asks pays."""

    need: NeedRow
    each: float
    x: float
    y: float
    is_answered: bool
    label: Label | None = None

    @property
    def label_x(self) -> float:
        """Where the name begins, or ends where it stands to the left."""
        return GAP if self.label is None or self.label.side == "right" else -GAP


@dataclass(frozen=True, slots=True)
class NeedMap:
    """The drawing: its shapes, the named ones last, and the marks of both axes.

    ``is_money`` tells that upwards is revenue; where none is known it is pieces.
    """

    spots: tuple[Spot, ...]
    across: tuple[tuple[float, float], ...]
    up: tuple[tuple[float, float], ...]
    is_money: bool
    currency: str

    @property
    def named(self) -> int:
        """How many are named."""
        return sum(1 for spot in self.spots if spot.label)

    @property
    def loose(self) -> int:
        """How many of the named ones no bet answers."""
        return sum(1 for spot in self.spots if spot.label and not spot.is_answered)


def need_map(needs: Sequence[NeedRow], answered: Collection[int]) -> NeedMap:
    """Return the map of needs, given most asked for first; ``answered`` have a bet.

    A need that nobody known asks for has no place on it.

    >>> need_map([], set()).spots
    ()
    """
    shown = [need for need in needs if need.customers][:MOST]
    is_money = any(need.revenue.amount for need in shown)
    each = [_each(need, is_money) for need in shown]
    across = round_steps(max((need.customers for need in shown), default=1), 6)
    up = round_steps(max(each, default=1.0))
    x = Scale(0, across[-1], LEFT + EDGE, RIGHT - EDGE)
    y = Scale(0, up[-1], FOOT - EDGE, TOP + EDGE)
    found = [
        Spot(need, of, x(need.customers), y(of), need.id in answered)
        for need, of in zip(shown, each, strict=True)
    ]
    return NeedMap(
        (*found[NAMED:], *_named(found[:NAMED])),
        tuple((x(mark), mark) for mark in across),
        tuple((y(mark), mark) for mark in up),
        is_money,
        next((need.revenue.currency for need in shown), ""),
    )


def _each(need: NeedRow, is_money: bool) -> float:
    what = float(need.revenue.amount) if is_money else need.pieces
    return what / need.customers


def _named(spots: Sequence[Spot]) -> list[Spot]:
    frame = (LEFT, TOP, RIGHT, FOOT)
    shapes = [(spot.x, spot.y, spot.need.statement, "") for spot in spots]
    return [
        Spot(s.need, s.each, s.x, s.y, s.is_answered, label)
        for s, label in zip(spots, names(shapes, frame, LONGEST), strict=True)
    ]
