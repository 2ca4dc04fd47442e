"""What a member thinks of a stakeholder, and whose judgements one may read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import models


class Stance(models.TextChoices):
    """Where somebody stands."""

    FOR = "for", "For"
    OPEN = "open", "Open"
    AGAINST = "against", "Against"


@dataclass(frozen=True, slots=True)
class JudgementIn:
    """Everything one thinks of a stakeholder, and the members who may read it."""

    wants: str = ""
    worries: str = ""
    next_move: str = ""
    influence: int = 50
    interest: int = 50
    stance: str = Stance.OPEN
    wanted: str = Stance.FOR
    shared_with: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ListensRow:
    """Somebody who listens to somebody, a little or strongly."""

    id: int
    listener_id: int
    listener: str
    heeded_id: int
    heeded: str
    is_strong: bool


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A change of where somebody stands."""

    at: datetime
    was: Stance
    stance: Stance
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One member's judgement of one stakeholder, as its readers see it."""

    id: int
    author_id: int
    author: str
    is_mine: bool
    influence: int
    interest: int
    stance: Stance
    wanted: Stance
    wants: str
    worries: str
    next_move: str
    sway: float
    shared_with: tuple[tuple[int, str], ...] = ()
    heeds: list[ListensRow] = field(default_factory=list)
    heeded_by: list[ListensRow] = field(default_factory=list)
    stances: list[StanceRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """Whose judgements one may read, of how many people, and who else may."""

    author_id: int
    author: str
    is_mine: bool
    people: int
    shared_with: tuple[tuple[int, str], ...] = ()
