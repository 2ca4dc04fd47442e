"""What is answered: evidence.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from .shared import Total


class CustomerCard(TypedDict):
    """Everything that is kept of an account."""

    id: str
    version: int
    name: str
    external_id: str
    domain: str
    segment: str
    plan: str
    revenue_amount: str | None
    revenue_currency: str
    since_date: str | None
    owner: str
    country: str
    state: str
    own_fields: dict[str, Any]
    is_archived: bool


class ContactCard(TypedDict):
    """A person at a customer."""

    id: str
    version: int
    customer_id: str
    name: str
    email: str
    title: str


class FeedbackRow(TypedDict):
    """One piece in a list; `set_aside` is why it counts for nothing, if so."""

    id: str
    words: str
    source: str
    said_at: str
    is_dated: bool
    author: str
    customer_id: str | None
    customer: str
    segment: str
    need_id: str | None
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
    version: int


class FeedbackCard(TypedDict):
    """Everything that is kept of one piece; what it points at, by id and name.

    `is_worth_known` says that a year's revenue of its customer is known.
    """

    id: str
    version: int
    words: str
    side: Literal["customer", "ours"]
    has_original: bool
    author: str
    author_email: str
    noted_by: str
    speech: Literal["direct", "reported"]
    source: str
    source_id: str
    link: str
    said_at: str
    is_dated: bool
    created_at: str
    customer_id: str | None
    customer: str
    is_worth_known: bool
    product: str
    area: str
    kind: str
    language: str
    state: Literal["new", "triaged", "archived"]
    set_aside: str
    need_id: str | None
    need: str
    need_by: str
    confidence: float | None
    from_import_id: str | None
    from_import: str
    votes: int | None
    rating: float | None
    rating_max: int | None
    nps: int | None
    tags: list[str]
    source_status: str
    own_fields: dict[str, Any]


class NeedRow(TypedDict):
    """One need in a list, with the demand behind it.

    `revenue` is a year's, converted, with its originals. `weeks` are those that
    `trend` compares, this one so far last, so that their sum is its pieces.
    `is_confirmed` is false for a name that Leadline gave and nobody has
    confirmed. `version` is the one that a change of it has to name.
    """

    id: str
    version: int
    statement: str
    state: str
    state_label: str
    product_id: str | None
    product: str
    owner_id: str | None
    owner: str
    keywords: list[str]
    pieces: int
    customers: int
    revenue: Total
    weeks: list[int]
    trend: TrendNow
    first_at: str | None
    last_at: str | None
    is_confirmed: bool


class TrendNow(TypedDict):
    """Whether a need is said more often than before, and how sure that is.

    `direction` is rising, falling, flat, unknown, or asked: a rise that is none
    without what was said in interviews and surveys.
    """

    direction: str
    ratio: float
    chance: float
    recent: int
    before: int
