"""What the example company earns, all in its own currency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from leadline.demo.company import Customer
from leadline.demo.content_files import content

OWN = "EUR"


@cache
def rates() -> Mapping[str, Decimal]:
    """Return what one of each other currency is in euros."""
    told = content("story.toml")["rates"]
    return {code: Decimal(rate) for code, rate in told.items()}


def revenue(customers: Iterable[Customer]) -> Decimal:
    """Return what customers pay a year, in euros.

    >>> from leadline.demo.accounts import accounts
    >>> 6_900_000 < revenue(accounts().values()) < 7_100_000
    True
    """
    return sum(
        (c.revenue * rates().get(c.currency, Decimal(1)) for c in customers),
        Decimal(0),
    )
