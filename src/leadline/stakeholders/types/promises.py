"""Promises: what was promised, by whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from leadline.stakeholders.types.people import Function

STILL_OPEN = "open"


class Direction(models.TextChoices):
    """Who promised."""

    GIVEN = "given", "We promised"
    RECEIVED = "received", "They promised"


class PromiseState(models.TextChoices):
    """How far a promise is."""

    OFFERED = "offered", "Offered"
    AGREED = "agreed", "Agreed"
    AT_RISK = "at_risk", "At risk"
    KEPT = "kept", "Kept"
    BROKEN = "broken", "Broken"
    RELEASED = "released", "Released"


class StepKind(models.TextChoices):
    """What a step of a promise was."""

    MADE = "made", "Promised"
    STATE = "state", "Became something else"
    DAY = "day", "Its day moved"


class Part(models.TextChoices):
    """Which part of the way to market it is about."""

    BUILD = "build", "Build"
    PRICE = "price", "Price"
    DOCUMENT = "document", "Document"
    MARKET = "market", "Market"
    SELL = "sell", "Sell"
    SUPPORT = "support", "Support"
    SUPPLY = "supply", "Supply"
    OTHER = "other", "Other"


MOVES: dict[str, tuple[str, ...]] = {
    "offered": ("agreed", "released"),
    "agreed": ("at_risk", "kept", "broken", "released"),
    "at_risk": ("agreed", "kept", "broken", "released"),
    "kept": (),
    "broken": (),
    "released": (),
}


@dataclass(frozen=True, slots=True)
class PromiseIn:
    """A promise as it is said."""

    person_id: int
    what: str
    direction: str = Direction.GIVEN
    due_date: date | None = None
    part: str = Part.OTHER
    state: str = PromiseState.OFFERED


@dataclass(frozen=True, slots=True)
class PromiseSaid:
    """What may be said anew of a promise; its state and its day move by themselves."""

    what: str
    person_id: int
    part: str
    proof: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise in a list."""

    id: int
    what: str
    person_id: int
    person: str
    function: Function
    direction: Direction
    part: Part
    state: PromiseState
    due_date: date | None
    settled_on: date | None
    proof: str
    days_late: int
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return bool(MOVES[self.state])

    @property
    def moves(self) -> list[PromiseState]:
        """The states it may go to."""
        return [PromiseState(name) for name in MOVES[self.state]]


@dataclass(frozen=True, slots=True)
class StepRow:
    """A change of a promise; ``moved_from`` and ``moved_to`` where its day moved."""

    at: datetime
    kind: StepKind
    was: str
    state: PromiseState
    why: str
    person: str
    moved_from: date | None = None
    moved_to: date | None = None


@dataclass(frozen=True, slots=True)
class PromisesHeld:
    """How many promises are open, and how many of those are late."""

    opened: int
    late: int


@dataclass(frozen=True, slots=True)
class PromisesKept:
    """How many promises were kept of those that came to an end."""

    kept: int
    late: int
    broken: int

    @property
    def ended(self) -> int:
        """How many were kept or broken."""
        return self.kept + self.broken

    @property
    def rate(self) -> float | None:
        """Share kept; none where nothing ended."""
        return self.kept / self.ended if self.ended else None
