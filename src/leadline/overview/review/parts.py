"""What a section hands to the page: its lines, what matters most of it, its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from leadline.strategy.types import Line, Mark, Piece

L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause that may stand in the sentence on top, with how much it weighs.

    ``kind`` keeps two clauses about the same thing from standing together.
    """

    weight: float
    kind: str
    clause: Line


@dataclass(slots=True)
class Part(Generic[L]):
    """A section while it is made; ``more`` rows of a table did not fit on the page."""

    lines: list[L] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    more: int = 0

    def cut(self, most: int) -> None:
        """Keep the first lines; count the rest, one alone is never left over."""
        if len(self.lines) > most + 1:
            self.more = len(self.lines) - most
            del self.lines[most:]


def shortened(lines: Sequence[Line], most: int, what: str = "") -> list[Line]:
    """Return the first lines, and one that counts the rest; one alone is never left
    over. A sentence that counts them is so held by what stands below it.

    >>> [one.words for one in shortened([Line((Piece("a"),))] * 4, 2, " kept")]
    ['a', 'a', 'and 2 more kept']
    """
    if len(lines) <= most + 1:
        return list(lines)
    left = len(lines) - most
    return [*lines[:most], Line((Piece(f"and {left} more{what}"),), stands_for=left)]
