"""What is sent: evidence.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NotRequired, TypedDict


class ListCustomers(TypedDict, total=False):
    """Which customers a list is of."""

    text: str
    segment: str
    state: Literal["", "active", "prospect", "lost"]
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class CustomerIn(TypedDict):
    """One account; an empty value means "the file does not say".

    `is_another` says of one added by hand that it is meant although there is
    one of its name.
    """

    name: str
    external_id: NotRequired[str]
    domain: NotRequired[str]
    segment: NotRequired[str]
    plan: NotRequired[str]
    revenue_amount: NotRequired[str | Decimal | None]
    revenue_currency: NotRequired[str]
    since_date: NotRequired[str | date | None]
    owner: NotRequired[str]
    country: NotRequired[str]
    state: NotRequired[str]
    own_fields: NotRequired[dict[str, Any]]
    is_another: NotRequired[bool]


class CustomerCardPart(TypedDict, total=False):
    """Everything that is kept of an account."""

    name: str
    external_id: str
    domain: str
    segment: str
    plan: str
    revenue_amount: str | Decimal | None
    revenue_currency: str
    since_date: str | date | None
    owner: str
    country: str
    state: str
    own_fields: dict[str, Any]
    is_archived: bool


class ListContacts(TypedDict, total=False):
    """Which contacts a list is of."""

    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class ContactIn(TypedDict):
    """A person at a customer."""

    name: str
    email: NotRequired[str]
    title: NotRequired[str]


class ContactCardPart(TypedDict, total=False):
    """A person at a customer."""

    name: str
    email: str
    title: str


class ListFeedback(TypedDict, total=False):
    """Which feedback a list is of."""

    text: str
    source: str
    kind: Literal[
        "",
        "request",
        "problem",
        "praise",
        "question",
        "review",
        "interview",
        "sales_note",
        "lost_deal",
        "market_note",
    ]
    area: str
    segment: str
    customer_id: str | None
    need: str
    state: Literal["", "new", "triaged", "archived", "waiting", "all"]
    language: str
    side: Literal["", "customer", "ours"]
    set_aside: Literal["", "auto_reply", "thanks", "spam", "nothing", "any"]
    tag: str
    source_status: str
    rating_at_least: float | None
    rating_at_most: float | None
    nps: Literal["", "promoter", "passive", "detractor"]
    own_name: str
    own_value: str
    since: str | date | None
    until: str | date | None
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class FeedbackSaid(TypedDict):
    """One piece of feedback; an empty value means that nobody said.

    `customer_id` is a customer's id here. Without one the customer is found by
    what the source says: `customer_external_id` (what a customer has as
    `external_id`), `customer_domain`, `customer_name` or `author_email`.
    `need_id` is the need that it speaks of.
    """

    words: str
    source: NotRequired[str]
    source_id: NotRequired[str]
    said_at: NotRequired[str | datetime | None]
    author: NotRequired[str]
    author_email: NotRequired[str]
    customer_id: NotRequired[str | None]
    customer_name: NotRequired[str]
    customer_domain: NotRequired[str]
    product: NotRequired[str]
    area: NotRequired[str]
    kind: NotRequired[str]
    language: NotRequired[str]
    link: NotRequired[str]
    side: NotRequired[str]
    speech: NotRequired[str]
    noted_by: NotRequired[str]
    set_aside: NotRequired[str]
    votes: NotRequired[int | None]
    rating: NotRequired[float | None]
    rating_max: NotRequired[int | None]
    nps: NotRequired[int | None]
    tags: NotRequired[list[str]]
    source_status: NotRequired[str]
    own_fields: NotRequired[dict[str, Any]]
    customer_external_id: NotRequired[str]
    need_id: NotRequired[str | None]


class FeedbackPart(TypedDict, total=False):
    """One piece of feedback; an empty value means that nobody said.

    `customer_id` is a customer's id here. Without one the customer is found by
    what the source says: `customer_external_id` (what a customer has as
    `external_id`), `customer_domain`, `customer_name` or `author_email`.
    `need_id` is the need that it speaks of.
    """

    words: str
    said_at: str | datetime | None
    author: str
    author_email: str
    area: str
    kind: str
    language: str
    link: str
    speech: str
    noted_by: str


class MoveIn(TypedDict):
    """The need that a piece speaks of, or none."""

    need_id: str | None


class TriageIn(TypedDict):
    """Where a piece stands."""

    state: Literal["new", "triaged", "archived"]


class AsideIn(TypedDict):
    """Why a piece counts for nothing."""

    reason: Literal["auto_reply", "thanks", "spam", "nothing"]


class ListNeeds(TypedDict, total=False):
    """Which needs a list is of."""

    text: str
    state: Literal["", "open", "met", "dismissed", "merged", "all"]
    named: Literal["", "guess", "person"]
    product_id: str | None
    trend: Literal["", "rising", "falling", "flat", "unknown", "asked"]
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class NeedIn(TypedDict):
    """A need in a customer's words, and the pieces that speak of it."""

    statement: str
    product_id: NotRequired[str | None]
    feedback_ids: NotRequired[list[str]]


class NeedPart(TypedDict, total=False):
    """What is said anew of a need; `reason` goes with another state."""

    statement: str
    state: str
    owner_id: str | None
    product_id: str | None
    reason: str


class SplitIn(TypedDict):
    """The pieces that speak of another need, and its words."""

    feedback_ids: list[str]
    statement: str


class MergeIn(TypedDict):
    """The needs that are folded into this one."""

    absorb_ids: list[str]
    reason: NotRequired[str]
