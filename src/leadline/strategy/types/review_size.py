"""How much of its sheet a review fills, so that print is as large as it may be.

An estimate by counting letters; what it says is held against a browser's print by a
test, with room to spare. Print is never smaller than a board reads: where a month has
more, lines are left off the paper, those first that a board misses least.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from leadline.strategy.types.reviews import ALONE, ReviewPage, Section

# What is left of A4 inside the margins is 1016 pixels high; the estimate of what
# stands there comes out a twentieth too high, and a little is kept to spare.
HEIGHT = 1038.0
LINE, HEAD, ROW = 13.2, 34.0, 3.2
WHOLE, HALF = 138, 66
NAME, READ, MOVED, PACE, CELL = 27, 36, 31, 11, 25
HALVES = (Section.FORECASTS, Section.BETS, Section.DECISIONS, Section.PROMISES)
# Of letters of 7.2 points: 9.8 and 8.5 points on paper.
SCALES = {"roomy": 1.36, "even": 1.18}
# To how many lines a section is cut, round by round, the first one first.
CUTS = (
    (Section.READINGS, (2, 0, 0)),
    (Section.LEARNED, (2, 1, 0)),
    (Section.FORECASTS, (3, 2, 0)),
    (Section.BETS, (3, 2, 0)),
    (Section.PROMISES, (3, 2, 0)),
    (Section.AHEAD, (3, 2, 0)),
    (Section.DECISIONS, (4, 2, 0)),
    (Section.GOALS, (6, 4, 1)),
)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """How many lines of a section are printed, and how many more there are."""

    lines: int
    more: int
    is_cut: bool


def density_of(page: ReviewPage) -> str:
    """Return the largest print that keeps a review on one page, or the smallest."""
    for name, scale in SCALES.items():
        if height_of(page, scale) <= HEIGHT:
            return name
    return name


def on_paper(page: ReviewPage) -> dict[str, OnPaper]:
    """Return by section what of it is printed, so that all fits onto one page."""
    there, kept = _every(page), _kept(page)
    return {
        str(section): OnPaper(
            kept[section],
            _left(page, section, kept[section]),
            kept[section] < there[section],
        )
        for section, _ in CUTS
    }


def _left(page: ReviewPage, section: Section, kept: int) -> int:
    """Return how many of a section's things are not printed, counted one by one."""
    left = getattr(page.facts, section)[kept:]
    counted = sum(getattr(one, "stands_for", 1) for one in left)
    return counted + int(page.facts.more.get(section, 0))


def left_off(page: ReviewPage, paper: Mapping[str, OnPaper]) -> str:
    """Return which sections are not printed at all, with how much each would hold:
    "Other figures 3, What we learned 2"; nothing where each is there."""
    return ", ".join(
        f"{Section(name).label} {one.more}"
        for name, one in paper.items()
        if one.is_cut and not one.lines and page.shows(name)
    )


def lines_too_many(page: ReviewPage) -> int:
    """Return how many lines do not fit onto the page, whatever else is left off."""
    scale = min(SCALES.values())
    over = height_of(page, scale, _kept(page)) - HEIGHT
    return ceil(over / (LINE * scale)) if over > 0 else 0


def _every(page: ReviewPage) -> dict[Section, int]:
    return {section: len(getattr(page.facts, section)) for section, _ in CUTS}


def _kept(page: ReviewPage) -> dict[Section, int]:
    """Return how many lines of each section fit in the smallest print."""
    scale, kept = min(SCALES.values()), _every(page)
    for turn in range(len(CUTS[0][1])):
        for section, floors in CUTS:
            if not page.shows(section):
                continue
            while kept[section] > floors[turn]:
                if height_of(page, scale, kept) <= HEIGHT:
                    return kept
                kept[section] -= 1
    return kept


def height_of(
    page: ReviewPage, scale: float, kept: Mapping[Section, int] | None = None
) -> float:
    """Return about how high a review is on paper, at a scale of its letters.

    ``kept`` says how many lines of a section are printed; else all are.
    """
    kept = _every(page) if kept is None else kept
    rows = 2.0 + _rows([page.title], 80, scale) * 1.7 + 2
    opening = page.written.get(Section.OPENING)
    told = [opening.words] if opening else page.facts.lines_of(Section.OPENING)
    rows += _rows(told, WHOLE, scale) * 1.25
    rows += sum(section in page.written for section in ALONE)  # who wrote it
    gone = sum(not n and len(getattr(page.facts, s)) > 0 for s, n in kept.items())
    rows += ceil(gone / 4)  # what is left off whole is named
    height = rows * LINE
    tall = {s: _section(page, s, scale, kept[s]) for s in Section if s not in ALONE}
    halves = [tall.pop(section) for section in HALVES]
    there = [one for one in halves if one]
    height += sum(max(there[n : n + 2]) for n in range(0, len(there), 2))
    return (height + sum(tall.values())) * scale


def _section(page: ReviewPage, section: Section, scale: float, n: int) -> float:
    """Return how high a section is, at the letters' own size; nothing where empty."""
    wide = HALF if section in HALVES else WHOLE
    own = page.written.get(section)
    height = 0.0
    if page.shows(section):
        height += _computed(page, section, scale, n)
    if own:
        lines = own.words.splitlines()
        height += (_rows(lines, wide, scale) * 1.15 + 1.4) * LINE
    return height + HEAD if height else 0.0


def _computed(page: ReviewPage, section: Section, scale: float, n: int) -> float:
    facts = page.facts
    every = getattr(facts, section)
    more = LINE if n and (facts.more.get(section) or n < len(every)) else 0.0
    if section == Section.GOALS:
        tall = [
            max(
                _rows([goal.name], NAME, scale) + _rows([goal.read], READ, scale),
                _rows([goal.moved.words], MOVED, scale),
                _rows([goal.pace], PACE, scale),
            )
            for goal in facts.goals[:n]
        ]
        return _table(tall) + more
    if section == Section.FORECASTS:
        told = facts.of_forecasts.words
        more += (_rows([told], HALF, scale) + 0.6) * LINE if n and told else 0.0
        tall = [
            max(
                _rows([one.text], CELL, scale),
                _rows([one.said], 15, scale),
                _rows([f"{one.was}, {one.verdict}"], 16, scale),
            )
            for one in facts.forecasts[:n]
        ]
        return _table(tall) + more
    lines = facts.lines_of(section)[:n]
    wide = HALF if section in HALVES else WHOLE
    return _rows(lines, wide, scale) * LINE + len(lines) * 1.0 + more


def _table(rows: list[int]) -> float:
    return (sum(rows) + 1.4) * LINE + len(rows) * ROW if rows else 0.0


def _rows(lines: Iterable[str], wide: int, scale: float) -> int:
    """Return how many rows lines take where so many letters go into one."""
    return sum(max(1, ceil(len(line) * scale / wide)) for line in lines)
