"""Numbers as people read them."""

from __future__ import annotations

from decimal import Decimal


def plain(number: Decimal) -> str:
    """Return a number without empty places and with its thousands apart.

    >>> plain(Decimal("2302110.0000")), plain(Decimal("99.40")), plain(Decimal(0))
    ('2,302,110', '99.4', '0')
    """
    return f"{number.normalize():,f}"
