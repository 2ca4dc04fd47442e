"""Predictions, what came of them, and how good forecasts were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models

from leadline.decisions.types.records import RangesRecord
from leadline.foundation.measures import is_currency, is_percent, measured


class PredictionKind(models.TextChoices):
    """Whether something happens, or how much it is."""

    EVENT = "event", "It happens or not"
    RANGE = "range", "A number"


class PredictionState(models.TextChoices):
    """How far a prediction is."""

    OPEN = "open", "Open"
    RESOLVED = "resolved", "Came out"
    VOID = "void", "Void"


class Way(models.TextChoices):
    """How a reading of the metric says that an event happened."""

    AT_LEAST = "at_least", "at least"
    AT_MOST = "at_most", "at most"


class Result(models.TextChoices):
    """How a decision turned out, seen from what was expected."""

    BETTER = "better", "Better than expected"
    AS_EXPECTED = "expected", "As expected"
    WORSE = "worse", "Worse than expected"


@dataclass(frozen=True, slots=True)
class PredictionIn:
    """A question about the future, and how it is settled.

    An event with ``way`` and ``bar`` happens when the metric's reading is at least, or
    at most, the bar.
    """

    text: str
    kind: str = PredictionKind.EVENT
    rule: str = ""
    resolve_on: date | None = None
    unit: str = ""
    decision_id: int | None = None
    bet_id: int | None = None
    goal_id: int | None = None
    metric_id: int | None = None
    judge_id: int | None = None
    way: str = ""
    bar: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ForecastIn:
    """What one person says: a probability in per cent, or a range."""

    probability: int | None = None
    p10: Decimal | None = None
    p50: Decimal | None = None
    p90: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OutcomeIn:
    """What came out, and where that is known from."""

    happened: bool | None = None
    value: Decimal | None = None
    source: str = ""
    lesson: str = ""
    is_void: bool = False
    from_reading: bool = False


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A person's last word on a prediction, and how many they had before."""

    person: str
    user_id: int
    probability: int | None
    p10: Decimal | None
    p50: Decimal | None
    p90: Decimal | None
    said_at: datetime
    times: int
    verdict: str
    unit: str = ""

    def span(self, actual: Decimal | None) -> Span | None:
        """Return the range said beside the actual number; none for an event."""
        low, middle, high = self.p10, self.p50, self.p90
        if low is None or middle is None or high is None:
            return None
        return Span(low, middle, high, actual)

    @property
    def words(self) -> str:
        """What was said, as people read it: "60% (45% to 72%)", "9 ports (6 to 13)"."""
        if self.probability is not None:
            return f"{self.probability}%"
        is_sign = is_currency(self.unit) or is_percent(self.unit)
        around = self.unit if is_sign else ""
        low, middle, high = (
            measured(number, unit, is_exact=True) if number is not None else "?"
            for number, unit in (
                (self.p10, around),
                (self.p50, self.unit),
                (self.p90, around),
            )
        )
        return f"{middle} ({low} to {high})"


@dataclass(frozen=True, slots=True)
class Span:
    """A low, a middle and a high number, and the actual one once it is known."""

    p10: Decimal
    p50: Decimal
    p90: Decimal
    actual: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """A prediction in a list, with one's own forecast; others' stay hidden."""

    id: int
    text: str
    kind: PredictionKind
    state: PredictionState
    unit: str
    resolve_on: date
    decision_id: int | None
    decision: str
    bet_id: int | None
    bet: str
    goal_id: int | None
    goal: str
    mine: ForecastRow | None
    people: int
    happened: bool | None
    value: Decimal | None
    source: str
    lesson: str

    @property
    def span(self) -> Span | None:
        """One's own range beside what came out; none for an event."""
        return self.mine.span(self.value) if self.mine else None

    @property
    def came_out(self) -> str:
        """What happened, in words."""
        if self.state != PredictionState.RESOLVED:
            return ""
        if self.kind == PredictionKind.EVENT:
            return "It happened" if self.happened else "It did not happen"
        return measured(self.value or Decimal(0), self.unit, is_exact=True)


@dataclass(frozen=True, slots=True)
class PredictionsHeld:
    """How many predictions are due, to come and settled, and the next day to come."""

    due: int
    coming: int
    settled: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class PredictionPage:
    """A prediction with everybody's forecasts, when one may see them.

    ``forecasts`` are none while they are hidden; ``is_locked`` says that nobody may
    answer any more. ``bar`` is what the metric has to read for an event to have
    happened, ``reading`` what it reads since the day, and ``would_be`` what came out
    if that is taken. ``settler`` is who says what came out.
    """

    row: PredictionRow
    rule: str
    metric: str
    metric_id: int | None
    forecasts: list[ForecastRow] | None
    is_locked: bool
    bar: str
    reading: str
    would_be: str
    settler: str
    may_settle: bool

    @property
    def can_be_read(self) -> bool:
        """Whether a reading of a metric may settle it."""
        is_number = self.row.kind == PredictionKind.RANGE
        return self.metric_id is not None and (is_number or bool(self.bar))


@dataclass(frozen=True, slots=True)
class BinRow:
    """Forecasts of about one size, and how often they came true."""

    n: int
    said: float
    came: float
    low: float
    high: float
    fits: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """How good one person's or the team's forecasts were."""

    name: str
    n: int
    is_enough: bool
    brier: float | None
    base_rate: float | None
    skill: float | None
    log_score: float | None
    error: float | None
    bins: list[BinRow]
    ranges: int
    coverage: float | None
    coverage_low: float | None
    coverage_high: float | None
    record: RangesRecord | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """What was learned of a decision: how it was taken, apart from how it went."""

    process: int
    checks: list[tuple[str, bool]]
    result: Result
    lesson: str
    at: datetime
    person: str
    surprise: str

    @property
    def quadrant(self) -> str:
        """How it was taken beside how it went, as one who looked back marked both."""
        is_well_taken = self.process >= 3
        if self.result == Result.WORSE:
            return (
                "taken well, bad luck" if is_well_taken else "taken badly, and it shows"
            )
        return "taken well, went well" if is_well_taken else "taken badly, good luck"

    @property
    def told(self) -> str:
        """Whose marks these are, then what the forecasts came to."""
        whose = self.person or "somebody who left"
        return (
            f"by the marks of {whose}: {self.process} of 5 for how it was taken, and "
            f"it came out {self.result.label.lower()}. {self.surprise}"
        )
