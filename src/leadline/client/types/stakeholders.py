"""What is answered: stakeholders.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict


class PersonRow(TypedDict):
    """A stakeholder in a list; `judged` is what the reader may know of them."""

    id: str
    version: int
    name: str
    title: str
    organisation: str
    function: Literal[
        "product",
        "design",
        "engineering",
        "marketing",
        "sales",
        "support",
        "finance",
        "legal",
        "executive",
        "customer",
        "analyst",
        "supplier",
        "partner",
    ]
    is_organisation: bool
    owner: str
    owner_id: str | None
    email: str
    customer_id: str | None
    customer: str
    is_archived: bool
    last_contact: str | None
    days_silent: int | None
    cadence_days: int | None
    account_id: str | None


class PromiseRow(TypedDict):
    """A promise in a list."""

    id: str
    what: str
    person_id: str
    person: str
    function: Literal[
        "product",
        "design",
        "engineering",
        "marketing",
        "sales",
        "support",
        "finance",
        "legal",
        "executive",
        "customer",
        "analyst",
        "supplier",
        "partner",
    ]
    direction: Literal["given", "received"]
    part: Literal[
        "build", "price", "document", "market", "sell", "support", "supply", "other"
    ]
    state: Literal["offered", "agreed", "at_risk", "kept", "broken", "released"]
    due_date: str | None
    settled_on: str | None
    proof: str
    days_late: int
    version: int


class BriefingRow(TypedDict):
    """A briefing in the archive, or a draft.

    `parts` holds what stands below the opening, each part with its records.
    `person_id` is the partner it is for, if it is for one.
    """

    id: str
    audience: Literal["executives", "engineering", "marketing", "sales", "partners"]
    state: Literal["draft", "sending", "sent", "unsent", "by_hand"]
    person_id: str | None
    partner: str
    title: str
    body: str
    parts: dict[str, Any]
    facts: dict[str, Any]
    made_at: str
    sent_at: str | None
    sent_to: list[str]
    waiting: list[str]
    failed: dict[str, str]
    person: str
