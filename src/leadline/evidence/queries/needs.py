"""Reads of needs: the list, and what moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Expression, OrderBy

from leadline.accounts.queries import rates_of, rows, sum_in_own
from leadline.accounts.types import Actor
from leadline.evidence.bridge import compared_weeks, last_weeks, trend_of
from leadline.evidence.models import Need, NeedDemand
from leadline.evidence.types import (
    Moved,
    NeedCard,
    NeedFilter,
    NeedRow,
    NeedState,
    TrendNow,
)
from leadline.foundation.errors import NotFound
from leadline.foundation.money import Rates
from leadline.foundation.paging import Listed, Page, listed

WEEKS = 12
MOVED = 5
ORDERS = {
    "customers": "demand__customers",
    "pieces": "demand__pieces",
    "last": "demand__last_at",
    "first": "demand__first_at",
}
NEEDS_A_PAGE = 30
HELD = Q(demand__pieces__gt=0) | Q(is_made_by_person=True) | Q(is_corrected=True)
"""Needs with feedback behind them, or that a person had a hand in: a later grouping
may leave a need that only it had made without any piece, and nobody misses that."""
RANK = {"rising": 3, "asked": 2, "falling": 1, "flat": 0, "unknown": -1}


def _trend(weeks: dict[str, int], asked: dict[str, int], now: datetime) -> TrendNow:
    """Return the trend of all pieces, said only where it holds without those that we
    asked for: else "asked" for a rise, and nothing for a fall."""
    found, recent, before = trend_of(weeks, now)
    way = found.direction
    if asked and way in ("rising", "falling"):
        came = {at: n - asked.get(at, 0) for at, n in weeks.items()}
        if trend_of(came, now)[0].direction != way:
            way = "asked" if way == "rising" else "unknown"
    return TrendNow(way, found.ratio, found.chance, recent, before)


def _row(need: Need, demand: NeedDemand | None, rates: Rates, now: datetime) -> NeedRow:
    """Return a need with its demand as one row."""
    demand = demand or NeedDemand()
    return NeedRow(
        id=need.pk,
        version=need.version,
        statement=need.statement,
        state=need.state,
        state_label=NeedState(need.state).label,
        product_id=need.product_id,
        product=need.product.name if need.product else "",
        owner_id=need.owner_id,
        owner=str(need.owner or ""),
        keywords=list(need.keywords),
        pieces=demand.pieces,
        customers=demand.customers,
        revenue=rates.kept(demand.revenue, demand.payers),
        weeks=compared_weeks(demand.weeks, now),
        trend=_trend(demand.weeks, demand.asked, now),
        first_at=demand.first_at,
        last_at=demand.last_at,
        is_confirmed=need.is_named_by_person,
    )


def need_card(*, actor: Actor, need_id: int) -> NeedCard:
    """Return one need by its words, or raise ``NotFound``."""
    actor.require("read")
    need = rows(Need, actor).filter(pk=need_id).first()
    if need is None:
        raise NotFound("There is no such need.")
    return NeedCard(need.pk, need.version, need.statement, need.merged_into_id)


def needs_by_id(
    *, actor: Actor, need_ids: Iterable[int], now: datetime
) -> list[NeedRow]:
    """Return needs with their demand, by id; raise ``NotFound`` where one is none."""
    actor.require("read")
    wanted = set(need_ids)
    found = need_rows(actor=actor, need_ids=wanted, now=now)
    if len(found) < len(wanted):
        raise NotFound("There is no such need.")
    return found


def need_rows(*, actor: Actor, need_ids: Iterable[int], now: datetime) -> list[NeedRow]:
    """Return some needs by id, each with its demand; three queries for any number."""
    actor.require("read")
    found = rows(Need, actor).filter(pk__in=list(need_ids)).order_by("pk")
    needs = found.select_related("product", "demand", "owner")
    return _rows(needs, rates_of(actor=actor), now)


def _rows(
    needs: Sequence[Need] | QuerySet[Need], rates: Rates, now: datetime
) -> list[NeedRow]:
    return [_row(need, getattr(need, "demand", None), rates, now) for need in needs]


def _found(actor: Actor, wanted: NeedFilter) -> QuerySet[Need]:
    found = rows(Need, actor).select_related("product", "demand", "owner")
    if wanted.state == "all":
        found = found.exclude(state=NeedState.MERGED)
    else:
        found = found.filter(state=wanted.state or NeedState.OPEN)
    if wanted.product_id:
        found = found.filter(product=wanted.product_id)
    if wanted.named:
        found = found.filter(is_named_by_person=wanted.named == "person")
    for word in wanted.text.split():
        found = found.filter(Q(statement__icontains=word) | Q(keywords__icontains=word))
    return found.filter(HELD)


def list_needs(
    *,
    actor: Actor,
    wanted: NeedFilter,
    now: datetime,
    page: Page = 1,
    per_page: int = NEEDS_A_PAGE,
) -> Listed[NeedRow]:
    """Return a page of needs with the demand behind each.

    Sorted by trend, or narrowed to one, all needs of the filter are compared first.
    """
    actor.require("read")
    found = _found(actor, wanted)
    name, is_down = wanted.sort.lstrip("-"), wanted.sort.startswith("-")
    rates = rates_of(actor=actor)
    column: Expression | F = F(ORDERS.get(name, "statement"))
    if name == "revenue":
        column = sum_in_own(rates, "demand__revenue")
    order = OrderBy(column, descending=is_down, nulls_last=True)
    found = found.order_by(order, "statement", "pk")
    if not wanted.trend and name != "trend":
        return listed(found, lambda part: _rows(part, rates, now), page, per_page)
    trends = {
        pk: _trend(weeks or {}, asked or {}, now)
        for pk, weeks, asked in found.values_list(
            "pk", "demand__weeks", "demand__asked"
        )
    }
    ids = [pk for pk, t in trends.items() if wanted.trend in ("", t.direction)]
    if name == "trend":
        ids.sort(key=lambda pk: _steepness(trends[pk]), reverse=is_down)

    def make(part: list[int]) -> list[NeedRow]:
        there = found.in_bulk(part)
        needs = [there[pk] for pk in part if pk in there]
        return _rows(needs, rates, now)

    return listed(ids, make, page, per_page, of=rows(Need, actor))


def _steepness(trend: TrendNow) -> tuple[int, float]:
    """Return what needs are sorted by: sure rises first, each by how much."""
    return RANK[trend.direction], min(trend.ratio, 1e9)


def find_needs(*, actor: Actor, text: str, limit: int = 20) -> list[tuple[int, str]]:
    """Return open needs whose statement holds the words, the most asked for first."""
    actor.require("read")
    found = _found(actor, NeedFilter(text=text))
    order = F("demand__pieces").desc(nulls_last=True)
    return list(found.order_by(order, "pk").values_list("pk", "statement")[:limit])


def moved_needs(*, actor: Actor, now: datetime, limit: int = MOVED) -> list[Moved]:
    """Return the open needs that rise or fall, the surest first.

    One that rises only because we asked moved nothing in the market.
    Those whose name nobody has confirmed come after all others.
    """
    actor.require("read")
    found = rows(Need, actor).filter(state=NeedState.OPEN, demand__pieces__gt=0)
    moved = []
    for pk, statement, named, weeks, asked, customers in found.values_list(
        "pk",
        "statement",
        "is_named_by_person",
        "demand__weeks",
        "demand__asked",
        "demand__customers",
    ):
        trend = _trend(weeks, asked, now)
        if trend.direction not in ("rising", "falling"):
            continue
        *whole, this_week = last_weeks(weeks, now, WEEKS + 1)
        before = sum(whole) / WEEKS
        moved.append(
            Moved(
                pk, statement, this_week, before, customers, trend,
                compared_weeks(weeks, now), named,
            )
        )  # fmt: skip
    moved.sort(key=lambda m: (not m.is_confirmed, m.trend.chance, m.id))
    return moved[:limit]


def count_guesses(*, actor: Actor) -> int:
    """Return how many open needs have a name that nobody has confirmed."""
    actor.require("read")
    return _found(actor, NeedFilter(named="guess")).count()


def count_needs(*, actor: Actor) -> dict[str, int]:
    """Return how many needs there are in each state."""
    actor.require("read")
    held = rows(Need, actor).filter(HELD)
    counts = dict.fromkeys(NeedState.values, 0)
    for state in held.values_list("state", flat=True):
        counts[state] += 1
    return counts
