"""What surfaces read and write about plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from leadline.foundation.money import Factor
from leadline.roadmap.types.asking import Floor, Wish
from leadline.roadmap.types.bets import BetBacking, BetName, GoalName
from leadline.roadmap.types.bounds import BoundPair, BoundUse
from leadline.roadmap.types.clashing import Clash, Short, Slipped
from leadline.roadmap.types.futures import PlanFutures, Stands
from leadline.roadmap.types.readers import Reader
from leadline.roadmap.types.states import (
    ChangeKind,
    PlacedBy,
    PlanState,
    PlanStatus,
)
from leadline.strategy.types import GoalRow

CENT = 0.005


@dataclass(frozen=True, slots=True)
class PlanHead:
    """A plan in a list, and the top of its page.

    Its figures of money are in ``currency``, that of its making; ``shown`` gives one
    as it is today, by ``factor`` into the ``own`` currency where there is a rate.
    ``says`` names those of growth and profit that anybody says of one of its bets.
    """

    id: int
    name: str
    state: PlanState
    status: PlanStatus
    reason: str
    periods: tuple[str, ...]
    weights: dict[str, float]
    discount: float
    floors: tuple[Floor, ...]
    measures: dict[str, float]
    objective: float | None
    best: float | None
    bound: float | None
    gap: float | None
    seconds: float
    bets: int
    left_out: int
    broken: tuple[str, ...]
    made_at: datetime
    changed_at: datetime
    made_by: str
    committed_at: datetime | None
    committed_by: str
    committed_reason: str
    based_on: int | None
    currency: str = ""
    own: str = ""
    factor: Factor | None = None
    says: tuple[str, ...] = ("growth", "profit")
    readers: tuple[Reader, ...] = ()

    def shown(self, value: float) -> tuple[float, str]:
        """Return one of its figures and the currency it is then in."""
        if self.factor is None:
            return value, self.currency
        return value * float(self.factor.value), self.own

    @property
    def lost(self) -> float:
        """What changes by hand cost against the best the optimiser found."""
        if self.best is None or self.objective is None:
            return 0.0
        return self.best - self.objective


@dataclass(frozen=True, slots=True)
class TeamWeeks:
    """What a planned bet takes of a team, in person-weeks over its duration."""

    team: str
    weeks: float
    weeks_high: float


@dataclass(frozen=True, slots=True)
class PlannedBet:
    """A bet in a plan; efforts and values are those the plan was made from.

    ``growth`` and ``profit`` are middle estimates as the plan counts them, by how
    sure people are; ``says`` names those that somebody said. ``is_projected``: they
    come from what it acts on, by the projection, and else are a bare opinion.
    ``confidence`` is the bet's of today. ``rank`` counts the bets of the plan that come
    one before another before it.
    """

    bet: BetName
    period: str
    finish: str
    teams: tuple[TeamWeeks, ...]
    growth: float
    profit: float
    placed_by: PlacedBy
    reason: str
    goals: tuple[GoalName, ...]
    backing: BetBacking
    confidence: int | None = None
    rank: int = 0
    says: tuple[str, ...] = ("growth", "profit")
    is_projected: bool = False

    @property
    def weeks(self) -> float:
        """The middle effort of all teams together, in person-weeks."""
        return sum(team.weeks for team in self.teams)

    @property
    def weeks_high(self) -> float:
        """Every team's high effort together: more than a P90 of the sum."""
        return sum(team.weeks_high for team in self.teams)


@dataclass(frozen=True, slots=True)
class CapacityCell:
    """How much of a team's quarter is used, in person-weeks."""

    period: str
    used: float
    capacity: float

    @property
    def percent(self) -> int | None:
        """Used as a share of the capacity; ``None`` without capacity."""
        return round(100 * self.used / self.capacity) if self.capacity else None

    @property
    def filled(self) -> int:
        """The share as a bar shows it, 0 to 100."""
        percent = self.percent
        return min(100, percent) if percent is not None else 100 * bool(self.used)

    @property
    def over(self) -> float:
        """Person-weeks beyond the capacity."""
        return max(0.0, round(self.used - self.capacity, 6))


