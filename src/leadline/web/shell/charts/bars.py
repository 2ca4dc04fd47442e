"""Amounts over weeks, in one or two layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.web.shell.charts.scale import Scale, round_steps

WIDTH, HEIGHT = 640.0, 170.0
LEFT, TOP, FLOOR = 36.0, 17.0, 140.0
GAP = 1.5


@dataclass(frozen=True, slots=True)
class Block:
    """One layer of one bar."""

    layer: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Blocks, the lines across with their values, and the labels below."""

    blocks: tuple[Block, ...]
    grid: tuple[tuple[float, float], ...]
    labels: tuple[tuple[float, str], ...]
    note_x: float | None
    level_y: float | None


def bars(
    labels: Sequence[str],
    layers: Sequence[Sequence[float]],
    note_at: int | None = None,
    level: float | None = None,
) -> Bars:
    """Return the bars of layers that stand upon each other, first layer below.

    ``note_at`` is the place of a line before that bar: something happened; ``level``
    is the height of a line across: what was aimed for.
    """
    totals = [sum(column) for column in zip(*layers, strict=True)]
    steps = round_steps(max([*totals, level or 0, 1]))
    up = Scale(0, steps[-1], FLOOR, TOP)
    each = (WIDTH - LEFT) / max(len(labels), 1)
    width = round(min(each * 0.72, 40), 1)
    blocks = []
    for i in range(len(labels)):
        x = round(LEFT + each * i + (each - width) / 2, 1)
        below = 0.0
        for layer, values in enumerate(layers):
            if values[i] <= 0:
                continue
            top, foot = up(below + values[i]), up(below) - (GAP if below else 0)
            blocks.append(Block(layer, x, top, width, round(max(foot - top, 1), 1)))
            below += values[i]
    every = max(1, -(-len(labels) // 6))
    last = len(labels) - 1
    shown = [i for i in range(0, len(labels), every) if last - i >= every or i == last]
    centre = {i: round(LEFT + each * (i + 0.5), 1) for i in {*shown, last} if i >= 0}
    return Bars(
        blocks=tuple(blocks),
        grid=tuple((up(step), step) for step in steps),
        labels=tuple((centre[i], labels[i]) for i in sorted(centre)),
        note_x=None if note_at is None else round(LEFT + each * note_at, 1),
        level_y=None if level is None else up(level),
    )
