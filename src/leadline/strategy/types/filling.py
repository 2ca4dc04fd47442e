"""Metrics that fill themselves: databases, questions, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import models

OFF_AFTER = 8
"""Failures in a row after which a question is not asked any more."""
SHOWN = 12
"""Readings of an answer that are shown; all are counted."""


class SourceKind(models.TextChoices):
    """The databases that can be asked."""

    POSTGRESQL = "postgresql", "PostgreSQL"
    SQLITE = "sqlite", "SQLite file"
    DUCKDB = "duckdb", "DuckDB file"


class Rhythm(models.IntegerChoices):
    """How often a question is asked, in hours."""

    HOURLY = 1, "Every hour"
    DAILY = 24, "Every day"
    WEEKLY = 168, "Every week"


@dataclass(frozen=True, slots=True)
class MetricSourceIn:
    """What a person says about a database.

    An empty ``password`` keeps the one that is there; one in the address counts.
    """

    name: str
    kind: str
    address: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MetricSourceRow:
    """A database; its password never comes back, its address to owners alone."""

    id: int
    version: int
    name: str
    kind: SourceKind
    address: str
    has_password: bool
    metrics: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class MetricQueryIn:
    """The question that fills a metric."""

    source_id: int
    sql: str
    hours: int = Rhythm.DAILY


@dataclass(frozen=True, slots=True)
class MetricQueryRow:
    """The question of a metric, and how asking it went."""

    id: int
    version: int
    metric_id: int
    source_id: int
    source: str
    sql: str
    hours: int
    by: str
    next_at: datetime | None
    read_at: datetime | None
    fault: str
    failures: int

    @property
    def rhythm(self) -> str:
        """How often it is asked, in words."""
        return str(Rhythm(self.hours).label)

    @property
    def is_off(self) -> bool:
        """Whether nobody asks it at the moment."""
        return self.next_at is None

    @property
    def gave_up(self) -> bool:
        """Whether it was switched off by its failures."""
        return self.is_off and self.failures >= OFF_AFTER


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A reading that a question gives, and what stands on that day: ``by_hand`` is
    kept, whatever the question says."""

    on_date: date
    value: Decimal
    before: Decimal | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """What asking did, or would do; ``rows`` are the newest of it."""

    rows: tuple[FilledRow, ...]
    new: int
    changed: int
    unchanged: int
    kept: int
    passed_over: int

    @property
    def total(self) -> int:
        """How many readings it gave."""
        return self.new + self.changed + self.unchanged + self.kept
