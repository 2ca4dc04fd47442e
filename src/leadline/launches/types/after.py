"""Whom to tell on the day, and what came of a launch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models

from leadline.decisions.types import Result

LETTER, HOW, OUTCOME = 4000, 240, 2000
MOST_LETTERS = 500
"""Letters one launch may have."""


class After(models.IntegerChoices):
    """After how many days one asks what came of a launch."""

    MONTH = 30, "30 days"
    QUARTER = 90, "90 days"


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter: to whom, the words it answers where they are known, how it stands."""

    id: int
    version: int
    launch_id: int
    launch: str
    to: str
    customer_id: int | None
    person_id: int | None
    email: str
    text: str
    words: str
    speaker: str
    said_at: datetime | None
    feedback_id: int | None
    told_at: datetime | None
    how: str
    is_needless: bool
    told_by: str


@dataclass(frozen=True, slots=True)
class LettersHeld:
    """How many letters there are, how many were told, and how many need not be."""

    every: int = 0
    told: int = 0
    needless: int = 0

    @property
    def waiting(self) -> int:
        """How many still wait."""
        return self.every - self.told - self.needless


@dataclass(frozen=True, slots=True)
class OutcomeIn:
    """What came of a launch, as a person says it."""

    after: int
    result: str
    words: str


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What is asked of a launch so many days after it, and what was said."""

    launch_id: int
    launch: str
    after: After
    day: date
    result: Result | None = None
    words: str = ""
    person: str = ""
    on_date: date | None = None

    @property
    def is_said(self) -> bool:
        """Whether somebody said what came of it."""
        return self.result is not None

    def is_due(self, on: date) -> bool:
        """Whether it is time to say it, and nobody did."""
        return not self.is_said and self.day <= on


def day_after(launched_on: date, after: int) -> date:
    """Return the day on which one asks.

    >>> day_after(date(2027, 3, 2), 30)
    datetime.date(2027, 4, 1)
    """
    return launched_on + timedelta(days=after)
