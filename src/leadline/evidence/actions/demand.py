"""Keeps the demand behind each need equal to its feedback."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Feedback, NeedDemand, Voter
from leadline.evidence.types import FeedbackSide, FeedbackState

AT_ONCE = 400
FIELDS = [
    "pieces",
    "customers",
    "revenue_amount",
    "revenue",
    "weeks",
    "first_at",
    "last_at",
]


class _Sum:
    """What one need's pieces add up to."""

    def __init__(self) -> None:
        self.pieces = 0
        self.customers: set[int] = set()
        self.weeks: dict[str, int] = {}
        self.first: datetime | None = None
        self.last: datetime | None = None

    def add(self, customer_id: int | None, said_at: datetime, dated: bool) -> None:
        """Count one piece."""
        self.pieces += 1
        if customer_id:
            self.customers.add(customer_id)
        if not dated:
            return
        day = said_at.astimezone(UTC).date()
        monday = (day - timedelta(days=day.weekday())).isoformat()
        self.weeks[monday] = self.weeks.get(monday, 0) + 1
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
            rows(Feedback, actor)
            .filter(need__in=lot, side=FeedbackSide.CUSTOMER, set_aside="")
            .exclude(state=FeedbackState.ARCHIVED)
            .values_list("need_id", "customer_id", "said_at", "is_dated")
        )
        for need_id, customer_id, said_at, dated in pieces.iterator():
            sums[need_id].add(customer_id, said_at, dated)
        for need_id, customer_id in _voting(actor, lot):
            sums[need_id].customers.add(customer_id)
    return sums


def _voting(actor: Actor, need_ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield need and customer of those who voted for a piece of these needs."""
    voters = (
        rows(Voter, actor)
        .filter(
            feedback__need__in=need_ids,
            feedback__side=FeedbackSide.CUSTOMER,
            feedback__set_aside="",
            customer__isnull=False,
        )
        .exclude(feedback__state=FeedbackState.ARCHIVED)
        .values_list("feedback__need_id", "customer_id")
    )
    for need_id, customer_id in voters.iterator():
        if need_id and customer_id:
            yield need_id, customer_id


def _revenues(actor: Actor, sums: dict[int, _Sum]) -> dict[int, tuple[str, Decimal]]:
    """Return currency and yearly revenue of each customer that has one."""
    wanted: set[int] = set().union(*(s.customers for s in sums.values()))
    found: dict[int, tuple[str, Decimal]] = {}
    for lot in _lots(wanted):
        customers = rows(Customer, actor).filter(
            pk__in=lot, revenue_amount__isnull=False
        )
        for pk, currency, amount in customers.values_list(
            "pk", "revenue_currency", "revenue_amount"
        ):
            found[pk] = (currency, amount or Decimal())
    return found


@transaction.atomic
def refresh_demand(*, actor: Actor, need_ids: Collection[int]) -> None:
    """Count the demand of these needs anew; call it where their feedback changes.

    Revenue of different currencies is never added up: the workspace's own is
    kept apart for sorting, each other currency stands beside it.
    """
    actor.require("change")
    if not need_ids:
        return
    own = workspace_of(actor=actor).currency
    sums = _sums(actor, need_ids)
    revenues = _revenues(actor, sums)
    fresh = []
    for need_id, total in sums.items():
        by_currency: dict[str, Decimal] = {}
        for customer_id in total.customers & revenues.keys():
            currency, amount = revenues[customer_id]
            by_currency[currency] = by_currency.get(currency, Decimal()) + amount
        fresh.append(
            NeedDemand(
                workspace_id=actor.workspace_id,
                need_id=need_id,
                pieces=total.pieces,
                customers=len(total.customers),
                revenue_amount=by_currency.get(own, Decimal()),
                revenue={c: str(a) for c, a in sorted(by_currency.items())},
                weeks=dict(sorted(total.weeks.items())),
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
