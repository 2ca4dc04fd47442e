"""Which words are about which decision, and on whose side, as somebody read them.

The side stands beside the words, in the heading of the piece: ``chair=licence A for``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leadline.demo.company import Piece

LETTERS = "ABC"
NO_OPTION = "-"


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A piece that is about a decision, with the option and the side it takes."""

    piece: Piece
    option: str
    side: str


def read_words(
    key: str, titles: Sequence[str], pieces: Sequence[Piece]
) -> list[ReadWord]:
    """Return the words that are about a decision, in turns for and against.

    What customers said themselves comes before what was noted of them, and the newest
    first. Words that take no side stand beside the first option. Nobody's words and
    those of no customer are left out: a chair is a customer's.

    >>> read_words("tide", ["Buy"], [])
    []
    """
    found = [
        ReadWord(piece, _title(label.option, titles), label.side)
        for piece in pieces
        for label in piece.labels
        if label.decision == key and piece.customer
    ]
    found.sort(key=lambda word: word.piece.said_at, reverse=True)
    found.sort(key=lambda word: bool(word.piece.noted_by))
    return list(_in_turns(found))


def _title(letter: str, titles: Sequence[str]) -> str:
    return titles[0 if letter == NO_OPTION else LETTERS.index(letter)]


def _in_turns(words: Sequence[ReadWord]) -> Iterator[ReadWord]:
    """Yield one for, one against, one neither, and so on, until all are told."""
    sides = [
        [word for word in words if word.side == side]
        for side in ("for", "against", "neither")
    ]
    for turn in range(max(len(side) for side in sides)):
        for side in sides:
            yield from side[turn : turn + 1]
