"""What is sent: stakeholders.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NotRequired, TypedDict


class ListPeople(TypedDict, total=False):
    """Which people a list is of."""

    text: str
    function: Literal[
        "",
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
    owner: int | None
    silent: bool
    gone: bool
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class PersonIn(TypedDict):
    """The facts of a stakeholder, which everybody in the workspace reads.

    The customer they belong to is named by its id, or by its name in
    `customer`.
    """

    name: str
    function: str
    title: NotRequired[str]
    organisation: NotRequired[str]
    email: NotRequired[str]
    is_organisation: NotRequired[bool]
    owner_id: NotRequired[str | None]
    cadence_days: NotRequired[int | None]
    customer_id: NotRequired[str | None]
    account_id: NotRequired[str | None]
    customer: NotRequired[str]


class PersonInPart(TypedDict, total=False):
    """The facts of a stakeholder, which everybody in the workspace reads.

    The customer they belong to is named by its id, or by its name in
    `customer`.
    """

    name: str
    function: str
    title: str
    organisation: str
    email: str
    is_organisation: bool
    owner_id: str | None
    cadence_days: int | None
    customer_id: str | None
    account_id: str | None
    customer: str


class TalkIn(TypedDict):
    """A talk with somebody: when, how, and what was said."""

    on_date: str | date
    kind: str
    note: NotRequired[str]
    words: NotRequired[str]


class ListPromises(TypedDict, total=False):
    """Which promises a list is of."""

    text: str
    state: Literal[
        "", "offered", "agreed", "at_risk", "kept", "broken", "released", "open"
    ]
    direction: Literal["", "given", "received"]
    person_id: str | None
    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class PromiseIn(TypedDict):
    """A promise as it is said."""

    person_id: str
    what: str
    direction: NotRequired[str]
    due_date: NotRequired[str | date | None]
    part: NotRequired[str]
    state: NotRequired[str]


class PromiseChangePart(TypedDict, total=False):
    """What is said anew of a promise; `why` goes with another state or day."""

    what: str
    person_id: str | None
    part: str
    state: str
    due_date: str | date | None
    why: str
    proof: str


class ToldIn(TypedDict):
    """Of what, as `decision:12`, and how; or why it is needless."""

    subject: str
    how: str
    is_needless: NotRequired[bool]


class ListBriefings(TypedDict, total=False):
    """Which briefings a list is of."""

    audience: Literal["", "executives", "engineering", "marketing", "sales", "partners"]
    limit: int
    cursor: str
    fields: str


class BriefingFor(TypedDict):
    """For whom a draft is made from the record; a partner where it is for one."""

    audience: Literal["executives", "engineering", "marketing", "sales", "partners"]
    partner_id: NotRequired[str | None]


class BriefingPart(TypedDict, total=False):
    """What is said anew in a draft; the rest of it stays."""

    title: str
    body: str


class SendIn(TypedDict):
    """The addresses that it is mailed to."""

    addresses: list[str]
