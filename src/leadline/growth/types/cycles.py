"""Assessments, the record and next steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db import models

from leadline.growth.types.framework import Competency, Face, FrameworkPlan

FEWEST_PEERS = 4


class StepState(models.TextChoices):
    """How far a next step is."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


@dataclass(frozen=True, slots=True)
class CycleRow:
    """An assessment in a list."""

    id: int
    name: str
    started_on: date
    is_open: bool
    person: str
    user_id: int


@dataclass(frozen=True, slots=True)
class OwnCycle:
    """What somebody said in an assessment of their own: levels and notes by key."""

    id: int
    name: str
    framework: FrameworkPlan
    levels: dict[str, int]
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What the record says about a competency, with how to read it."""

    key: str
    competency: str
    title: str
    value: str
    n: int
    definition: str
    pitfall: str
    is_few: bool
    is_hidden: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A competency seen from several sides; peers only after the cycle closed."""

    competency: Competency
    own: int | None
    peers: float | None
    manager: int | None
    record: list[RecordRow]
    note: str

    @property
    def views(self) -> list[float]:
        """What was said of it, by whoever said something."""
        return [v for v in (self.own, self.peers, self.manager) if v is not None]

    @property
    def gap(self) -> float:
        """How far the views are apart."""
        return max(self.views) - min(self.views) if len(self.views) > 1 else 0.0

    @property
    def seen(self) -> float | None:
        """The middle of the views that are there."""
        return median(self.views) if self.views else None


@dataclass(frozen=True, slots=True)
class Ask:
    """What a level asks of a competency, and whether it is seen there."""

    competency: Competency
    words: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Which level a person stands at, and how far the next one is.

    ``level`` counts from 1 and is 0 below the first; ``met`` of ``needed``
    competencies are seen at the next level or above.
    """

    levels: tuple[str, ...]
    level: int
    met: int
    needed: int
    asks: list[Ask]

    @property
    def next_level(self) -> str:
        """The name of the next level, nothing at the highest."""
        return self.levels[self.level] if self.level < len(self.levels) else ""

    @property
    def percent(self) -> int:
        """How much of the way to the next level is gone."""
        return round(100 * self.met / self.needed) if self.next_level else 100


@dataclass(frozen=True, slots=True)
class StepIn:
    """A next step as it is said."""

    what: str
    competency: str
    due_on: date | None = None
    with_whom: str = ""
    seen_by: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A next step."""

    id: int
    what: str
    competency: str
    due_on: date
    with_whom: str
    seen_by: str
    state: StepState
    learned: str
    target: str
    baseline: str
    progress: str


@dataclass(frozen=True, slots=True)
class PeerPage:
    """What a peer without an account sees: the person's name and the framework."""

    person: str
    framework: FrameworkPlan


@dataclass(frozen=True, slots=True)
class CyclePage:
    """One assessment, for its owner or who it is shared with."""

    row: CycleRow
    framework: FrameworkPlan
    skills: list[SkillRow]
    comments: list[str]
    has_enough_peers: bool
    invited: int
    shared_with: list[tuple[int, str]]
    manager: str
    is_own: bool

    @property
    def standing(self) -> Standing | None:
        """Where they stand: the highest level at which more than half are seen."""
        seen = [(s.competency, s.seen) for s in self.skills if s.seen is not None]
        if not seen:
            return None
        levels, needed = self.framework.levels, len(seen) // 2 + 1
        met = [sum(at >= n for _, at in seen) for n in range(1, len(levels) + 2)]
        level = next(n for n, count in enumerate(met) if count < needed)
        asks = [
            Ask(one, one.levels[level], at >= level + 1)
            for one, at in seen
            if level < len(levels)
        ]
        return Standing(
            levels, level, met[level], needed, sorted(asks, key=lambda ask: ask.is_met)
        )

    @property
    def faces(self) -> list[tuple[Face, list[SkillRow]]]:
        """Competencies whose views agree, by face; the others come before."""
        apart = {skill.competency.key for skill in self.discrepancies}
        rest = [skill for skill in self.skills if skill.competency.key not in apart]
        by_face = [(f, [s for s in rest if s.competency.face == f]) for f in Face]
        return [(face, skills) for face, skills in by_face if skills]

    @property
    def discrepancies(self) -> list[SkillRow]:
        """Competencies whose views differ by a level or more, the widest first."""
        apart = [skill for skill in self.skills if skill.gap >= 1]
        return sorted(apart, key=lambda skill: -skill.gap)
