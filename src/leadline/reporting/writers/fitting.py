"""What fits on a slide: how large a title, how wide a column, how many rows.

Slides carry no typefaces, so letters are taken to be as wide as in the widest of those
that may stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from leadline.foundation.text import first_words
from leadline.reporting.model import Table
from leadline.reporting.writers.words import cell_text, clean

BREADTH, ROOM = 11.93, 5.1  # inches
LONGEST_LINE = 420
POINTS, A_LETTER, LEADING = 72, 0.64, 1.2  # an inch, a letter's width, a line's height
# Of a table at 11 points: what a cell keeps free, its letters an inch, and the height
# of a line and of what stands around the lines of a row.
FREE, LETTERS, A_LINE, A_ROW = 0.2, 12.0, 0.19, 0.12
A_BOLD_LETTER = 0.105
END = re.compile(r"(?<=[.!?:;]) ")


def size_of(text: str, sizes: tuple[int, ...], height: float) -> int:
    """Return the largest of some sizes in which a title fits a height, else the least.

    >>> size_of("Buy or build?", (34, 28, 20), 2.4), size_of("x" * 170, (34, 28), 2.4)
    (34, 28)
    """
    for size in sizes:
        across = int(BREADTH / (A_LETTER * size / POINTS))
        if ceil(len(text) / across) * size * LEADING / POINTS <= height:
            return size
    return sizes[-1]


def pieces(text: str) -> Iterator[str]:
    """Yield a paragraph whole, in as many pieces as lines hold of it, by sentences.

    >>> [len(piece) for piece in pieces("It was so. " * 60)]
    [417, 241]
    """
    held = ""
    for sentence in END.split(text.strip()):
        for part in _parts_of(sentence):
            if held and len(held) + len(part) >= LONGEST_LINE:
                yield held
                held = ""
            held = f"{held} {part}" if held else part
    if held:
        yield held


def _parts_of(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST_LINE:
        at = sentence.rfind(" ", 0, LONGEST_LINE)
        at = at if at > 0 else LONGEST_LINE
        yield sentence[:at]
        sentence = sentence[at:].strip()
    yield sentence


def widths_of(table: Table) -> list[float]:
    """Return how wide each column is in inches; no word of a head is broken."""
    shares = [one.width for one in table.columns]
    least = [
        FREE + A_BOLD_LETTER * max(map(len, re.split(r"[ -]", clean(one.name))))
        for one in table.columns
    ]
    if sum(least) >= BREADTH:
        return [BREADTH * width / sum(least) for width in least]
    held = {n for n in range(len(shares)) if not shares[n]}
    while True:
        rest = BREADTH - sum(least[n] for n in held)
        whole = sum(share for n, share in enumerate(shares) if n not in held)
        found = [
            least[n] if n in held else rest * share / whole
            for n, share in enumerate(shares)
        ]
        narrow = {n for n, width in enumerate(found) if width < least[n] - 1e-9}
        if not narrow:
            return found
        held |= narrow


def cell_of(text: str, width: float) -> str:
    """Return the text of a cell, marked where it is more than a slide holds."""
    most = (ROOM - 2 * A_ROW - 4 * A_LINE) / A_LINE * _across(width)
    return first_words(text, int(most))


def parts(table: Table) -> Iterator[Table]:
    """Yield a table in as many parts as slides hold of it, every row in one of them."""
    widths = widths_of(table)
    heads = [clean(one.name) for one in table.columns]
    heights = [_height([cell_text(cell) for cell in row], widths) for row in table.rows]
    room = ROOM - _height(heads, widths)
    least = max(1, ceil(sum(heights) / room))
    for slides in range(least, len(heights) + 1):
        shared = _shared(heights, slides)
        if all(sum(heights[n] for n in held) <= room for held in shared):
            break
    else:
        shared = [[n] for n in range(len(heights))] or [[]]
    for held in shared:
        rows = tuple(table.rows[n] for n in held)
        yield Table(table.name, table.columns, rows, table.source)


def _shared(heights: list[float], slides: int) -> list[list[int]]:
    """Return which rows stand on which slide, about as much on each.

    >>> _shared([1.0, 1.0, 1.0, 3.0, 1.0], 2)
    [[0, 1, 2], [3, 4]]
    """
    shared: list[list[int]] = [[] for _ in range(slides)]
    before, share = 0.0, sum(heights) / slides
    for n, height in enumerate(heights):
        shared[min(slides - 1, int((before + height / 2) / share))].append(n)
        before += height
    return [held for held in shared if held]


def _across(width: float) -> int:
    return max(4, int((width - FREE) * LETTERS))


def _height(texts: list[str], widths: list[float]) -> float:
    """Return how high a row stands, as its longest cell makes it."""
    lines = max(
        ceil(max(1, len(cell_of(text, width))) / _across(width))
        for text, width in zip(texts, widths, strict=True)
    )
    return A_ROW + A_LINE * lines
