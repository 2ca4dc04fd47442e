"""What is sent: accounts.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import TypedDict


class ListMembers(TypedDict, total=False):
    """Which members a list is of."""

    limit: int
    cursor: str
    fields: str


class ListProducts(TypedDict, total=False):
    """Which products a list is of."""

    limit: int
    cursor: str
    fields: str


class ListRates(TypedDict, total=False):
    """Which rates a list is of."""

    limit: int
    cursor: str
    fields: str
