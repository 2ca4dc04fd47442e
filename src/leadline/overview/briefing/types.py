"""What a briefing is made of: sentences, figures, words, asks and days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a piece of news is about; each audience weighs them in its own way."""

    PROMISE = "promise"
    DECISION = "decision"
    QUESTION = "question"
    PLAN = "plan"
    GOAL = "goal"
    NEED = "need"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Source:
    """A record that a sentence or figure rests on: a key that stays, and its page."""

    key: str
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the records it was made from; ``is_money``: it tells of money."""

    words: str
    sources: tuple[Source, ...]
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """Something worth telling: its weight, its headline and what explains it."""

    kind: Kind
    weight: float
    headline: Sentence
    because: tuple[Sentence, ...] = ()
    need_ids: tuple[int, ...] = ()
    decision_id: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that carries the briefing, with its unit, source and age."""

    label: str
    value: str
    unit: str
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class Words:
    """What a customer said; ``noted_by`` is who reported it."""

    words: str
    speaker: str
    where: str
    noted_by: str
    source: Source


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of the reader, why, and by when."""

    what: str
    why: str
    by: str
    source: Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of what comes by time: its day or part of the year, and what."""

    when: str
    what: str
    note: str
    source: Source


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time with all that falls into it."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What changed since the last briefing.

    "later", "earlier", "new", "out"; "done" for what was kept, decided or finished.
    """

    how: str
    what: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stood in time when a briefing was made, to tell what moved."""

    what: str
    when: str
    order: str


@dataclass(slots=True)
class Draft:
    """What a briefing begins as."""

    title: str
    why: list[Sentence] = field(default_factory=list)
    headline: Sentence | None = None
    figures: list[Figure] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    more_asks: int = 0
    stretches: list[Stretch] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    left_out: str = ""
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def body(self) -> str:
        """The opening as one text, for a person to edit."""
        return " ".join(sentence.words for sentence in self.why)

    @property
    def parts(self) -> dict[str, Any]:
        """Everything but title and opening, as it is kept with the briefing."""
        return {
            "sentences": [asdict(s) for s in self.sentences],
            "figures": [asdict(one) for one in self.figures],
            "words": [asdict(one) for one in self.words],
            "asks": [asdict(one) for one in self.asks],
            "more_asks": self.more_asks,
            "stretches": [asdict(one) for one in self.stretches],
            "moves": [asdict(one) for one in self.moves],
            "left_out": self.left_out,
        }

    @property
    def sentences(self) -> list[Sentence]:
        """The headline and the sentences of the opening."""
        return [*([self.headline] if self.headline else []), *self.why]

    @property
    def facts(self) -> dict[str, Any]:
        """Where each thing stands in time, to hold the next briefing against."""
        return {key: asdict(place) for key, place in self.places.items()}


def day_words(day: date, on: date | None = None, *, with_year: bool = False) -> str:
    """Return a day as a letter of ``on`` writes it: "4 December".

    With the year where asked, or where it is another than that of the letter.
    """
    is_other = on is not None and day.year != on.year
    return f"{day:%-d %B %Y}" if with_year or is_other else f"{day:%-d %B}"


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence lists them: "A, B and C"."""
    *most, last = list(names)
    return f"{', '.join(most)} and {last}" if most else last


COUNTS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, as a word up to twelve: "two promises"."""
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"


def in_words(number: int) -> str:
    """Return a number as a word up to twelve, in figures above.

    >>> in_words(12), in_words(1300)
    ('twelve', '1,300')
    """
    return COUNTS[number] if 0 <= number < len(COUNTS) else f"{number:,}"
