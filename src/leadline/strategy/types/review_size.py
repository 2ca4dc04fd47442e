"""How much of its sheet a review fills, so that print is as large as it may be.

An estimate by counting letters; what it says is held against a browser's print by a
test, with room to spare.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from leadline.strategy.types.reviews import ALONE, ReviewPage, Section

# What is left of A4 inside the margins is 1016 pixels high; the estimate of what
# stands there comes out a twelfth too high, and a little is kept to spare.
HEIGHT = 1050.0
LINE, HEAD, ROW = 13.2, 34.0, 3.2
WHOLE, HALF = 138, 66
NAME, MOVED, CELL = 30, 34, 22
HALVES = (Section.FORECASTS, Section.BETS, Section.DECISIONS, Section.PROMISES)
SCALES = {"roomy": 1.15, "even": 1.0, "dense": 0.9, "denser": 0.8}


def density_of(page: ReviewPage) -> str:
    """Return the largest print that keeps a review on one page, or the smallest."""
    for name, scale in SCALES.items():
        if height_of(page, scale) <= HEIGHT:
            return name
    return name


def lines_too_many(page: ReviewPage) -> int:
    """Return how many lines do not fit onto the page even in the smallest print."""
    scale = min(SCALES.values())
    over = height_of(page, scale) - HEIGHT
    return ceil(over / (LINE * scale)) if over > 0 else 0


def height_of(page: ReviewPage, scale: float) -> float:
    """Return about how high a review is on paper, at a scale of its letters."""
    rows = 2.0 + _rows([page.title], 80, scale) * 1.7 + 2
    opening = page.written.get(Section.OPENING)
    told = [opening.words] if opening else page.facts.lines_of(Section.OPENING)
    rows += _rows(told, WHOLE, scale) * 1.25
    rows += sum(section in page.written for section in ALONE)  # who wrote it
    height = rows * LINE
    tall = {s: _section(page, s, scale) for s in Section if s not in ALONE}
    halves = [tall.pop(section) for section in HALVES]
    there = [one for one in halves if one]
    height += sum(max(there[n : n + 2]) for n in range(0, len(there), 2))
    return (height + sum(tall.values())) * scale


def _section(page: ReviewPage, section: Section, scale: float) -> float:
    """Return how high a section is, at the letters' own size; nothing where empty."""
    wide = HALF if section in HALVES else WHOLE
    own = page.written.get(section)
    height = 0.0
    if page.shows(section):
        height += _computed(page, section, wide, scale)
    if own:
        lines = own.words.splitlines()
        height += (_rows(lines, wide, scale) * 1.15 + 1.4) * LINE
    return height + HEAD if height else 0.0


def _computed(page: ReviewPage, section: Section, wide: int, scale: float) -> float:
    facts = page.facts
    more = LINE if facts.more.get(section) else 0.0
    if section == Section.GOALS:
        tall = [
            max(
                _rows([goal.name], NAME, scale) + _rows([goal.read], NAME + 6, scale),
                _rows([goal.moved.words], MOVED, scale),
                _rows([goal.pace], 14, scale),
            )
            for goal in facts.goals
        ]
        return _table(tall) + more
    if section == Section.FORECASTS:
        tall = [
            max(
                _rows([one.text], CELL, scale),
                _rows([one.said], 15, scale),
                _rows([f"{one.was}, {one.verdict}"], 16, scale),
            )
            for one in facts.forecasts
        ]
        return _table(tall) + more
    lines = facts.lines_of(section)
    return _rows(lines, wide, scale) * LINE + len(lines) * 1.0 + more


def _table(rows: list[int]) -> float:
    return (sum(rows) + 1.4) * LINE + len(rows) * ROW if rows else 0.0


def _rows(lines: Iterable[str], wide: int, scale: float) -> int:
    """Return how many rows lines take where so many letters go into one."""
    return sum(max(1, ceil(len(line) * scale / wide)) for line in lines)
