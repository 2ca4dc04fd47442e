"""The measures of a goal: what is measured, from where to where, and how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from leadline.strategy.types.metrics import ReadingRow
from leadline.strategy.types.words import (
    ON_PACE_WITHIN,
    Direction,
    GoalKind,
    PaceWord,
)

RANKS = {
    PaceWord.BEHIND: 0,
    PaceWord.BROKEN: 0,
    PaceWord.ON_PACE: 2,
    PaceWord.AHEAD: 3,
    PaceWord.HELD: 4,
    PaceWord.REACHED: 4,
}
UNKNOWN = 1


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of a measure: a word, by how much, and what was expected on that day.

    ``by`` is never negative and in the measure's own unit; ``expected`` is where the
    straight line from baseline to target stands on the day of the newest reading,
    or nothing for a guardrail.
    """

    word: PaceWord
    by: Decimal
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GoalOdds:
    """How likely a goal is with the plan and with nothing done, as shares of one.

    A projection says them; a goal without one has none. ``is_bound``: the goal has
    other measures too, so it is as likely as that at most. ``se`` is the standard
    error with the plan. ``because`` is what moved it, where somebody says so.
    """

    with_plan: float
    without: float
    se: float | None = None
    is_bound: bool = False
    because: str = ""

    @property
    def percent(self) -> int:
        """The odds with the plan in whole per cents: no sample says 0 or 100."""
        return whole_percent(self.with_plan)

    @property
    def without_percent(self) -> int:
        """The odds with nothing done, the same way."""
        return whole_percent(self.without)


def whole_percent(share: float) -> int:
    """Return odds in whole per cents, from 1 to 99.

    >>> whole_percent(0.614), whole_percent(0.9999), whole_percent(0.0)
    (61, 99, 1)
    """
    return min(max(round(share * 100), 1), 99)


@dataclass(frozen=True, slots=True)
class MeasureIn:
    """What a person says about one measure of a goal."""

    metric_id: int | None = None
    measure: str = ""
    unit: str = ""
    currency: str = ""
    baseline: Decimal | None = None
    baseline_date: date | None = None
    target: Decimal | None = None
    target_date: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of a goal with where it stands.

    ``kind`` is that of its goal: a guardrail has no line. ``since`` is the day the
    way begins: the baseline's own day, else the last day before the measure was set
    on which the metric read just that, else the day it was set.
    """

    id: int
    goal_id: int
    kind: GoalKind
    measure: str
    metric_id: int | None
    unit: str
    currency: str
    direction: Direction
    baseline: Decimal | None
    baseline_date: date | None
    target: Decimal | None
    target_date: date | None
    since: date | None
    latest: ReadingRow | None

    @property
    def progress(self) -> float | None:
        """The share of the way from baseline to target, which may pass 1 or 0.

        ``None`` for a guardrail, and where baseline, target or reading is missing.
        """
        if self.kind == GoalKind.GUARDRAIL or self.latest is None:
            return None
        if self.baseline is None or self.target is None:
            return None
        way = self.target - self.baseline
        return float((self.latest.value - self.baseline) / way) if way else None

    @property
    def is_met(self) -> bool | None:
        """Whether the newest reading is at the target or on its good side."""
        if self.latest is None or self.target is None:
            return None
        if self.aims_up:
            return self.latest.value >= self.target
        return self.latest.value <= self.target

    @property
    def aims_up(self) -> bool:
        """Whether more is better for this measure."""
        if None in (self.baseline, self.target) or self.baseline == self.target:
            return self.direction == Direction.UP
        return self.target > self.baseline  # type: ignore[operator]

    @property
    def stands(self) -> Decimal | None:
        """The newest reading, or the baseline where nothing was measured since."""
        return self.latest.value if self.latest else self.baseline

    @property
    def missing(self) -> Decimal | None:
        """How far it is from where it stands to the target; 0 once it is there."""
        if self.stands is None or self.target is None:
            return None
        way = self.target - self.stands
        return max(way if self.aims_up else -way, Decimal(0))

    @property
    def pace(self) -> Pace | None:
        """How the newest reading stands against the straight line to the target.

        ``None`` without a reading and a target, and without the baseline or the day
        that the line needs.
        """
        if self.latest is None or self.target is None:
            return None
        off = abs(self.latest.value - self.target)
        if self.kind == GoalKind.GUARDRAIL:
            return Pace(PaceWord.HELD if self.is_met else PaceWord.BROKEN, off)
        if self.is_met:
            return Pace(PaceWord.REACHED, off)
        expected = self.expected_on(self.latest.on_date)
        if expected is None or self.baseline is None or self.target_date is None:
            return None
        ahead = self.latest.value - expected
        ahead = ahead if self.aims_up else -ahead
        is_due = self.latest.on_date >= self.target_date
        way = abs(self.target - self.baseline)
        if not is_due and abs(ahead) <= way * ON_PACE_WITHIN:
            return Pace(PaceWord.ON_PACE, abs(ahead), expected)
        word = PaceWord.AHEAD if ahead > 0 else PaceWord.BEHIND
        return Pace(word, abs(ahead), expected)

    @property
    def expected_share(self) -> float | None:
        """Where the expected line stands now, as a share of the way; for a bar."""
        pace, base = self.pace, self.baseline
        if pace is None or pace.expected is None or base is None or self.target is None:
            return None
        return float((pace.expected - base) / (self.target - base))

    def expected_on(self, day: date) -> Decimal | None:
        """Return where the straight line from baseline to target stands on a day."""
        if self.baseline is None or self.target is None or self.target_date is None:
            return None
        start = self.since or day
        days = (self.target_date - start).days
        if days <= 0 or day >= self.target_date:
            return self.target
        gone = Decimal(max((day - start).days, 0)) / days
        return self.baseline + (self.target - self.baseline) * gone

    @property
    def rank(self) -> tuple[int, Decimal]:
        """Where it stands among the measures of a goal: the least comes first.

        Behind and broken before what was never measured, that before on pace, ahead
        and reached; of two that are late the one with more of its way to go.
        """
        pace = self.pace
        if pace is None:
            return UNKNOWN, Decimal(0)
        zero = Decimal(0)
        way = abs((self.target or zero) - (self.baseline or zero)) or Decimal(1)
        late = pace.by / way if RANKS[pace.word] == 0 else Decimal(0)
        return RANKS[pace.word], -late
