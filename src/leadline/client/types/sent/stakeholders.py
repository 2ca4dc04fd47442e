"""What is sent: stakeholders.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import date
from typing import NotRequired, TypedDict


class ListPeople(TypedDict, total=False):
    """Which people a list is of."""

    text: str
    function: str
    owner: int | None
    silent: bool
    gone: bool
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
    state: str
    direction: str
    person_id: str | None
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
