"""The customer's chair: whose words, on which side, how well heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from leadline.accounts.types import Kept
from leadline.decisions.types.telling import Telling, telling_of, without_greeting
from leadline.evidence.types import Quoted
from leadline.foundation.money import Total
from leadline.foundation.words import plural
from leadline.roadmap.types import PlanHead

SPOKEN = 160  # Characters that a room reads at a glance.


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


@dataclass(frozen=True)
class ChairHeard(Kept):
    """A decision whose chair the room has heard, and how well."""

    verdict: ChairVerdict = ChairVerdict.EMPTY


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

    @property
    def telling(self) -> Telling:
        """What the card shows: the passage whole, with sentences around it."""
        return telling_of(self.words, self.passage)

    @property
    def spoken(self) -> Telling:
        """What the meeting shows: the passage in its sentence, and little else."""
        return telling_of(self.words, self.passage, SPOKEN)

    @property
    def cited(self) -> str:
        """What the sentence of a decision cites: the passage, else the words.

        A passage within a sentence is cited with all of it: what is cut off may be the
        condition on which it was said.
        """
        told = telling_of(self.words, self.passage, 0) if self.passage else self.spoken
        return without_greeting(told.text)


@dataclass(frozen=True, slots=True)
class WordIn:
    """A piece that a person puts on the chair: beside which option, on which side."""

    feedback_id: int
    option_id: int
    side: str


@dataclass(frozen=True, slots=True)
class Score:
    """One of the three scores: its value in words, formula and reason."""

    name: str
    label: str
    value: float
    shown: str
    needed: str
    formula: str
    reason: str
    is_weak: bool
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class SilentSegment:
    """A segment that is touched and nobody of which takes a side.

    ``has_spoken`` where somebody of it was heard all the same.
    """

    name: str
    customers: int
    revenue: Total
    has_spoken: bool = False


@dataclass(frozen=True, slots=True)
class NextVoice:
    """A customer to talk to; ``days`` since they were heard or met, if ever."""

    customer_id: int
    name: str
    revenue: Total
    days: int | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question worth asking while the plan may change.

    ``voices`` are the customers to ask, of the ``asked`` who want what the bet answers;
    none where the ``team`` knows. ``whose`` names the segments that the bet moves,
    empty where it moves all: of others nobody is asked. ``worth`` is what knowing the
    answer for sure is worth at least, a year, as the plan weighs; ``by`` is when it is
    needed, for a decision where ``decision_id`` names one.
    """

    question: str
    bet_id: int
    bet: str
    voices: list[NextVoice]
    asked: int
    team: str
    worth: float
    by: date
    decision_id: int | None = None
    whose: str = ""


