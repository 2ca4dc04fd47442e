"""Launches and their steps, on the way in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from leadline.launches.types.words import (
    LaunchKind,
    LaunchPart,
    LaunchState,
    Ready,
    StepState,
    Verdict,
)

TITLE, SUMMARY, PROOF, WHY = 160, 500, 500, 300
MOST_STEPS = 120
"""Steps one launch may have."""
EARLIEST_STEP, LATEST_STEP = -730, 365
"""Days from the day of the launch that a step may be due."""
LONGEST_LEAD = 730
"""Days a step may take from its beginning."""


@dataclass(frozen=True, slots=True)
class LaunchIn:
    """A launch as it is said; ``day`` is the day it is to go to market."""

    title: str
    kind: str
    day: date
    summary: str = ""
    bet_id: int | None = None
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class StepIn:
    """A step as it is said.

    ``days`` is when it is due, in days from the day of the launch, before it where
    negative; ``lead_days`` how long it takes from its beginning; ``promise_id`` a
    promise that it waits for.
    """

    part: str
    title: str
    days: int = 0
    owner_id: int | None = None
    lead_days: int | None = None
    promise_id: int | None = None
    state: str = StepState.OPEN
    proof: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class LaunchFilter:
    """Which launches the list shows; ``state`` may be ``STILL_OPEN``."""

    text: str = ""
    state: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class PartReady:
    """How ready one function is: its steps counted.

    ``steps`` are all, ``spare`` of them not needed, ``done`` with proof. ``asked``
    have an owner and are neither done nor spare, ``silent`` of those whose owner has
    said nothing yet, ``loose`` nobody owns.
    """

    part: LaunchPart
    steps: int = 0
    spare: int = 0
    done: int = 0
    blocked: int = 0
    asked: int = 0
    silent: int = 0
    loose: int = 0

    @property
    def needed(self) -> int:
        """Steps that are needed."""
        return self.steps - self.spare

    @property
    def share(self) -> float:
        """Share of the needed steps that is done."""
        return self.done / self.needed if self.needed else 0.0

    @property
    def ready(self) -> Ready:
        """How ready the function is, in a word.

        >>> PartReady(LaunchPart.SELL, steps=2, asked=2, silent=2).ready.label
        'Nobody has answered'
        >>> PartReady(LaunchPart.SELL, steps=2, spare=1, done=1).ready.label
        'Ready'
        """
        if not self.needed:
            return Ready.NOT_NEEDED
        if self.done == self.needed:
            return Ready.READY
        if self.blocked:
            return Ready.BLOCKED
        if not self.done and self.asked and self.silent == self.asked:
            return Ready.NO_ANSWER
        return Ready.UNDER_WAY if self.done else Ready.NOT_BEGUN


@dataclass(frozen=True, slots=True)
class LaunchRow:
    """A launch in a list, with each function in the order of ``LaunchPart``.

    ``first_day`` is the day that was said first. ``choice`` is what was decided, in
    the words of the option.
    """

    id: int
    version: int
    title: str
    kind: LaunchKind
    state: LaunchState
    summary: str
    day: date
    first_day: date
    launched_on: date | None
    why: str
    bet_id: int | None
    bet: str
    owner_id: int | None
    owner: str
    verdict: Verdict
    decision_id: int | None
    decision_due: date | None
    choice: str
    parts: tuple[PartReady, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is still in preparation."""
        return self.state == LaunchState.PREPARING

    @property
    def needed(self) -> int:
        """Steps that are needed, over all functions."""
        return sum(part.needed for part in self.parts)

    @property
    def done(self) -> int:
        """Steps that are done, over all functions."""
        return sum(part.done for part in self.parts)

    @property
    def loose(self) -> int:
        """Steps that nobody owns."""
        return sum(part.loose for part in self.parts)

    @property
    def asked_parts(self) -> int:
        """Functions that have a share in it."""
        return sum(bool(part.needed) for part in self.parts)

    @property
    def ready_parts(self) -> int:
        """Functions that are ready, of those that have a share."""
        return sum(part.ready == Ready.READY for part in self.parts)

    @property
    def silent_parts(self) -> list[PartReady]:
        """Functions of which nobody has answered."""
        return [part for part in self.parts if part.ready == Ready.NO_ANSWER]


@dataclass(frozen=True, slots=True)
class LaunchStepRow:
    """A step of a launch; ``due`` is its day, reckoned from the day of the launch.

    ``is_silent`` where its owner was asked on ``asked_on`` and has said nothing.
    """

    id: int
    version: int
    launch_id: int
    launch: str
    part: LaunchPart
    title: str
    days: int
    due: date
    owner_id: int | None
    owner: str
    state: StepState
    proof: str
    why: str
    lead_days: int | None
    promise_id: int | None
    promise: str
    promise_due: date | None
    asked_on: date | None
    answered_on: date | None
    done_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in (StepState.OPEN, StepState.BLOCKED)

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.state == StepState.DONE

    @property
    def is_silent(self) -> bool:
        """Whether somebody was asked and has said nothing."""
        return self.is_open and self.owner_id is not None and self.answered_on is None

    @property
    def is_link(self) -> bool:
        """Whether what shows it is an address to open."""
        return is_address(self.proof)


def is_address(text: str) -> bool:
    """Return whether a text is one address of the web.

    >>> is_address("https://x.example/a"), is_address("see https://x.example")
    (True, False)
    """
    scheme, _, rest = text.partition("://")
    return scheme in {"http", "https"} and bool(rest) and " " not in text


@dataclass(frozen=True, slots=True)
class PartPage:
    """One function on the page of a launch: how ready it is, and its steps by day."""

    ready: PartReady
    steps: tuple[LaunchStepRow, ...]

    @property
    def missing(self) -> str:
        """The title of the step that is missing first; none where all is done."""
        return next((step.title for step in self.steps if step.is_open), "")

    @property
    def owners(self) -> list[str]:
        """Who owns steps of it that are still open."""
        return list(dict.fromkeys(s.owner for s in self.steps if s.is_open and s.owner))


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who was asked about steps of a launch and has said nothing."""

    launch_id: int
    launch: str
    owner_id: int
    owner: str
    parts: tuple[LaunchPart, ...]
    steps: int
    asked_on: date | None


@dataclass(frozen=True, slots=True)
class LaunchPage:
    """Everything the page of a launch shows of its way to market."""

    row: LaunchRow
    parts: tuple[PartPage, ...]
    silent: tuple[Silent, ...] = ()

    @property
    def steps(self) -> Iterable[LaunchStepRow]:
        """Every step, function after function."""
        return [step for part in self.parts for step in part.steps]


@dataclass(frozen=True, slots=True)
class NextDay:
    """Something of a launch that has its day soon: a step, or the launch itself."""

    day: date
    what: str
    launch_id: int
    launch: str
    part: LaunchPart | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """All launches in preparation counted: how many, and by function how many wait."""

    opened: int = 0
    waits: tuple[tuple[LaunchPart, int, int], ...] = field(default=())
    """Each function with how many launches it is ready for, and how many need it."""

    @property
    def slowest(self) -> LaunchPart | None:
        """The function that most launches wait for; none where no one stands out."""
        left = {part: needed - ready for part, ready, needed in self.waits}
        most = max(left.values(), default=0)
        found = [part for part, n in left.items() if n == most and n > 0]
        return found[0] if len(found) == 1 else None


def due_of(day: date, days: int) -> date:
    """Return the day of a step, ``days`` from the day of its launch.

    >>> due_of(date(2027, 3, 2), -14)
    datetime.date(2027, 2, 16)
    """
    return day + timedelta(days=days)
