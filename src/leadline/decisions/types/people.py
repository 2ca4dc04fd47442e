"""Stakeholders of a decision, and where they stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from leadline.stakeholders.types import Stance


class Part(models.TextChoices):
    """What somebody has to do with a decision."""

    ASKED = "asked", "asked before"
    TOLD = "told", "told after"


@dataclass(frozen=True, slots=True)
class SayRow:
    """Somebody with a say in a decision; ``stance`` is theirs on this question.

    ``option`` is what they are for or against, when they named it; ``is_you`` says
    that the reader is asked themselves, and may answer.
    """

    person_id: int
    name: str
    organisation: str
    part: Part
    stance: Stance | None
    why: str
    said_at: datetime | None
    said_by: str
    option: str = ""
    option_id: int | None = None
    is_you: bool = False

    @property
    def is_noted_by_another(self) -> bool:
        """Whether somebody else wrote down where they stand."""
        return bool(self.said_at) and self.said_by not in ("", self.name)

    @property
    def stands(self) -> str:
        """Where they stand, with the option they named when they named one."""
        if self.stance is None:
            return ""
        named = f" “{self.option}”" if self.option else ""
        label = self.stance.label.lower()
        return label if self.stance == Stance.OPEN else f"{label}{named}"

    @property
    def is_unheard(self) -> bool:
        """Whether they are against it and were not asked."""
        return self.stance == Stance.AGAINST and self.part != Part.ASKED


@dataclass(frozen=True, slots=True)
class SaidOn:
    """A decision somebody has a say in."""

    decision_id: int
    question: str
    state: str
    part: Part
    stance: Stance | None
