"""What the customers of each segment pay, and how many came and went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer
from leadline.evidence.types import CustomerState, SegmentCount
from leadline.foundation.money import Rates

DAYS = Decimal("365.25")
YEAR = 365
COLUMNS = ("segment", "state", "revenue_amount", "revenue_currency", "since_date")


def segments_counted(*, actor: Actor, today: date) -> list[SegmentCount]:
    """Return what is counted of each segment, the one that pays most first.

    Customers are those who pay; who pays in a currency without a rate, or of whom no
    revenue is known, is counted apart. Prospects are nobody's customers.
    """
    rates = rates_of(actor=actor)
    found: defaultdict[str, SegmentCount] = defaultdict(SegmentCount)
    here = rows(Customer, actor).filter(is_archived=False)
    for row in here.exclude(state=CustomerState.PROSPECT).values_list(*COLUMNS):
        segment = row[0].strip()
        found[segment] = _with(found[segment], row, rates, today)
    named = [replace(one, segment=name) for name, one in found.items()]
    return sorted(named, key=lambda one: (-one.revenue, one.segment))


def added_up(
    *, actor: Actor, counts: Iterable[SegmentCount], name: str
) -> SegmentCount:
    """Return several segments as one."""
    actor.require("read")
    total = SegmentCount(segment=name)
    for one in counts:
        total = total + one
    return total


def _with(
    so_far: SegmentCount,
    row: tuple[str, str, Decimal | None, str, date | None],
    rates: Rates,
    today: date,
) -> SegmentCount:
    _, state, amount, currency, since = row
    is_lost = state == CustomerState.LOST
    years = Decimal(max((today - since).days, 0)) / DAYS if since else Decimal(0)
    one = SegmentCount(
        lost=int(is_lost),
        undated=int(since is None),
        joined=int(since is not None and (today - since).days < YEAR),
        # Nobody wrote down when they left; on average it was half way.
        years=years / 2 if is_lost else years,
    )
    if is_lost:
        return so_far + one
    factor = rates.factor(currency) if amount else None
    if amount and factor:
        return so_far + replace(one, customers=1, revenue=amount * factor.value)
    return so_far + replace(one, unpriced=1)
