"""What is sent: roadmap.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Literal, NotRequired, TypedDict

from ..roadmap import Range


class ListBets(TypedDict, total=False):
    """Which bets a list is of."""

    text: str
    state: Literal["", "candidate", "committed", "doing", "done", "dropped", "all"]
    product: int | None
    team: int | None
    goal: int | None
    need: int | None
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class BetIn(TypedDict):
    """What a person says about a bet; `effort` is person-weeks by team.

    `currency` is that of growth and profit, the workspace's where nobody says
    it.
    """

    title: str
    summary: NotRequired[str]
    confidence: NotRequired[int | None]
    product_id: NotRequired[str | None]
    owner_id: NotRequired[str | None]
    earliest: NotRequired[str]
    latest: NotRequired[str]
    duration: NotRequired[int]
    impact: NotRequired[str | Decimal | None]
    user_value: NotRequired[int | None]
    urgency: NotRequired[int | None]
    risk_reduction: NotRequired[int | None]
    growth: NotRequired[Range]
    profit: NotRequired[Range]
    effort: NotRequired[dict[str, Range]]
    currency: NotRequired[str]


class BetChangePart(TypedDict, total=False):
    """What is said anew of a bet; `reason` goes with another state."""

    title: str
    summary: str
    confidence: int | None
    product_id: str | None
    owner_id: str | None
    earliest: str
    latest: str
    duration: int
    impact: str | Decimal | None
    user_value: int | None
    urgency: int | None
    risk_reduction: int | None
    growth: Range
    profit: Range
    effort: dict[str, Range]
    currency: str
    need_ids: list[str]
    goal_ids: list[str]
    state: str
    reason: str


class LinkIn(TypedDict):
    """How a bet hangs on another: the kind of link, and whole periods between."""

    other_id: str
    kind: str
    gap: NotRequired[int]


class HonourIn(TypedDict):
    """The bet, and whether it keeps the promise."""

    bet_id: str
    is_honoured: NotRequired[bool]


class ListPlans(TypedDict, total=False):
    """Which plans a list is of."""

    text: str
    state: Literal["", "draft", "committed", "superseded"]
    limit: int
    cursor: str
    fields: str


class PlanPart(TypedDict):
    """What a plan is called."""

    name: str


class CommitIn(TypedDict):
    """Why it is this plan."""

    reason: str


class ListTeams(TypedDict, total=False):
    """Which teams a list is of."""

    archived: bool
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class TeamIn(TypedDict):
    """What a team is called."""

    name: str


class TeamPart(TypedDict, total=False):
    """What is said anew of a team."""

    name: str
    is_archived: bool


class CapacityCell(TypedDict):
    """The person-weeks of a team in a quarter; nothing where nobody has said."""

    team_id: str
    period: str
    person_weeks: str | Decimal | None


class CapacitySaid(TypedDict):
    """The cells of the capacity that are said anew; the others stay."""

    cells: list[CapacityCell]


class MoveBetIn(TypedDict):
    """The bet and its quarter, or an empty one to take it out; and why."""

    bet_id: str
    to_period: str
    reason: str


class WayIn(TypedDict):
    """Which of the ways, and why."""

    at: int
    reason: str


class RankingIn(TypedDict):
    """A formula, what it is called and what it means."""

    name: str
    formula: str
    note: NotRequired[str]


class RankingPart(TypedDict, total=False):
    """What is said anew of a ranking."""

    name: str
    formula: str
    note: str


class EffectIn(TypedDict):
    """An effect as it is said: the range without its sign, which `way` gives."""

    driver: str
    way: str
    text: str
    segment_id: NotRequired[str | None]
    ramp: NotRequired[list[int]]


class CostsIn(TypedDict):
    """Each as one writes a range; nothing takes it back."""

    once: str
    year: str


class ReleaseIn(TypedDict):
    """Which partner, and by what name of the bet's."""

    person_id: str
    words: NotRequired[str]
