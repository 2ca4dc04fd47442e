"""The example company as plain values: who they are, what they heard, what they plan.

Everything here is made up. Domains end in ``.example``, which nobody can own.
Dates hang on a given day, so that the company is always up to date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the company."""

    name: str
    email: str
    title: str
    role: str  # owner, lead, contributor or reader of the workspace


@dataclass(frozen=True, slots=True)
class Team:
    """A team, who speaks for it, and what it can carry, in person-weeks.

    ``weeks`` is a full quarter; ``capacity`` is by quarter from the running one.
    """

    key: str
    name: str
    people: int
    lead: str
    weeks: Decimal
    capacity: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at a customer."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Customer:
    """An account with what it is worth a year; a customer for so many ``days``."""

    key: str
    external_id: str
    name: str
    domain: str
    segment: str
    plan: str
    revenue: Decimal
    currency: str
    days: int
    owner: str
    country: str
    staff: int
    renewal_month: int
    works_council: bool
    payroll: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What somebody read in a piece: the decision, the option's letter, the side."""

    decision: str
    option: str
    side: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of feedback, with the truth about it that the product never stores.

    ``need`` is the key of the need it speaks of, empty for noise; ``also`` is a second
    one in pieces about two things. ``author`` said it; ``noted_by`` is who at the
    company wrote it down, if not they. ``labels`` are the sides it was read to take.
    """

    source: str
    source_id: str
    said_at: datetime
    words: str
    author: str
    title: str
    email: str
    customer: str
    area: str
    kind: str
    language: str
    need: str
    also: str = ""
    noted_by: str = ""
    stars: int | None = None
    nps: int | None = None
    votes: int | None = None
    tags: tuple[str, ...] = ()
    status: str = ""
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A measured value on a day."""

    day: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Metric:
    """A number the company watches, with its history."""

    key: str
    name: str
    unit: str
    better: str  # "up" or "down"
    about: str
    source: str
    cadence: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Also:
    """What else of a goal is measured, without a metric: read in check-ins."""

    measure: str
    unit: str
    start: Decimal
    target: Decimal


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How sure somebody was of a goal so many days ago, and why."""

    goal: str
    author: str
    ago: int
    sure: int
    why: str
    reads: Decimal | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A business result with a measure, a target and a date."""

    key: str
    name: str
    kind: str  # growth, profitability or guardrail
    parent: str
    metric: str
    start: Decimal
    target: Decimal
    due: date
    owner: str
    why: str
    also: Also | None


@dataclass(frozen=True, slots=True)
class Span:
    """A range: in one of ten cases below ``p10``, in nine of ten below ``p90``."""

    p10: Decimal
    p50: Decimal
    p90: Decimal


@dataclass(frozen=True, slots=True)
class Bet:
    """Work worth doing: effort in person-weeks by team, value in EUR a year."""

    key: str
    name: str
    because: str
    state: str
    effort: tuple[tuple[str, Span], ...]
    growth: Span
    profit: Span
    needs: tuple[str, ...]
    goals: tuple[str, ...]
    after: tuple[str, ...]
    instead_of: tuple[str, ...]
    duration: int
    scores: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class PastPlan:
    """A plan that was made before, and why it was changed."""

    made_on: date
    name: str
    bets: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TrueNeed:
    """A need the pieces were written from; only for measuring."""

    key: str
    name: str
    area: str


@dataclass(frozen=True, slots=True)
class Company:
    """The whole example."""

    name: str
    domain: str
    about: str
    today: date
    products: tuple[str, ...]
    people: tuple[Person, ...]
    teams: tuple[Team, ...]
    quarters: tuple[str, ...]
    customers: tuple[Customer, ...]
    needs: tuple[TrueNeed, ...]
    pieces: tuple[Piece, ...]
    metrics: tuple[Metric, ...]
    goals: tuple[Goal, ...]
    check_ins: tuple[CheckIn, ...]
    bets: tuple[Bet, ...]
    past_plans: tuple[PastPlan, ...]
