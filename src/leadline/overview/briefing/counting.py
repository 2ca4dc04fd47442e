"""Counts of promises that say what they count: audiences hear of different ones."""

from __future__ import annotations

from collections.abc import Sequence

from leadline.overview.briefing.record import Owed
from leadline.overview.briefing.types import counted, in_words
from leadline.stakeholders.types import Function


def promises_counted(several: Sequence[Owed]) -> str:
    """Return how many promises, and how many of them to customers, for a sentence."""
    customers, n = _to_customers(several), counted(len(several), "promise")
    whom = "a customer" if customers == 1 else "customers"
    if not customers:
        return n
    if customers == len(several):
        return f"{n} to {whom}"
    return f"{n}, {in_words(customers)} of them to {whom},"


def to_whom(given: Sequence[Owed]) -> str:
    """Return how many of the promises are to customers, to follow their count."""
    customers = _to_customers(given)
    if customers == len(given):
        return " to customers"
    return f", {customers} to customers" if customers else ""


def _to_customers(given: Sequence[Owed]) -> int:
    return sum(owed.row.function == Function.CUSTOMER for owed in given)