@dataclass(frozen=True, slots=True)
class LessonList:
    """What to learn next, by a plan; or ``why`` there is nothing.

    ``others`` more questions are worth at most ``most`` each.
    """

    rows: tuple[Lesson, ...]
    plan: PlanHead | None = None
    others: int = 0
    most: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class NextTalk:
    """Whom to talk to next, and for what.

    ``lesson`` is what to learn from them, by ``plan``. Without one ``segment`` is the
    silent one that is meant, on a decision (with its ``question``) or a need; there is
    none where nothing waits for anybody in particular, and ``why`` says why no plan
    says what is worth asking.
    """

    voices: list[NextVoice]
    segment: SilentSegment | None = None
    decision_id: int | None = None
    question: str = ""
    lesson: Lesson | None = None
    plan: PlanHead | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Chair:
    """The chair of a decision as it stands: scores, verdict, words, silence.

    A touched segment is silent, or ``unread`` where only words that nobody heard are of
    it, or somebody of it takes a side. ``left`` counts the words that were found and
    left unheard for good.
    """

    verdict: ChairVerdict
    scores: list[Score]
    words: list[WordRow]
    proposed: list[WordRow]
    silent: list[SilentSegment]
    unread: list[str]
    touched_customers: int
    touched_revenue: Total
    half_life_days: int
    looked_at: int
    left: int = 0

    @property
    def waiting(self) -> int:
        """How many words wait to be heard, however many options they may speak to."""
        return len({word.feedback_id for word in self.proposed})

    @property
    def speaking(self) -> list[WordRow]:
        """The confirmed words that take a side, their own before reported ones."""
        return [word for word in self.words if word.side != Side.NEITHER]

    @property
    def heard(self) -> int:
        """How many words were heard, however many options they speak to."""
        return len({word.feedback_id for word in self.words})

    @property
    def beside(self) -> str:
        """How many of those heard take no side, to follow their count; "" for none."""
        if not self.words:
            return ""
        none = self.heard - len({word.feedback_id for word in self.speaking})
        of_them = "" if none == self.heard else f"{none} of them "
        return f", {of_them}for no option and against none" if none else ""

    @property
    def unheard(self) -> int:
        """How many words nobody heard: they wait to be, or were left."""
        return self.waiting + self.left

    @property
    def found(self) -> int:
        """How many words there are: heard, waiting to be, or left unheard."""
        return self.left + len(
            {word.feedback_id for word in (*self.words, *self.proposed)}
        )

    @property
    def among(self) -> str:
        """What an absence may be claimed of, to follow it: the words a person heard."""
        if not self.words:
            return "yet"
        return f"in the {plural(self.heard, 'word', 'words')} heard{self._with_unheard}"

    @property
    def not_heard_on(self) -> str:
        """How far the chair is from being heard, as a clause; "" where it is taken."""
        if self.verdict == ChairVerdict.TAKEN:
            return ""
        if not self.words:
            found = "word found about it is", "words found about it are"
            more = f", and {plural(self.unheard, *found)} unheard"
            return f"no customer has been heard on it{more if self.unheard else ''}"
        if not self.speaking:
            return f"nobody takes a side on it {self.among}"
        return f"too few customers have been heard on it{self._with_unheard}"

    @property
    def has_both_sides(self) -> bool:
        """Whether somebody heard is for an option and somebody against one."""
        return {word.side for word in self.speaking} == {Side.FOR, Side.AGAINST}

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

        Where there is none it says where one was looked for, and how far.
        """
        against = self.strongest_against.get(option_id)
        if against is None:
            return self._nobody_against
        who = against.customer or against.author or "somebody we cannot name"
        text = " ".join(against.cited.split()).rstrip(".")
        if against.is_reported:
            noted = f", as {against.noted_by} noted it" if against.noted_by else ""
            return f"although {who} told us{noted or ', as it was reported'}: “{text}”"
        return f"although {who} told us “{text}”"

    @property
    def _nobody_against(self) -> str:
        """Of whom it may be said that they are not against an option.

        Of those a person heard, and of nobody whose words were only found.
        """
        if self.words:
            n = plural(self.heard, "word", "words")
            return f"and nobody is against it in the {n} we heard{self._with_unheard}"
        if self.unheard:
            return f"and have heard nobody yet{self._with_unheard}"
        if not self.looked_at:
            return "and have not looked for what customers say"
        n = plural(self.looked_at, "piece", "pieces")
        return f"and have heard nobody: {n} of feedback had no word about it to hear"

    @property
    def _with_unheard(self) -> str:
        if not self.unheard:
            return ""
        return f", with {plural(self.unheard, 'word', 'words')} unheard"

    def sentence(
        self, option_id: int, choice: str, because: str, wording: str = ""
    ) -> str:
        """Return the sentence that the room finishes together.

        The choice is written as people wrote it: in the room's own ``wording``, else
        as the option's title in quotes, which no grammar has to bend.
        """
        chosen = wording or f"“{choice}”"
        return f"We choose {chosen}, {self.although(option_id)}, because {because}."


@dataclass(frozen=True, slots=True)
class Heard:
    """What the search for words found and where it looked."""

    proposed: int
    looked_at: int
