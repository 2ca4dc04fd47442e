"""In which order voices come before the room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from leadline.decisions.types import OptionRow, Side, Telling, WordRow


@dataclass(frozen=True, slots=True)
class Card:
    """A voice on a card; ``parts`` are the sentences to choose from when too long."""

    word: WordRow
    telling: Telling
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice on a stage, and how many of its side there are."""

    word: WordRow
    of: int


@dataclass(frozen=True, slots=True)
class Stage:
    """What the room sees at once: one for beside one against, or one alone."""

    voices: tuple[Voice, ...]

    @property
    def is_pair(self) -> bool:
        """Whether two voices stand beside each other."""
        return len(self.voices) == 2


@dataclass(frozen=True, slots=True)
class OptionSides:
    """The words for an option and against it, the strongest first."""

    option: OptionRow
    pro: list[WordRow]
    contra: list[WordRow]

    @property
    def n(self) -> int:
        """How many words take a side on it."""
        return len(self.pro) + len(self.contra)


def sides_of(
    options: Iterable[OptionRow], words: Sequence[WordRow]
) -> list[OptionSides]:
    """Return for each option its words for and against."""
    return [
        OptionSides(
            option,
            [w for w in words if w.option_id == option.id and w.side == Side.FOR],
            [w for w in words if w.option_id == option.id and w.side == Side.AGAINST],
        )
        for option in options
    ]


def stages_of(options: Iterable[OptionRow], words: Sequence[WordRow]) -> list[Stage]:
    """Return pairs by option, the strongest first, then who is left over, alone."""
    pairs: list[Stage] = []
    alone: list[Stage] = []
    for sides in sides_of(options, words):
        counts = (len(sides.pro), len(sides.contra))
        for both in zip_longest(sides.pro, sides.contra):
            voices = tuple(
                Voice(word, of)
                for word, of in zip(both, counts, strict=True)
                if word is not None
            )
            (pairs if len(voices) == 2 else alone).append(Stage(voices))
    return pairs + alone
