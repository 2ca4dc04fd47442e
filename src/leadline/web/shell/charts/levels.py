"""Several views of one skill on a line of levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leadline.web.shell.charts.scale import Scale

WIDTH = 300.0
EDGE = 12.0
APART = 10.0


@dataclass(frozen=True, slots=True)
class Levels:
    """Where levels and views stand on a line 300 wide; nothing for no view."""

    ticks: list[float]
    marks: dict[str, float]
    low: float
    high: float


def levels(views: Mapping[str, float | None], top: int) -> Levels | None:
    """Return the line of views between level 1 and ``top``, or nothing without any.

    Marks that would cover each other stand beside each other.

    >>> levels({"own": 1, "peers": 5}, 5).marks
    {'own': 12.0, 'peers': 288.0}
    >>> levels({"own": 3, "peers": 3, "manager": None}, 5).marks
    {'own': 145.0, 'peers': 155.0}
    """
    known = {name: value for name, value in views.items() if value is not None}
    if not known:
        return None
    place = Scale(1, top, EDGE, WIDTH - EDGE)
    true = {name: place(value) for name, value in known.items()}
    return Levels(
        ticks=[place(n) for n in range(1, top + 1)],
        marks=_spread(true),
        low=min(true.values()),
        high=max(true.values()),
    )


def _spread(true: Mapping[str, float]) -> dict[str, float]:
    """Return places a little apart, those at one place around it."""
    together: list[list[str]] = []
    for name in sorted(true, key=lambda name: true[name]):
        if together and true[name] - true[together[-1][0]] < APART:
            together[-1].append(name)
        else:
            together.append([name])
    found = {}
    for names in together:
        middle = sum(true[name] for name in names) / len(names)
        start = middle - APART * (len(names) - 1) / 2
        start = min(max(start, EDGE / 2), WIDTH - EDGE / 2 - APART * (len(names) - 1))
        for n, name in enumerate(names):
            found[name] = round(start + n * APART, 1)
    return {name: found[name] for name in true}
