"""The map of needs: to the right how many ask, upwards what one of them pays.

At most twelve are named, those most asked for whose name covers nothing; the others
are small shapes that say their name when one points at them. The same needs give the
same drawing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from leadline.evidence.types import NeedRow
from leadline.web.shell.charts.names import GAP, Label, free_names
from leadline.web.shell.charts.scale import Scale, round_marks

LEFT, TOP, RIGHT, FOOT = 64, 24, 800, 484
WIDTH, EDGE = 1040, 12  # names reach beyond the axis
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
        """How many of all no bet answers."""
        return sum(1 for spot in self.spots if not spot.is_answered)


def need_map(needs: Sequence[NeedRow], answered: Collection[int]) -> NeedMap:
    """Return the map of needs, given most asked for first; ``answered`` have a bet.

    A need that nobody known asks for has no place on it.

    >>> need_map([], set()).spots
    ()
    """
    shown = [need for need in needs if need.customers][:MOST]
    is_money = any(need.revenue.amount for need in shown)
    each = [_each(need, is_money) for need in shown]
    asking = [need.customers for need in shown]
    across = round_marks(min(asking, default=0), max(asking, default=1), 6)
    up = round_marks(min(each, default=0.0), max(each, default=1.0))
    x = Scale(across[0], across[-1], LEFT + EDGE, RIGHT - EDGE)
    y = Scale(up[0], up[-1], FOOT - EDGE, TOP + EDGE)
    spots = [
        Spot(need, of, x(need.customers), y(of), need.id in answered)
        for need, of in zip(shown, each, strict=True)
    ]
    return NeedMap(
        tuple(_named(spots)),
        tuple((x(mark), mark) for mark in across),
        tuple((y(mark), mark) for mark in up),
        is_money,
        next((need.revenue.currency for need in shown), ""),
    )


def _each(need: NeedRow, is_money: bool) -> float:
    what = float(need.revenue.amount) if is_money else need.pieces
    return what / need.customers


def _named(spots: Sequence[Spot]) -> list[Spot]:
    """Return the spots with their names, those that have one last."""
    shapes = [(spot.x, spot.y, spot.need.statement, "") for spot in spots]
    labels = free_names(shapes, (LEFT, TOP, WIDTH, FOOT), NAMED, LONGEST)
    bare = [spot for at, spot in enumerate(spots) if at not in labels]
    return [*bare, *(replace(spots[at], label=one) for at, one in labels.items())]
