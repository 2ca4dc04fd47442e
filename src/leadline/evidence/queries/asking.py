"""Who asks for needs, and what they pay: the one rule that every page counts by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Feedback, Voter
from leadline.evidence.types import FeedbackKind, FeedbackSide, FeedbackState
from leadline.foundation.money import Total
from leadline.foundation.once import once

AT_ONCE = 400
ASKED_FOR = Case(
    When(Q(kind=FeedbackKind.INTERVIEW) | Q(nps__isnull=False), then=Value(True)),
    default=Value(False),
)
"""Whether a piece was said because we asked: an interview, or an answer to a survey
with the question whether one would recommend us."""


def counted(*, actor: Actor) -> QuerySet[Feedback]:
    """Return the pieces that count: customers' own, not archived, not set aside."""
    actor.require("read")
    said = rows(Feedback, actor).filter(side=FeedbackSide.CUSTOMER, set_aside="")
    return said.exclude(state=FeedbackState.ARCHIVED)


def said_of(*, actor: Actor, need_ids: Collection[int]) -> QuerySet[Feedback]:
    """Return the pieces of some needs that count.

    What is set aside and words of ours stand in no need; asked for that as well,
    SQLite would read all pieces in place of the index of needs.
    """
    actor.require("read")
    said = rows(Feedback, actor).filter(need__in=need_ids)
    return said.exclude(state=FeedbackState.ARCHIVED)


def voters_of(*, actor: Actor, need_ids: Collection[int]) -> QuerySet[Voter]:
    """Return the votes of known customers for pieces of these needs that count."""
    actor.require("read")
    votes = rows(Voter, actor).filter(
        feedback__need__in=need_ids,
        feedback__side=FeedbackSide.CUSTOMER,
        feedback__set_aside="",
        customer__isnull=False,
    )
    return votes.exclude(feedback__state=FeedbackState.ARCHIVED)


def voting(
    *, actor: Actor, need_ids: Collection[int], until: datetime | None = None
) -> Iterator[tuple[int, int]]:
    """Yield need and customer of those who voted for a piece of these needs."""
    votes = voters_of(actor=actor, need_ids=need_ids)
    if until is not None:
        votes = votes.filter(feedback__said_at__lte=until)
    pairs = votes.values_list("feedback__need_id", "customer_id")
    for need_id, customer_id in pairs.iterator():
        if need_id and customer_id:
            yield need_id, customer_id


def askers_of(
    *, actor: Actor, need_ids: Collection[int], until: datetime | None = None
) -> defaultdict[int, set[int]]:
    """Return the customers that ask for each need, by voice or by vote.

    With ``until`` only by what was said up to that moment. A page that only reads asks
    once for those of a need.
    """
    actor.require("read")
    known: dict[int, set[int]] = {}
    known = once(("askers", actor.workspace_id, until), lambda: known)
    known |= _askers(actor, set(need_ids) - known.keys(), until)
    return defaultdict(set, {pk: set(known[pk]) for pk in need_ids})


def _askers(
    actor: Actor, need_ids: Collection[int], until: datetime | None
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {pk: set() for pk in need_ids}
    ordered = sorted(need_ids)
    for start in range(0, len(ordered), AT_ONCE):
        lot = ordered[start : start + AT_ONCE]
        said = said_of(actor=actor, need_ids=lot).order_by()
        if until is not None:
            said = said.filter(said_at__lte=until)
        pairs = said.values_list("need_id", "customer_id").distinct()
        for need_id, customer_id in pairs:
            if need_id and customer_id:
                found[need_id].add(customer_id)
        for need_id, customer_id in voting(actor=actor, need_ids=lot, until=until):
            found[need_id].add(customer_id)
    return found


def asking_for(*, actor: Actor, need_ids: Collection[int]) -> QuerySet[Customer]:
    """Return the customers that ask for any of some needs, by voice or by vote."""
    actor.require("read")
    said = said_of(actor=actor, need_ids=need_ids)
    voted = voters_of(actor=actor, need_ids=need_ids)
    return rows(Customer, actor).filter(
        Q(pk__in=said.filter(customer__isnull=False).values("customer_id"))
        | Q(pk__in=voted.values("customer_id"))
    )


def revenues_of(
    *, actor: Actor, customer_ids: Collection[int] | None = None
) -> dict[int, tuple[str, Decimal]]:
    """Return currency and yearly revenue of customers that have one, as they were said.

    All customers of the workspace where none is named.
    """
    actor.require("read")
    paying = rows(Customer, actor).filter(revenue_amount__isnull=False)
    columns = ("pk", "revenue_currency", "revenue_amount")
    if customer_ids is None:
        lots: Iterable[QuerySet[Customer]] = [paying]
    else:
        ordered = sorted(customer_ids)
        starts = range(0, len(ordered), AT_ONCE)
        lots = [paying.filter(pk__in=ordered[at : at + AT_ONCE]) for at in starts]
    return {
        pk: (currency, amount or Decimal())
        for lot in lots
        for pk, currency, amount in lot.values_list(*columns)
    }


def all_revenue(*, actor: Actor) -> Total:
    """Return what all customers pay a year."""
    held = rows(Customer, actor).filter(is_archived=False, revenue_amount__gt=0)
    found = held.order_by().values_list("revenue_currency").annotate(
        total=Sum("revenue_amount"), of=Count("pk")
    )  # fmt: skip
    kept = list(found)
    return rates_of(actor=actor).total(
        {code: total for code, total, _ in kept}, {code: of for code, _, of in kept}
    )


def customers_without_rate(*, actor: Actor) -> list[tuple[str, int]]:
    """Return the currencies without a rate, with how many customers pay in each: they
    are in no sum. None where the workspace has no currency yet."""
    rates = rates_of(actor=actor)
    in_use = currencies_in_use(actor=actor)
    lacking = [(code, n) for code, n in in_use if rates.factor(code) is None]
    return lacking if rates.own else []


def currencies_in_use(*, actor: Actor) -> list[tuple[str, int]]:
    """Return the currencies customers pay in, with how many do, most first."""
    actor.require("read")
    paying = rows(Customer, actor).filter(is_archived=False, revenue_amount__gt=0)
    found = paying.order_by().values_list("revenue_currency").annotate(n=Count("pk"))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
