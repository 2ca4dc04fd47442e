"""Hearing the words of a decision one by one: the word, its guesses, what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from leadline.decisions.types.chair import Chair, Guesser, Side
from leadline.decisions.types.decisions import OptionRow
from leadline.evidence.types import Quoted
from leadline.foundation.money import Total


@dataclass(frozen=True, slots=True)
class GuessRecord:
    """How often guesses of a model were right in this workspace.

    ``bar`` is the chance from which a side is guessed, none where no guess holds.
    ``known_right`` of ``known`` guesses were right on words labelled for this, where
    that was measured.
    """

    by: Guesser
    right: int
    answered: int
    bar: float | None
    few: int
    known_right: int = 0
    known: int = 0

    @property
    def has_record(self) -> bool:
        """Whether enough guesses were answered here to say how often they are right."""
        return self.answered >= self.few

    @property
    def in_ten(self) -> int:
        """How many of ten guesses were right, rounded down."""
        return 10 * self.right // max(1, self.answered)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a model thinks a customer would say to an option."""

    option_id: int
    option: str
    side: Side
    chance: float
    by: Guesser


@dataclass(frozen=True, slots=True)
class HeardWord(Quoted):
    """A piece of feedback on its way to being heard.

    ``said`` holds what a person said of it already, by option.
    """

    feedback_id: int
    words: str
    passage: str
    author: str
    customer_id: int | None
    customer: str
    position: str
    segment: str
    revenue: Total | None
    source: str
    said_at: datetime
    age_days: int
    side: str
    speech: str
    noted_by: str
    said: dict[int, Side]
    guesses: tuple[Guess, ...]

    @property
    def is_long(self) -> bool:
        """Whether the words need smaller letters to stand in one view."""
        return len(self.words) > 320


@dataclass(frozen=True, slots=True)
class EarlierWord(Quoted):
    """What the same customer said at another time."""

    feedback_id: int
    words: str
    passage: str
    author: str
    customer: str
    source: str
    said_at: datetime
    side: str
    speech: str
    noted_by: str
    stands: tuple[tuple[Side, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the page of hearing shows.

    ``words`` is the word to hear, or all of a customer's at once; ``seen`` names
    exactly what stood on the chair of them, so that nobody speaks over another.
    """

    decision_id: int
    question: str
    is_open: bool
    options: list[OptionRow]
    words: tuple[HeardWord, ...]
    seen: str
    left: int
    total: int
    of_customer: int
    records: dict[Guesser, GuessRecord]
    earlier: tuple[EarlierWord, ...]
    earlier_total: int
    chair: Chair

    @property
    def heard(self) -> int:
        """How many words wait no more."""
        return self.total - self.left

    @property
    def word(self) -> HeardWord | None:
        """The word to hear now, the first where a whole customer is heard."""
        return self.words[0] if self.words else None

    @property
    def guesses(self) -> tuple[Guess, ...]:
        """What is guessed of the word; nothing where several are heard at once."""
        return self.words[0].guesses if len(self.words) == 1 else ()

    @property
    def record(self) -> GuessRecord | None:
        """The record of whichever model guesses here."""
        by = self.guesses[0].by if self.guesses else Guesser.OURS
        return self.records.get(by)


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of words: sides by option, or that they are off the subject.

    With neither, the person has heard them and says no more; ``stays`` keeps them
    waiting, so that another option can be spoken to.
    """

    feedback_ids: tuple[int, ...]
    seen: str
    sides: tuple[tuple[int, str], ...] = ()
    is_off: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What a language model is asked: words by their id, and the decision."""

    question: str
    options: tuple[tuple[str, str], ...]
    option_ids: tuple[int, ...]
    words: tuple[tuple[int, str], ...]
