"""What is answered: roadmap.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from .shared import Factor, SaidRange, Total


class BetBacking(TypedDict):
    """What stands behind a bet: its needs' pieces, customers and revenue a year.

    A customer behind two of the needs counts once. Where that was not looked
    up, `is_least` is true and customers and revenue are those of the loudest
    need: there may be more, never fewer. `revenue` is converted, with its
    originals.
    """

    needs: int
    pieces: int
    customers: int
    revenue: Total
    is_least: bool


class BetRow(TypedDict):
    """A bet in a list; `version` is the one that a change of it has to name."""

    title: str
    summary: str
    confidence: int | None
    product_id: str | None
    owner_id: str | None
    earliest: str
    latest: str
    duration: int
    impact: str | None
    user_value: int | None
    urgency: int | None
    risk_reduction: int | None
    id: str
    version: int
    state: Literal["candidate", "committed", "doing", "done", "dropped"]
    product: str
    owner: str
    growth: Range
    profit: Range
    efforts: list[EffortRow]
    goals: list[GoalName]
    backing: BetBacking


class EffortRow(TypedDict):
    """What a bet takes of one team, in person-weeks."""

    team_id: str
    team: str
    weeks: Range


class GoalName(TypedDict):
    """A goal that a bet serves, as short as a mark needs it."""

    id: str
    name: str
    kind: Literal["growth", "profitability", "guardrail"]


class Range(TypedDict):
    """A low, a middle and a high: 8 in 10 times it lies between low and high.

    `currency` is that of money, and `origin` the range as it was written down
    where it was converted; `lacks` is the currency that there is no rate to.
    Two ranges are the same by their figures.
    """

    p10: str
    p50: str
    p90: str
    currency: str
    factor: Factor | None
    lacks: str


class BetLinkRow(TypedDict):
    """A dependency as seen from one bet; `points_here` when the other made it."""

    id: str
    kind: Literal["after", "together", "instead_of"]
    gap: int
    other: BetName
    points_here: bool


class BetName(TypedDict):
    """A bet, as short as a link needs it."""

    id: str
    title: str
    state: Literal["candidate", "committed", "doing", "done", "dropped"]


class BetPlace(TypedDict):
    """Where a bet stands in a plan; an empty period means it is left out."""

    plan_id: str
    plan: str
    state: Literal["draft", "committed", "superseded"]
    period: str


class BetWhole(TypedDict):
    """A bet with the needs that it answers, what it hangs on, and its places in
    plans.

    `version` is the one that a change of it has to name.
    """

    title: str
    summary: str
    confidence: int | None
    product_id: str | None
    owner_id: str | None
    earliest: str
    latest: str
    duration: int
    impact: str | None
    user_value: int | None
    urgency: int | None
    risk_reduction: int | None
    id: str
    version: int
    state: Literal["candidate", "committed", "doing", "done", "dropped"]
    product: str
    owner: str
    growth: Range
    profit: Range
    efforts: list[EffortRow]
    goals: list[GoalName]
    backing: BetBacking
    needs: list[NeedOfBet]
    links: list[BetLinkRow]
    places: list[BetPlace]


class NeedOfBet(TypedDict):
    """A need that a bet answers, with the demand kept for it."""

    id: str
    statement: str
    pieces: int
    customers: int
    revenue: Total


class Floor(TypedDict):
    """A measure that the plan has to reach, and the goal that asks for it."""

    measure: str
    at_least: float
    goal_id: str | None


class PlanTold(TypedDict):
    """A plan. `measures` are by the middle of each range: growth and profit a year
    in `currency`, worth in points.
    """

    id: str
    name: str
    state: Literal["draft", "committed", "superseded"]
    status: Literal["optimal", "feasible", "infeasible", "by_hand"]
    reason: str
    periods: list[str]
    weights: dict[str, float]
    discount: float
    floors: list[Floor]
    measures: dict[str, str]
    objective: float | None
    best: float | None
    bound: float | None
    gap: float | None
    seconds: float
    bets: int
    left_out: int
    broken: list[str]
    made_at: str
    changed_at: str
    made_by: str
    committed_at: str | None
    committed_by: str
    committed_reason: str
    based_on: int | None
    currency: str
    own: str
    factor: Factor | None
    says: list[str]
    readers: list[Reader]


class Reader(TypedDict):
    """A person whose settled ranges are enough to read theirs by, as they share
    it.

    `factor` is what the width of a range is multiplied by; `bets` are those of
    theirs that a plan read so.
    """

    user_id: str
    name: str
    n: int
    held: int
    factor: float
    bets: list[int]


class TeamRow(TypedDict):
    """A team and how many open bets need it."""

    id: str
    name: str
    is_archived: bool
    bets: int


class CapacityChanged(TypedDict):
    """How many cells are other than before."""

    changed: int


class Brings(TypedDict):
    """What a plan brings in so many futures, carried out as it says.

    `futures` is 1 where nothing is a range. `unfinished` is how many of its
    bets are not finished by its last quarter, on average.
    """

    objective: Spread
    growth: Spread
    profit: Spread
    worst_tenth: float
    odds: list[float]
    futures: int
    unfinished: float


class Spread(TypedDict):
    """How outcomes spread over the futures; `p10` and `p90` hold 8 in 10."""

    mean: float
    p10: float
    p50: float
    p90: float


class Way(TypedDict):
    """A plan by what it brings a year, a quarter's wait at its price.

    `chosen` is the quarter each bet starts in, by the keys of the plan file.
    """

    growth: float
    profit: float
    chosen: dict[str, str]


class WayRow(TypedDict):
    """One of the plans beside the one that stands.

    `at` is its place in `Ways`, `None` for the plan that stands; `brings` is
    weighed in the same futures. `came` and `went` are the bets it has more or
    less.
    """

    name: str
    at: int | None
    way: Way
    brings: Brings
    came: list[BetName]
    went: list[BetName]


class WaysPage(TypedDict):
    """Growth against profit: every point, and the plans that differ in kind.

    `points` and `here` are growth and profit a year, as those of `rows`: in the
    mean of the futures.
    """

    rows: list[WayRow]
    found: int
    is_exact: bool


class PlanMade(TypedDict):
    """A plan that was just made, and what was found."""

    id: str
    name: str
    version: int
    status: Literal["optimal", "feasible", "infeasible", "by_hand"]


class Ranking(TypedDict):
    """A formula that bets can be ranked by; `id` is that of one's own.

    `key` names it in addresses; `note` says what it means; `every` is the time
    that a rate is for, where it is one.
    """

    key: str
    name: str
    formula: str
    note: str
    id: str | None
    version: int
    every: str


class Rankings(TypedDict):
    """The rankings that everybody has, then the workspace's own."""

    items: list[Ranking]


class EffectRow(TypedDict):
    """An effect of a bet; `said` carries its sign, money in the own currency."""

    id: str
    driver: Literal[
        "customers", "price", "new", "churn", "expansion", "margin", "teams", "other"
    ]
    segment_id: str | None
    segment: str
    is_relative: bool
    said: SaidRange
    ramp: list[int]
    currency: str
    lacks: str


class EffectsOfBet(TypedDict):
    """What a bet does to the drivers of the sheet."""

    items: list[EffectRow]


class ReleaseRow(TypedDict):
    """To whom a bet was released, by which name, by whom and when."""

    person_id: str
    person: str
    words: str
    at: str
    user: str


class ReleasesOfBet(TypedDict):
    """Who outside may hear of a bet, and by what name."""

    items: list[ReleaseRow]
