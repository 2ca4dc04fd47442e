"""What lists and pages show: plain values, ready to be written out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from leadline.evidence.types.quoted import Quoted
from leadline.evidence.types.states import FeedbackState, SetAside
from leadline.foundation.money import NO_MONEY, Total


@dataclass(frozen=True, slots=True)
class FeedbackRow(Quoted):
    """One piece in a list; ``set_aside`` is why it counts for nothing, if so."""

    id: int
    words: str
    source: str
    said_at: datetime
    is_dated: bool
    author: str
    customer_id: int | None
    customer: str
    segment: str
    need_id: int | None
    need: str
    need_by: str
    kind: str
    area: str
    state: str
    language: str
    side: str
    speech: str
    noted_by: str
    set_aside: str
    version: int = 1

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for somebody: new, in no need, and it counts."""
        is_new = self.state == FeedbackState.NEW and self.need_id is None
        return is_new and not self.set_aside and not self.is_ours

    @property
    def aside_label(self) -> str:
        """Why it was set aside, in words; nothing when it counts."""
        return SetAside(self.set_aside).label if self.set_aside else ""


@dataclass(frozen=True, slots=True)
class TrendNow:
    """Whether a need is said more often than before, and how sure that is.

    ``direction`` is rising, falling, flat, unknown, or asked: a rise that is none
    without what was said in interviews and surveys.
    """

    direction: str
    ratio: float
    chance: float
    recent: int
    before: int


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need in a list, with the demand behind it.

    ``revenue`` is a year's, converted, with its originals. ``weeks`` are those
    that ``trend`` compares, this one so far last, so that their sum is its pieces.
    ``is_confirmed`` is false for a name that Leadline gave and nobody has confirmed.
    ``version`` is the one that a change of it has to name.
    """

    id: int
    version: int
    statement: str
    state: str
    state_label: str
    product_id: int | None
    product: str
    owner_id: int | None
    owner: str
    keywords: list[str]
    pieces: int
    customers: int
    revenue: Total
    weeks: list[int]
    trend: TrendNow
    first_at: datetime | None
    last_at: datetime | None
    is_confirmed: bool = True

    @property
    def is_of_one(self) -> bool:
        """Whether several pieces come from one customer alone: perhaps an incident."""
        return self.customers == 1 and self.pieces > 1


@dataclass(frozen=True, slots=True)
class QuoteRow(Quoted):
    """Words somebody said about a need, with who, where and when."""

    id: int
    words: str
    author: str
    title: str
    customer_id: int | None
    customer: str
    segment: str
    paid: Total
    source: str
    kind: str
    said_at: datetime
    is_dated: bool
    confidence: float | None
    need_by: str
    side: str
    speech: str
    noted_by: str
    version: int


@dataclass(frozen=True, slots=True)
class OriginalPart:
    """A part of a piece as it came: its text, what it is, whether it was said."""

    text: str
    label: str
    is_words: bool


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment: its share of all customers and of those who ask."""

    segment: str
    customers: int
    asking: int
    base_share: float
    asking_share: float
    heard: float
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Depth:
    """How deep the evidence of a need is: marks reached, each with its word."""

    marks: int
    of: int
    reached: list[str]
    missing: list[str]
    sources: int


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer in a list.

    ``revenue`` and ``currency`` are as they were said, ``paid`` is converted.
    """

    id: int
    name: str
    domain: str
    segment: str
    plan: str
    state: str
    state_label: str
    owner: str
    revenue: Decimal | None
    currency: str
    pieces: int
    last_at: datetime | None
    paid: Total = NO_MONEY


@dataclass(frozen=True, slots=True)
class NeedOfCustomer:
    """A need that a customer has spoken of."""

    id: int
    statement: str
    state: str
    pieces: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class NeedPage:
    """Everything the page of one need shows, beside its quotes.

    ``is_left`` says that a grouping made it and that its feedback went elsewhere.
    """

    row: NeedRow
    is_made_by_person: bool
    is_left: bool
    merged_into: int | None
    merged_from: list[tuple[int, str]]
    all_customers: int
    all_revenue: Total
    new_this_week: int
    segments: list[SegmentRow]
    silent: list[SegmentRow]
    without_customer: int
    depth: Depth
    weeks_shown: list[tuple[str, int]]
    similar: list[tuple[int, str, int, int]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A need that moved since last week; ``weeks`` are those ``trend`` compares."""

    id: int
    statement: str
    this_week: int
    weekly_before: float
    customers: int
    trend: TrendNow
    weeks: list[int]
    is_confirmed: bool = True
