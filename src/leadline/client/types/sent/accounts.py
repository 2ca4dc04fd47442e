"""What is sent: accounts.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
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


class RateIn(TypedDict):
    """What one unit of `base` was worth in `quote` on a day, and who says so."""

    base: str
    quote: str
    value: str | Decimal
    on_date: str | date
    source: str


class RatesSaid(TypedDict):
    """Many rates at once, all or none; `named` is what the log calls the lot."""

    rates: list[RateIn]
    named: str
