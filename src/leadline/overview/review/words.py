"""Lines put together from words and facts, and how a review says figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from leadline.foundation import words
from leadline.foundation.measures import is_percent, measured, points
from leadline.overview.briefing.quoting import source_words
from leadline.strategy.types import Line, Piece, ReadingRow

LONGEST_NAME = 80
CHAIR = "the customer\N{RIGHT SINGLE QUOTATION MARK}s chair"


def line(*parts: str | Piece, is_bad: bool = False) -> Line:
    """Return a line of words and facts; facts lead to their records.

    >>> line("It is ", fact("9 ports", "strategy/goals/1/"), ".").words
    'It is 9 ports.'
    """
    pieces = (part if isinstance(part, Piece) else Piece(part) for part in parts)
    return Line(tuple(piece for piece in pieces if piece.words), is_bad)


def fact(text: str, path: str) -> Piece:
    """Return a figure or a name that leads to the record it comes from."""
    return Piece(text, path)


def name(text: str, path: str) -> Piece:
    """Return the name of a record as a page has room for it, leading there."""
    return Piece(cut(text), path)


def cut(text: str, most: int = LONGEST_NAME) -> str:
    """Return a text in one line of at most so many letters, by whole words.

    >>> cut("a long way home", 12)
    'a long way…'
    """
    whole = " ".join(text.split())
    if len(whole) <= most:
        return whole
    kept = whole[: most - 1]
    return f"{kept.rpartition(' ')[0] or kept}…"


def joined(lines: Sequence[Line], between: str, end: str = "") -> Line:
    """Return several lines as one, in a row."""
    pieces: list[Piece] = []
    for number, one in enumerate(lines):
        if number:
            pieces.append(Piece(between))
        pieces += one.pieces
    return Line((*pieces, *([Piece(end)] if end else [])))


def capital(one: Line) -> Line:
    """Return a line that begins with a capital letter."""
    if not one.pieces:
        return one
    first, *rest = one.pieces
    begun = f"{first.words[:1].upper()}{first.words[1:]}"
    return Line((Piece(begun, first.path), *rest), one.is_bad)


def change_words(difference: Decimal, unit: str) -> str:
    """Return by how much something moved, percent in points: "1.5 points".

    >>> change_words(Decimal("-1.5"), "%"), change_words(Decimal(29_000), "EUR")
    ('1.5 points', '\u20ac29k')
    """
    size = abs(difference)
    return points(size) if is_percent(unit) else measured(size, unit)


def signed(difference: Decimal, unit: str) -> str:
    """Return a move with its sign: "+€29k", or nothing where it did not move.

    >>> signed(Decimal(-2), "ports"), signed(Decimal(0), "%")
    ('\u22122 ports', 'unchanged')
    """
    if not difference:
        return "unchanged"
    sign = words.MINUS if difference < 0 else "+"
    return f"{sign}{change_words(difference, unit)}"


def read_words(reading: ReadingRow, on: date) -> str:
    """Return when and where a reading was taken, and how old it is."""
    day = words.day(reading.on_date, on).split(" ", 1)[1]
    age = words.age(reading.on_date, on)
    return ", ".join(part for part in (day, source_words(reading.source), age) if part)


def day_words(day: date, on: date) -> str:
    """Return a day as a list says it: "Tue 1 Dec"."""
    return words.day(day, on)


def late_words(days: int) -> str:
    """Return how late something is: "2 days late"."""
    return words.plural(days, "day late", "days late")


def in_order(found: Iterable[tuple[float, Line]]) -> list[Line]:
    """Return lines with the weightiest first; equals stay in their order."""
    return [one for _, one in sorted(found, key=lambda pair: -pair[0])]