@dataclass(frozen=True, slots=True)
class TeamLoad:
    """A team's capacity over the plan's quarters."""

    team: str
    cells: tuple[CapacityCell, ...]


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A bet that is not in the plan."""

    bet: BetName
    why: str
    cost_to_force_in: float | None
    pushes_out: tuple[BetName, ...]
    backing: BetBacking


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change by hand."""

    id: int
    bet: BetName
    kind: ChangeKind
    from_period: str
    to_period: str
    reason: str
    cost: float
    broken: tuple[str, ...]
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class GoalOfPlan:
    """An open goal and what the plan's bets that serve it, or a part of it, add.

    ``adds`` is in the goal's own unit: the sum of the middle estimates of those
    finished by its day, as the plan counts them, converted where the goal is in
    another currency; ``None`` where bets say nothing in that unit, and where there is
    no rate from ``lacks``, the currency of the plan. ``late`` counts those finished
    after its day, which add nothing to it. ``bets`` counts all of them but those that
    are done, which the reading holds. ``goal`` speaks of the measure that bets feed;
    ``waits`` names its others that are not met, of which bets say nothing.
    """

    goal: GoalRow
    bets: int
    late: int
    adds: float | None
    lacks: str = ""
    waits: tuple[str, ...] = ()

    @property
    def short(self) -> float | None:
        """How much is missing even with the plan; 0 when the plan reaches it."""
        if self.adds is None or self.goal.missing is None:
            return None
        return max(0.0, float(self.goal.missing) - self.adds)

    @property
    def beyond(self) -> float:
        """How much more than what is missing the plan brings."""
        return max(0.0, (self.adds or 0.0) - float(self.goal.missing or 0))

    @property
    def is_covered(self) -> bool | None:
        """Whether the plan brings what its measure in money misses."""
        return None if self.short is None else self.short < CENT

    @property
    def is_reached(self) -> bool | None:
        """Whether the plan reaches it by its own figures; ``None`` if unknown.

        A goal is reached by all its measures; of some, bets say nothing.
        """
        return None if self.is_covered and self.waits else self.is_covered


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the plan page shows.

    ``growth`` and ``profit`` are the sums of its bets' middles a year, ``said`` is
    what people say today. The projection's are means up to the end of the quarter
    ``until``. ``sheet_said_on``: the day of the newest figure of a sheet that changed.
    """

    head: PlanHead
    bets: tuple[PlannedBet, ...]
    loads: tuple[TeamLoad, ...]
    left_out: tuple[LeftOutRow, ...]
    changes: tuple[ChangeRow, ...]
    clashes: tuple[Clash, ...]
    goals: tuple[GoalOfPlan, ...]
    changed_bets: tuple[BetName, ...]
    new_bets: tuple[BetName, ...]
    is_capacity_changed: bool
    futures: PlanFutures = field(default_factory=PlanFutures)
    shorts: tuple[Short, ...] = ()
    slipped: tuple[Slipped, ...] = ()
    wishes: tuple[Wish, ...] = ()
    is_sheet_changed: bool = False
    sheet_said_on: date | None = None
    limits: tuple[BoundUse, ...] = ()
    until: str = ""
    said: Mapping[str, float] = field(default_factory=dict)

    @property
    def projected(self) -> int:
        """How many of its bets are worth what the projection says of their effects."""
        return sum(bet.is_projected for bet in self.bets)

    @property
    def opinions(self) -> tuple[PlannedBet, ...]:
        """Those worth so much a year by a bare opinion."""
        return tuple(bet for bet in self.bets if bet.says and not bet.is_projected)

    @property
    def outdone(
        self,
    ) -> tuple[tuple[LeftOutRow, Stands], tuple[BetName, Stands]] | None:
        """A bet left out that more of the futures' best plans have in than one that is
        in: the one with most of them, and the one in the plan with fewest."""
        known, placed = self.futures, {one.bet.id: one.bet for one in self.bets}
        least = known.weakest_of(placed)
        left = [
            (row, known.by_bet[row.bet.id])
            for row in self.left_out
            if row.bet.id in known.by_bet
        ]
        most = max(left, key=lambda pair: pair[1].share, default=None)
        if not known.is_known or least is None or most is None:
            return None
        if most[1].share <= least.share:
            return None
        return most, (placed[least.bet_id], least)

    @property
    def growth(self) -> float:
        """What the plan's bets add to revenue a year, as they count."""
        return sum(bet.growth for bet in self.bets)

    @property
    def profit(self) -> float:
        """What the plan's bets add to profit a year, as they count."""
        return sum(bet.profit for bet in self.bets)

    @property
    def says(self) -> set[str]:
        """Which of growth and profit anybody said of one of its bets."""
        return {name for bet in self.bets for name in bet.says}

    @property
    def weeks(self) -> float:
        """The middle effort of all its bets, in person-weeks."""
        return sum(bet.weeks for bet in self.bets)

    @property
    def free(self) -> float | None:
        """The share of the teams' weeks that nothing uses; ``None`` without weeks."""
        cells = [cell for load in self.loads for cell in load.cells]
        capacity = sum(cell.capacity for cell in cells)
        unused = sum(max(0.0, cell.capacity - cell.used) for cell in cells)
        return unused / capacity if capacity else None

    @property
    def judged(self) -> tuple[GoalOfPlan, ...]:
        """The goals of which the figures say whether the plan reaches them."""
        return tuple(goal for goal in self.goals if goal.is_reached is not None)

    @property
    def reached(self) -> tuple[GoalOfPlan, ...]:
        """The goals that the plan reaches by its own figures."""
        return tuple(goal for goal in self.judged if goal.is_reached)

    @property
    def is_quiet(self) -> bool:
        """Whether everything fits, so that there was nothing to choose."""
        return self.head.status == PlanStatus.OPTIMAL and not self.left_out

    @property
    def weighted(self) -> int:
        """How many of its bets count by how sure people are of them."""
        return sum(1 for bet in self.bets if bet.confidence not in (None, 100))


@dataclass(frozen=True, slots=True)
class HandChange:
    """What a change by hand would do, before anybody confirms it.

    ``forbids`` are those of ``breaks`` that neither weeks nor money can mend.
    """

    bet: BetName
    kind: ChangeKind
    from_period: str
    to_period: str
    objective: float
    cost: float
    below_best: float
    measures: dict[str, float]
    measures_before: dict[str, float]
    breaks: tuple[str, ...]
    mends: tuple[str, ...]
    forbids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOptions:
    """Where a bet of a plan could go by hand; ``now`` is empty when it is out."""

    head: PlanHead
    bet: BetName
    now: str
    duration: int
    options: tuple[HandChange, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A bet that two plans place differently; an empty period means out."""

    bet: BetName
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two plans side by side: ``one`` is the older, ``other`` the newer.

    ``measures`` has none for a plan that did not weigh one of them.
    """

    one: PlanHead
    other: PlanHead
    moved: tuple[Moved, ...] = ()
    came_in: tuple[Moved, ...] = ()
    went_out: tuple[Moved, ...] = ()
    stayed: int = 0
    measures: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    limits: tuple[BoundPair, ...] = ()
