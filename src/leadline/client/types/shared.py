"""What is answered: shared.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import TypedDict


class Kept(TypedDict):
    """A record after a change: which one, what it is called, and its version now."""

    id: str
    name: str
    version: int


class Factor(TypedDict):
    """What one unit of a currency is worth in another, and the rates it comes
    from.
    """

    value: str
    steps: list[Rate]


class Money(TypedDict):
    """An amount in one currency; it meets amounts of the same currency only."""

    amount: str
    currency: str


class Part(TypedDict):
    """What there is in one currency, of how many; `factor` is `None` without a
    rate, and then the part is in no sum.
    """

    money: Money
    of: int
    factor: Factor | None


class Rate(TypedDict):
    """What one unit of `base` was worth in `quote` on a day, and who says so."""

    base: str
    quote: str
    value: str
    on_date: str
    source: str


class Total(TypedDict):
    """A sum in one currency with the originals it was made from.

    `left` is what could not be converted: it is in no figure and has to be
    named. Only totals in the same currency are added up or compared.
    """

    currency: str
    parts: list[Part]
    amount: str


class SaidRange(TypedDict):
    """Three figures, and the chance that nothing comes of it, from 0 to 1.

    One time in ten below `low`, half the time below `mid`, one time in ten
    above `high`, where something comes of it.
    """

    low: str
    mid: str
    high: str
    nothing: str
