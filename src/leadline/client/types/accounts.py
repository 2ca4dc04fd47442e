"""What is answered: accounts.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict


class MemberRow(TypedDict):
    """A member of the workspace, as the list shows them.

    `is_proven` says that the address is theirs, and not only what they said.
    """

    id: str
    user_id: str
    name: str
    email: str
    is_proven: bool
    role: Literal["reader", "contributor", "lead", "owner"]
    since: str


class ProductRow(TypedDict):
    """One of the products that the company makes."""

    id: str
    name: str
    is_archived: bool


class RateRow(TypedDict):
    """A rate in a list; `is_used` says that a figure may rest on it now."""

    id: str
    base: str
    quote: str
    value: str
    on_date: str
    source: str
    is_used: bool


class RatesSaved(TypedDict):
    """What a file of rates did."""

    created: int
    updated: int
    unchanged: int


class Me(TypedDict):
    """Who a token acts as, in which workspace, how far and until when."""

    name: str
    user_id: str
    is_service: bool
    role: Role
    workspace_id: str
    workspace: str
    currency: str
    timezone: str
    token: str
    scopes: list[str]
    expires_at: str


Role: TypeAlias = Literal["reader", "contributor", "lead", "owner"]
