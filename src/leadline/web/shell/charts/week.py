"""A week of a calendar: a day a line, its hours across."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WIDTH, LEFT, TOP, ROW, HIGH = 740.0, 40.0, 8.0, 30.0, 24.0
FIRST, LAST = 8, 17
LETTER, EDGE = 6.4, 10.0
WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a calendar: from when until when, of what kind, its title."""

    start: datetime
    end: datetime
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Block:
    """One entry as drawn; as much of its title as it holds."""

    kind: str
    title: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Week:
    """Blocks, the days down the side, the hours along the foot."""

    blocks: tuple[Block, ...]
    days: tuple[tuple[float, str], ...]
    hours: tuple[tuple[float, str], ...]
    floor: float


def week(entries: Sequence[Entry], monday: date) -> Week:
    """Return a week as drawn: five days, or seven where the weekend holds anything.

    Who stands at the same time shares the height of the line.
    """
    on = [(e, (e.start.date() - monday).days) for e in entries]
    n = 7 if any(day >= WORKDAYS for _, day in on) else WORKDAYS
    first = min([FIRST, *(e.start.hour for e in entries)])
    last = max([LAST, *(_until(e) for e in entries)])
    each = (WIDTH - LEFT) / (last - first)
    blocks: list[Block] = []
    for day in range(n):
        todays = sorted(
            (e for e, at in on if at == day), key=lambda e: (e.start, e.end)
        )
        for entry, lane, lanes in _lanes(todays):
            x = LEFT + (_hour(entry.start) - first) * each
            width = max((_end(entry) - _hour(entry.start)) * each - 1.5, 3)
            height = HIGH / lanes
            room = int((width - EDGE) / LETTER) if height > HIGH / 2 else 0
            blocks.append(
                Block(
                    entry.kind, _short(entry.title, room), round(x, 1),
                    round(TOP + day * ROW + lane * height, 1), round(width, 1),
                    round(height - 1, 1),
                )
            )  # fmt: skip
    step = 2 if last - first > 8 else 1
    hours = range(first, last + 1, step)
    return Week(
        blocks=tuple(blocks),
        days=tuple(
            (TOP + day * ROW, f"{monday + timedelta(days=day):%a}") for day in range(n)
        ),
        hours=tuple((round(LEFT + (h - first) * each, 1), f"{h}:00") for h in hours),
        floor=TOP + n * ROW,
    )


def _hour(at: datetime) -> float:
    return at.hour + at.minute / 60


def _end(entry: Entry) -> float:
    """Return the hour an entry ends at; midnight where it goes on into another day."""
    is_same = entry.end.date() == entry.start.date()
    return _hour(entry.end) if is_same else 24.0


def _until(entry: Entry) -> int:
    return math.ceil(_end(entry))


def _lanes(entries: Sequence[Entry]) -> list[tuple[Entry, int, int]]:
    """Return each entry of a day with its lane and how many its neighbours take."""
    found: list[tuple[Entry, int, int]] = []
    together: list[tuple[Entry, int]] = []
    ends: list[float] = []
    for entry in entries:
        if ends and _hour(entry.start) >= max(ends):
            found += [(one, lane, len(ends)) for one, lane in together]
            together, ends = [], []
        free = [i for i, end in enumerate(ends) if end <= _hour(entry.start)]
        lane = free[0] if free else len(ends)
        if not free:
            ends.append(0.0)
        ends[lane] = _end(entry)
        together.append((entry, lane))
    return [*found, *((one, lane, len(ends)) for one, lane in together)]


def _short(title: str, room: int) -> str:
    """Return as much of a title as there is room for.

    >>> _short("Stand-up Access", 20), _short("Stand-up Access", 9), _short("Lunch", 2)
    ('Stand-up Access', 'Stand-up…', '')
    """
    if len(title) <= room:
        return title
    return f"{title[: room - 1].rstrip()}…" if room > 3 else ""
