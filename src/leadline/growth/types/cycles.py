"""Assessments, evidence and next steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models

from leadline.growth.types.framework import Competency, FrameworkPlan

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
class EvidenceRow:
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
    evidence: list[EvidenceRow]
    note: str

    @property
    def gap(self) -> float:
        """How far the views are apart."""
        seen = [v for v in (self.own, self.peers, self.manager) if v is not None]
        return max(seen) - min(seen) if len(seen) > 1 else 0.0


@dataclass(frozen=True, slots=True)
class StepIn:
    """A next step as it is said."""

    what: str
    competency: str
    due_on: date | None = None
    with_whom: str = ""
    seen_by: str = ""


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
    def skills_by_gap(self) -> list[SkillRow]:
        """Competencies, those whose views differ most first."""
        return sorted(self.skills, key=lambda skill: -skill.gap)

    @property
    def discrepancies(self) -> list[SkillRow]:
        """Competencies whose views differ by a level or more, the widest first."""
        apart = [skill for skill in self.skills if skill.gap >= 1]
        return sorted(apart, key=lambda skill: -skill.gap)
