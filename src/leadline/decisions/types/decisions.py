"""What a decision is, on its way in and out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models

STILL_OPEN = "open"


class DecisionState(models.TextChoices):
    """How far a decision is."""

    DRAFT = "draft", "Open"
    HEARD = "heard", "Chair heard"
    DECIDED = "decided", "Decided"
    REVIEWED = "reviewed", "Reviewed"
    REVERSED = "reversed", "Reversed"


class Deed(models.TextChoices):
    """What was done to a decision, by a line of its history."""

    OPENED = "opened", "Question opened"
    FRAMED = "framed", "Question or frame changed"
    OPTIONS = "options", "Options changed"
    COMPARED = "compared", "Options compared"
    SEARCHED = "searched", "Words looked for"
    HEARD = "heard", "Chair heard"
    SAY = "say", "Somebody's say"
    DECIDED = "decided", "Decided"
    MOVED = "moved", "Looked at again on another day"
    REVIEWED = "reviewed", "Reviewed"
    REVERSED = "reversed", "Taken back"


class Door(models.TextChoices):
    """Whether one can go back."""

    TWO_WAY = "two_way", "Two-way: easy to undo"
    ONE_WAY = "one_way", "One-way: hard to undo"


@dataclass(frozen=True, slots=True)
class OptionIn:
    """An option as it is said: its title, and what it means."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionIn:
    """Everything a person says about a decision before it is taken.

    ``segments`` are those whose customers it touches, by name; without any it touches
    the customers who ask for its needs and bets.
    """

    question: str
    context: str = ""
    criteria: str = ""
    options: tuple[OptionIn, ...] = ()
    door: str = Door.TWO_WAY
    decider_id: int | None = None
    consulted: str = ""
    due_date: date | None = None
    need_ids: tuple[int, ...] = ()
    bet_ids: tuple[int, ...] = ()
    goal_ids: tuple[int, ...] = ()
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Which decisions the list shows; ``state`` may be ``STILL_OPEN``."""

    text: str = ""
    state: str = ""
    chair: str = ""
    decider: int | None = None
    sort: str = "due"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things wait, and the nearest day one of them is due."""

    n: int
    due: date | None


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option on the page of its decision."""

    id: int
    title: str
    note: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A need, bet or goal that a decision touches."""

    kind: str
    id: int
    title: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of a decision's history."""

    at: datetime
    person: str
    kind: Deed
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in a list.

    ``verdict`` is the chair as it was when decided, before that as it is now.
    """

    id: int
    version: int
    question: str
    state: DecisionState
    verdict: str
    words: int
    proposed: int
    door: str
    decider_id: int | None
    decider: str
    due_date: date | None
    review_date: date | None
    decided_at: datetime | None
    choice: str
    sentence: str
    override: str

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be taken."""
        return self.state in (DecisionState.DRAFT, DecisionState.HEARD)


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """Everything the page of a decision shows, its chair apart."""

    row: DecisionRow
    context: str
    criteria: str
    consulted: str
    confidence: int | None
    reasons: str
    because: str
    premortem: str
    options: list[OptionRow]
    linked: list[LinkedRow]
    superseded_by: LinkedRow | None
    history: list[ChangeRow] = field(default_factory=list)
    segments: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def asked_before(self) -> str:
        """Everybody who is asked before: stakeholders by name, then others in words."""
        others = self.consulted.strip()
        named = [name for name in self.asked if name.lower() not in others.lower()]
        return ", ".join([*named, *([others] if others else [])])

    @property
    def taken_by(self) -> str:
        """Who wrote down what was decided, as the history has it; "" of nobody."""
        taken = (one.person for one in self.history if one.kind == Deed.DECIDED)
        return next(taken, "")

    @property
    def who(self) -> str:
        """Whose decision it is, and who took it, where that is somebody else."""
        decider = self.row.decider
        if self.row.is_open:
            return f"{decider or 'Nobody'} decides"
        if not self.taken_by or decider == self.taken_by:
            return f"{decider or 'Nobody'} decided"
        if not decider:
            return f"{self.taken_by} decided"
        return f"up to {decider}, written down by {self.taken_by}"
