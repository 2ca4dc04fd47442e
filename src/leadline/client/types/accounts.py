"""What is answered: accounts.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict


class MemberRow(TypedDict):
    """A member of the workspace, as the list shows them."""

    id: str
    user_id: str
    name: str
    email: str
    role: Literal["reader", "contributor", "lead", "owner"]
    since: str


class ProductRow(TypedDict):
    """One of the products that the company makes."""

    id: str
    name: str
    is_archived: bool


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
