"""Where a measure will end: the past as a line, the future as a fan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from leadline.web.shell.charts.scale import (
    Point,
    Scale,
    closed,
    padded,
    path,
    round_marks,
)

WIDTH, HEIGHT = 360.0, 150.0
LEFT, RIGHT, TOP, FLOOR = 54.0, 288.0, 14.0, 122.0
APART = 13.0
# How wide a value is written, and how far it stays off a line.
WRITTEN, CLEAR = 40.0, 5.0


@dataclass(frozen=True, slots=True)
class Future:
    """What is expected of one period; the middle half may be unknown."""

    p10: float
    p50: float
    p90: float
    p25: float | None = None
    p75: float | None = None


@dataclass(frozen=True, slots=True)
class Fan:
    """Lines and areas, the places of the three labels at the end, and the goal.

    ``beside`` is the line of what comes where nothing is done.
    """

    past: str
    beside: str
    outer: str
    inner: str
    middle: str
    now: Point | None
    label_y: tuple[float, float, float]
    goal_y: float | None
    ticks: tuple[tuple[float, str, str], ...]
    marks: tuple[tuple[float, float], ...]
    first: tuple[float, float] | None


def spread(places: Sequence[float]) -> tuple[float, float, float]:
    """Move three labels from top to bottom apart until none covers another."""
    top, middle, bottom = places
    top = min(top, middle - APART)
    bottom = max(bottom, middle + APART)
    return round(top, 1), round(middle, 1), round(bottom, 1)


def fan(
    past: Sequence[tuple[str, float]],
    future: Sequence[tuple[str, Future]],
    goal: float | None = None,
    beside: Sequence[float] = (),
) -> Fan:
    """Return the fan of labelled values; the future begins where the past ends.

    ``beside`` has a value for each label of the future.
    """
    values = [*beside, *(value for _, value in past)]
    values += [v for _, f in future for v in (f.p10, f.p90)]
    values += [] if goal is None else [goal]
    up = Scale(*padded(values), FLOOR, TOP)
    names = [label for label, _ in past] + [label for label, _ in future]
    across = Scale(0, max(len(names) - 1, 1), LEFT, RIGHT)
    behind = [(across(i), up(v)) for i, (_, v) in enumerate(past)]
    start = behind[-1:]
    ahead = [(across(len(past) + i), f) for i, (_, f) in enumerate(future)]

    def line(values_of: Sequence[tuple[float, float]]) -> list[Point]:
        return [*start, *((x, up(v)) for x, v in values_of)]

    halves = [(x, f.p25, f.p75) for x, f in ahead]
    inner = ""
    if ahead and all(a is not None and b is not None for _, a, b in halves):
        inner = closed(
            line([(x, b) for x, _, b in halves if b is not None]),
            line([(x, a) for x, a, _ in halves if a is not None]),
        )
    last = ahead[-1][1] if ahead else Future(0, 0, 0)
    return Fan(
        past=path(behind) if len(behind) > 1 else "",
        beside=path(line(list(zip((x for x, _ in ahead), beside, strict=False))))
        if beside
        else "",
        outer=closed(
            line([(x, f.p90) for x, f in ahead]), line([(x, f.p10) for x, f in ahead])
        ),
        inner=inner,
        middle=path(line([(x, f.p50) for x, f in ahead])),
        now=start[0] if start else None,
        label_y=spread([up(last.p90) + 4, up(last.p50) + 4, up(last.p10) + 4]),
        goal_y=None if goal is None else up(goal),
        ticks=_ticks(names, len(past), across),
        marks=tuple((up(v), v) for v in round_marks(up.low, up.high) if _in(up, v)),
        first=_first(behind, None if goal is None else up(goal)),
    )


def _in(up: Scale, value: float) -> bool:
    return up.low <= value <= up.high


def _first(behind: Sequence[Point], goal_y: float | None) -> Point | None:
    """Return where the first value is written: off the line that begins below it, and
    off the goal, whose words lie above."""
    if len(behind) < 2:
        return None
    under = _beneath(behind, LEFT + 4 + WRITTEN)
    above, below = min(under) - CLEAR, max(under) + APART
    is_near = goal_y is not None and abs(above - goal_y) < 2 * APART
    fits = above - APART >= TOP - CLEAR
    y = above if (fits and not is_near) or below > FLOOR - 2 else below
    return LEFT + 4, round(y, 1)


def _beneath(behind: Sequence[Point], until: float) -> list[float]:
    """Return how high a line is where a label over its beginning lies.

    >>> _beneath([(0, 10), (10, 20), (30, 40)], 20)
    [10, 20, 30.0]
    """
    found = [y for x, y in behind if x <= until]
    for (x, y), (right, there) in pairwise(behind):
        if x <= until < right:
            found.append(y + (there - y) * (until - x) / (right - x))
    return found


def _ticks(
    names: Sequence[str], n_past: int, across: Scale
) -> tuple[tuple[float, str, str], ...]:
    """Label the first, the present and the last period, and no two on one place."""
    wanted = sorted({0, max(n_past - 1, 0), len(names) - 1})
    kept = [i for i in wanted if i in (0, len(names) - 1) or across(i) - LEFT > 60]
    return tuple(
        (across(i), names[i], "" if i == 0 else "mid")
        for i in kept
        if 0 <= i < len(names)
    )
