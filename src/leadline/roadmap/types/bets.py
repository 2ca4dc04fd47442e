"""What surfaces read and write about bets and teams."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from leadline.foundation.errors import Invalid
from leadline.foundation.money import NO_MONEY, Factor, Rates, Total
from leadline.foundation.paging import Listed, Page
from leadline.foundation.plain import words, words_of
from leadline.foundation.words import plural
from leadline.roadmap.types.states import BetState, LinkKind, PlanState
from leadline.strategy.types import GoalKind

NOTHING = Decimal(0)


def counted(amount: Decimal, confidence: int | None) -> Decimal:
    """Return what an estimate counts for in a plan, given the per cent of sureness.

    What a bet brings counts by how sure people are that it works; what it costs
    (below zero) counts whole, and so does everything where nobody said how sure.

    >>> counted(Decimal(100), 60), counted(Decimal(-100), 60), counted(Decimal(5), None)
    (Decimal('60'), Decimal('-100'), Decimal('5'))
    """
    if confidence is None or amount <= 0:
        return amount
    return amount * confidence / 100


@dataclass(frozen=True, slots=True)
class Range:
    """A low, a middle and a high: 8 in 10 times it lies between low and high.

    ``currency`` is that of money, and ``origin`` the range as it was written down
    where it was converted; ``lacks`` is the currency that there is no rate to. Two
    ranges are the same by their figures.
    """

    p10: Decimal = NOTHING
    p50: Decimal = NOTHING
    p90: Decimal = NOTHING
    currency: str = field(default="", compare=False)
    origin: Range | None = field(default=None, compare=False)
    factor: Factor | None = field(default=None, compare=False)
    lacks: str = field(default="", compare=False)

    @property
    def rises(self) -> bool:
        """Whether low, middle and high stand in order."""
        return self.p10 <= self.p50 <= self.p90

    @property
    def is_open(self) -> bool:
        """Whether low and high differ."""
        return self.p10 != self.p90

    def at(self, confidence: int | None) -> Range:
        """Return the range as a plan counts it, given the per cent of sureness."""
        low, middle, high = (
            counted(v, confidence) for v in (self.p10, self.p50, self.p90)
        )
        said = self.origin.at(confidence) if self.origin else None
        return Range(low, middle, high, self.currency, said, self.factor, self.lacks)

    @property
    def said(self) -> Range:
        """The range as it was written down."""
        return self.origin or self

    def into(self, rates: Rates) -> Range:
        """Return it in the own currency; as it is where there is no rate."""
        factor = rates.factor(self.currency) if self else None
        if factor is None:
            return replace(self, lacks=rates.own if self else "")
        if not factor.steps:
            return self
        by = factor.value
        return Range(
            self.p10 * by, self.p50 * by, self.p90 * by, rates.own, self, factor
        )

    def __bool__(self) -> bool:
        return bool(self.p10 or self.p50 or self.p90)


def range_of(
    low: Decimal | None, likely: Decimal | None, high: Decimal | None
) -> Range:
    """Return the range of what was said; the likely figure alone stands for all.

    Raises ``Invalid`` for an end without the likely figure, or one out of order.

    >>> range_of(None, Decimal(5), Decimal(8)).p10
    Decimal('5')
    """
    if likely is None:
        if low is not None or high is not None:
            raise Invalid("Give the likely figure too.")
        return Range()
    spread = Range(
        likely if low is None else low, likely, likely if high is None else high
    )
    if not spread.rises:
        raise Invalid("It must lie between low and high.")
    return spread


@dataclass(frozen=True, slots=True)
class BetSaid:
    """What is said of a bet in plain fields, which everything else carries by name."""

    title: str
    summary: str = words("What it is, and why it should work", longest=4000, lines=4)
    confidence: int | None = None
    product_id: int | None = None
    owner_id: int | None = None
    earliest: str = ""
    latest: str = ""
    duration: int = 1
    impact: Decimal | None = None
    user_value: int | None = None
    urgency: int | None = None
    risk_reduction: int | None = None


@dataclass(frozen=True, slots=True)
class BetIn(BetSaid):
    """What a person says about a bet; ``effort`` is person-weeks by team.

    ``currency`` is that of growth and profit, the workspace's where nobody says it.
    """

    growth: Range = Range()
    profit: Range = Range()
    effort: dict[int, Range] = field(default_factory=dict)
    currency: str = ""


@dataclass(frozen=True, slots=True)
class BetFilter:
    """Which bets a list shows, and in which order."""

    text: str = ""
    state: str = ""
    product: int | None = None
    team: int | None = None
    goal: int | None = None
    need: int | None = None
    sort: str = "-growth"
    rank: str = ""
    group: str = ""
    page: Page = 1
    size: int | None = 50  # all where none is said


@dataclass(frozen=True, slots=True)
class EffortRow:
    """What a bet takes of one team, in person-weeks."""

    team_id: int
    team: str
    weeks: Range


@dataclass(frozen=True, slots=True)
class BetBacking:
    """What stands behind a bet: its needs' pieces, customers and revenue a year.

    A customer behind two of the needs counts once. Where that was not looked up,
    ``is_least`` is true and customers and revenue are those of the loudest need:
    there may be more, never fewer. ``revenue`` is converted, with its originals.
    """

    needs: int = 0
    pieces: int = 0
    customers: int = 0
    revenue: Total = NO_MONEY
    is_least: bool = False

    @property
    def asking(self) -> str:
        """Who asks, as a page of the bet is headed; "" where nobody is known to."""
        return who_ask(self.customers, self.needs) if self.customers else ""


def together(needs: int) -> str:
    """Return what follows a count of those who ask for a bet: of all its needs.

    They are pooled, so nobody reads them as if all of them asked for the same.

    >>> together(1), together(3)
    ('', ' for its 3 needs together')
    """
    return f" for its {needs} needs together" if needs > 1 else ""


def who_ask(customers: int, needs: int) -> str:
    """Return in words how many customers have what a bet answers.

    They asked for their need, not for the bet: two that exclude each other answer it.

    >>> who_ask(1, 1)
    '1 customer has the need it answers'
    >>> who_ask(12, 2)
    '12 customers have one of the 2 needs it answers'
    """
    verb = "has" if customers == 1 else "have"
    need = f"one of the {needs} needs" if needs > 1 else "the need"
    return f"{plural(customers, 'customer', 'customers')} {verb} {need} it answers"


@dataclass(frozen=True, slots=True)
class GoalName:
    """A goal that a bet serves, as short as a mark needs it."""

    id: int
    name: str
    kind: GoalKind


@dataclass(frozen=True, slots=True)
class BetName:
    """A bet, as short as a link needs it."""

    id: int
    title: str
    state: BetState


@dataclass(frozen=True, slots=True, kw_only=True)
class BetRow(BetSaid):
    """A bet in a list; ``version`` is the one that a change of it has to name."""

    id: int
    version: int
    state: BetState
    product: str
    owner: str
    growth: Range
    profit: Range
    efforts: tuple[EffortRow, ...] = ()
    goals: tuple[GoalName, ...] = ()
    backing: BetBacking = BetBacking()

    @property
    def growth_counted(self) -> Range:
        """The growth as plans count it: by how sure people are."""
        return self.growth.at(self.confidence)

    @property
    def profit_counted(self) -> Range:
        """The profit as plans count it: by how sure people are."""
        return self.profit.at(self.confidence)

    @property
    def words(self) -> list[tuple[str, str]]:
        """What is written about it besides the summary, each with its label."""
        said = words_of(BetSaid)
        known = ((name, str(getattr(self, name))) for name in said)
        return [(said[n].label, text) for n, text in known if text and n != "summary"]

    @property
    def effort_weeks(self) -> Decimal:
        """The middle effort of all teams together, in person-weeks."""
        return sum((effort.weeks.p50 for effort in self.efforts), NOTHING)

    @property
    def effort_weeks_high(self) -> Decimal:
        """Every team's high effort together: more than a P90 of the sum."""
        return sum((effort.weeks.p90 for effort in self.efforts), NOTHING)


@dataclass(frozen=True, slots=True)
class NeedOfBet:
    """A need that a bet answers, with the demand kept for it."""

    id: int
    statement: str
    pieces: int
    customers: int
    revenue: Total


@dataclass(frozen=True, slots=True)
class BetLinkRow:
    """A dependency as seen from one bet; ``points_here`` when the other made it."""

    id: int
    kind: LinkKind
    gap: int
    other: BetName
    points_here: bool


@dataclass(frozen=True, slots=True)
class BetPlace:
    """Where a bet stands in a plan; an empty period means it is left out."""

    plan_id: int
    plan: str
    state: PlanState
    period: str


@dataclass(frozen=True, slots=True)
class BetPage:
    """A bet with everything that hangs on it."""

    bet: BetRow
    needs: tuple[NeedOfBet, ...]
    links: tuple[BetLinkRow, ...]
    places: tuple[BetPlace, ...]


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team and how many open bets need it."""

    id: int
    name: str
    is_archived: bool
    bets: int


@dataclass(frozen=True, slots=True)
class CapacityGrid:
    """Person-weeks by team and quarter; ``None`` where nobody has said."""

    periods: tuple[str, ...]
    rows: Listed[tuple[TeamRow, tuple[Decimal | None, ...]]]
