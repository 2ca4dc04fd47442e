"""Metrics and their readings, as they are said and as they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leadline.strategy.types.words import Direction


@dataclass(frozen=True, slots=True)
class MetricIn:
    """What a person says about a metric."""

    name: str
    unit: str = ""
    currency: str = ""
    direction: str = Direction.UP
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReadingIn:
    """One line of a file of readings, as it was written."""

    line: int
    on_date: str
    value: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefusedReading:
    """A line that cannot be a reading, and why."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ReadingsSaved:
    """What a file of readings did, or would do."""

    created: int
    updated: int
    unchanged: int
    refused: tuple[RefusedReading, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of a metric."""

    id: int
    on_date: date
    value: Decimal
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric with its newest reading and the one before."""

    id: int
    version: int
    name: str
    unit: str
    currency: str
    direction: Direction
    product: str
    product_id: int | None
    readings: int
    latest: ReadingRow | None
    recent: tuple[Decimal, ...]

    @property
    def change(self) -> Decimal | None:
        """The newest value less the one before; ``None`` without two readings."""
        if len(self.recent) < 2:
            return None
        return self.recent[-1] - self.recent[-2]
