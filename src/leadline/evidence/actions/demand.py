"""Keeps the demand behind each need equal to its feedback."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta

from django.db import transaction

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import NeedDemand
from leadline.evidence.queries.asking import ASKED_FOR, counted, revenues_of, voting
from leadline.foundation.money import by_currency

AT_ONCE = 400
FIELDS = [
    "pieces",
    "customers",
    "revenue",
    "payers",
    "weeks",
    "asked",
    "first_at",
    "last_at",
]


class _Sum:
    """What one need's pieces add up to."""

    def __init__(self) -> None:
        self.pieces = 0
        self.customers: set[int] = set()
        self.weeks: dict[str, int] = {}
        self.asked: dict[str, int] = {}
        self.first: datetime | None = None
        self.last: datetime | None = None

    def add(
        self, customer_id: int | None, said_at: datetime, *, dated: bool, asked: bool
    ) -> None:
        """Count one piece, which was ``asked`` for or came by itself."""
        self.pieces += 1
        if customer_id:
            self.customers.add(customer_id)
        if not dated:
            return
        day = said_at.astimezone(UTC).date()
        monday = (day - timedelta(days=day.weekday())).isoformat()
        for counts in (self.weeks, self.asked) if asked else (self.weeks,):
            counts[monday] = counts.get(monday, 0) + 1
        self.first = min(self.first or said_at, said_at)
        self.last = max(self.last or said_at, said_at)


def _lots(ids: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


def _sums(actor: Actor, need_ids: Collection[int]) -> dict[int, _Sum]:
    """Count the customers' pieces of each need, not archived, not set aside."""
    sums = {need_id: _Sum() for need_id in need_ids}
    for lot in _lots(need_ids):
        pieces = (
            counted(actor=actor)
            .filter(need__in=lot)
            .annotate(is_asked=ASKED_FOR)
            .values_list("need_id", "customer_id", "said_at", "is_dated", "is_asked")
        )
        for need_id, customer_id, said_at, dated, asked in pieces.iterator():
            if need_id:
                sums[need_id].add(customer_id, said_at, dated=dated, asked=asked)
        for need_id, customer_id in voting(actor=actor, need_ids=lot):
            sums[need_id].customers.add(customer_id)
    return sums


@transaction.atomic
def refresh_demand(*, actor: Actor, need_ids: Collection[int]) -> None:
    """Count the demand of these needs anew; call it where their feedback changes.

    Revenue is kept as it was said, by currency, with how many pay in each: no sum in
    one currency is stored, so that a rate or another currency changes every figure.
    """
    actor.require("add_words")
    if not need_ids:
        return
    sums = _sums(actor, need_ids)
    everybody: set[int] = set().union(*(s.customers for s in sums.values()))
    revenues = revenues_of(actor=actor, customer_ids=everybody)
    fresh = []
    for need_id, total in sums.items():
        revenue, payers = by_currency(revenues, total.customers)
        fresh.append(
            NeedDemand(
                workspace_id=actor.workspace_id,
                need_id=need_id,
                pieces=total.pieces,
                customers=len(total.customers),
                revenue={code: str(amount) for code, amount in sorted(revenue.items())},
                payers=payers,
                weeks=dict(sorted(total.weeks.items())),
                asked=dict(sorted(total.asked.items())),
                first_at=total.first,
                last_at=total.last,
            )
        )
    rows(NeedDemand, actor).bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["need"],
        update_fields=FIELDS,
        batch_size=AT_ONCE,
    )
