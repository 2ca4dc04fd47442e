"""The customer's chair: whose words, on which side, how well heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import models

from leadline.evidence.types import Quoted

WORDS_CITED = 40


class Side(models.TextChoices):
    """Where words stand about an option."""

    FOR = "for", "For"
    AGAINST = "against", "Against"
    NEITHER = "neither", "Neither"


class WordState(models.TextChoices):
    """Whether a person has looked at a proposed word, and what came of it.

    A word is unsaid where a person heard it and said nothing about this option.
    """

    PROPOSED = "proposed", "Proposed"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Not about this"
    UNSAID = "unsaid", "Not said"


class Guesser(models.TextChoices):
    """Which model guessed a side."""

    OURS = "ours", "Leadline's own model"
    OPERATOR = "operator", "the operator's language model"


class ChairVerdict(models.TextChoices):
    """How well the chair was heard."""

    EMPTY = "empty", "Chair empty"
    WEAK = "weak", "Chair weak"
    TAKEN = "taken", "Chair taken"


@dataclass(frozen=True, slots=True)
class WordRow(Quoted):
    """A customer's words on the chair; ``passage`` is the part about the option."""

    id: int
    feedback_id: int
    option_id: int
    option: str
    side: Side
    state: WordState
    words: str
    passage: str
    author: str
    customer_id: int | None
    customer: str
    segment: str
    source: str
    said_at: datetime
    age_days: int
    strength: float
    set_by: str
    speech: str
    noted_by: str

    @property
    def weight(self) -> tuple[bool, float]:
        """What words are chosen by: their own before reported ones, then strength."""
        return not self.is_reported, self.strength


@dataclass(frozen=True, slots=True)
class Score:
    """One of the three scores: its value in words, formula and reason."""

    name: str
    label: str
    value: float
    shown: str
    formula: str
    reason: str
    is_weak: bool
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class SilentSegment:
    """A segment that the decision touches and nobody of which has spoken."""

    name: str
    customers: int
    revenue: Decimal


@dataclass(frozen=True, slots=True)
class Unheard:
    """The largest segment that is silent on a decision, and whom to talk to.

    ``people`` holds id, name and yearly revenue of its largest customers.
    """

    decision_id: int
    question: str
    segment: SilentSegment
    people: list[tuple[int, str, Decimal]]


@dataclass(frozen=True, slots=True)
class Chair:
    """The chair of a decision as it stands: scores, verdict, words, silence."""

    verdict: ChairVerdict
    scores: list[Score]
    words: list[WordRow]
    proposed: list[WordRow]
    silent: list[SilentSegment]
    touched_customers: int
    touched_revenue: Decimal
    half_life_days: int
    looked_at: int

    @property
    def waiting(self) -> int:
        """How many words wait to be heard, however many options they may speak to."""
        return len({word.feedback_id for word in self.proposed})

    @property
    def strongest_against(self) -> dict[int, WordRow]:
        """The strongest confirmed word against each option, by option.

        What somebody said in their own words comes before what was noted of others.
        """
        found: dict[int, WordRow] = {}
        for word in self.words:
            before = found.get(word.option_id)
            if word.side == Side.AGAINST and (
                before is None or word.weight > before.weight
            ):
                found[word.option_id] = word
        return found

    def although(self, option_id: int) -> str:
        """Return what the strongest word against an option was, as the room says it.

        Where there is none it says where one was looked for.
        """
        against = self.strongest_against.get(option_id)
        if against is None:
            return (
                "and found nobody who spoke against it in the "
                f"{self.looked_at} pieces of feedback we looked through"
            )
        who = against.customer or against.author or "somebody we cannot name"
        said = against.words.split()
        more = "…" if len(said) > WORDS_CITED else ""
        text = " ".join(said[:WORDS_CITED]).rstrip(".") + more
        if against.is_reported:
            noted = f", as {against.noted_by} noted it" if against.noted_by else ""
            return f"although {who} told us{noted or ', as it was reported'}: “{text}”"
        return f"although {who} told us “{text}”"

    def sentence(self, option_id: int, choice: str, because: str) -> str:
        """Return the sentence that the room finishes together."""
        if choice[1:2].islower() or choice.startswith("A "):
            choice = choice[0].lower() + choice[1:]
        return f"We choose {choice}, {self.although(option_id)}, because {because}."


@dataclass(frozen=True, slots=True)
class Heard:
    """What the search for words found and where it looked."""

    proposed: int
    looked_at: int
