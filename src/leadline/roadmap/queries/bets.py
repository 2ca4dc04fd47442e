"""Reads of bets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import Expression, OrderBy

from leadline.accounts.queries import in_own, rates_of, rows
from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.foundation.money import Rates
from leadline.foundation.paging import Listed, listed
from leadline.foundation.plain import plain_of, searched
from leadline.roadmap.models import Bet, BetEffort, BetGoal, BetLink, BetNeed
from leadline.roadmap.queries.backing import (
    backing_of_bets,
    goals_of_bets,
    needs_of_bet,
)
from leadline.roadmap.queries.plans import places_of_bet
from leadline.roadmap.queries.rows import get_bet
from leadline.roadmap.types import (
    BetFilter,
    BetLinkRow,
    BetName,
    BetPage,
    BetRow,
    BetSaid,
    BetState,
    EffortRow,
    LinkKind,
    Range,
)
from leadline.strategy.models import Goal

SEARCHED = tuple(searched(BetSaid, "title"))
OPEN = (BetState.CANDIDATE, BetState.COMMITTED, BetState.DOING)
SORTS = {
    "title": F("title"),
    "effort": F("weeks"),
    "pieces": F("pieces"),
    "state": F("state"),
}
GROUPS = {
    "state": F("state").asc(),
    "owner": F("owner__name").asc(nulls_last=True),
    "product": F("product__name").asc(nulls_last=True),
}


def name_of_bet(*, actor: Actor, bet_id: int) -> BetName:
    """Return a bet as short as a link needs it, or raise ``NotFound``."""
    bet = get_bet(actor=actor, bet_id=bet_id)
    return BetName(bet.pk, bet.title, BetState(bet.state))


def list_bet_names(*, actor: Actor) -> list[BetName]:
    """Return every bet that is not dropped, by title, for a choice."""
    found = rows(Bet, actor).exclude(state=BetState.DROPPED).order_by("title")
    return [
        BetName(pk, title, BetState(state))
        for pk, title, state in found.values_list("pk", "title", "state")
    ]


def list_bets(*, actor: Actor, only: BetFilter, exact: bool = False) -> Listed[BetRow]:
    """Return one page of the bets that match, in the order asked for.

    ``exact`` counts the customers behind several needs; it takes longer.
    """
    found = _matching(actor, only)

    def make(part: QuerySet[Bet]) -> list[BetRow]:
        return _rows(actor, list(part), exact)

    ordered = _sorted(actor, found, only.sort, only.group)
    return listed(ordered, make, only.page, only.size, None)


def bet_rows(*, actor: Actor, bet_ids: Iterable[int]) -> list[BetRow]:
    """Return some bets by title; five queries for any number."""
    actor.require("read")
    found = rows(Bet, actor).filter(pk__in=list(bet_ids)).order_by("title", "pk")
    return _rows(actor, list(_with_names(found)), exact=False)


def bets_of_need(*, actor: Actor, need_id: int) -> Listed[BetRow]:
    """Return the bets that answer a need or one merged into it, by title."""
    only = BetFilter(need=need_id, state="all", sort="title", size=None)
    return list_bets(actor=actor, only=only)


def bets_of_goal(*, actor: Actor, goal_id: int) -> Listed[BetRow]:
    """Return the bets that serve a goal itself, and none of its parts, by title."""
    actor.require("read")
    serving = rows(BetGoal, actor).filter(goal_id=goal_id)
    found = rows(Bet, actor).filter(pk__in=serving.values("bet_id"))

    def make(part: QuerySet[Bet]) -> list[BetRow]:
        return _rows(actor, list(part), exact=False)

    return listed(_sorted(actor, found, "title"), make, 1, None, None)


def bet_page(*, actor: Actor, bet_id: int) -> BetPage:
    """Return a bet with its needs, goals, dependencies and places in plans.

    Raises ``NotFound``.
    """
    bet = _with_names(rows(Bet, actor)).filter(pk=bet_id).first()
    if bet is None:
        raise NotFound("There is no such bet.")
    return BetPage(
        bet=_rows(actor, [bet], exact=True)[0],
        needs=tuple(needs_of_bet(actor=actor, bet_id=bet_id)),
        links=tuple(_links(actor, bet_id)),
        places=tuple(places_of_bet(actor=actor, bet_id=bet_id)),
    )


def _matching(actor: Actor, only: BetFilter) -> QuerySet[Bet]:
    found = rows(Bet, actor)
    if only.text:
        fits = (Q(**{f"{name}__icontains": only.text}) for name in SEARCHED)
        found = found.filter(reduce(or_, fits))
    if only.state in BetState.values:
        found = found.filter(state=only.state)
    elif only.state != "all":
        found = found.filter(state__in=OPEN)
    if only.product:
        found = found.filter(product_id=only.product)
    if only.team:
        needed = rows(BetEffort, actor).filter(team_id=only.team)
        found = found.filter(pk__in=needed.values("bet_id"))
    if only.goal:
        serving = rows(BetGoal, actor).filter(goal_id__in=_with_parts(actor, only.goal))
        found = found.filter(pk__in=serving.values("bet_id"))
    if only.need:
        answering = rows(BetNeed, actor).filter(
            Q(need_id=only.need) | Q(need__merged_into=only.need)
        )
        found = found.filter(pk__in=answering.values("bet_id"))
    return found


def _with_parts(actor: Actor, goal_id: int) -> set[int]:
    """Return a goal and all below it: what serves a part serves the goal."""
    above = dict(rows(Goal, actor).values_list("pk", "parent_id"))
    found, more = set[int](), {goal_id}
    while more:
        found |= more
        more = {pk for pk, parent in above.items() if parent in more} - found
    return found


def _sorted(
    actor: Actor, found: QuerySet[Bet], sort: str, group: str = ""
) -> QuerySet[Bet]:
    key = sort.removeprefix("-")
    if key == "effort":
        efforts = rows(BetEffort, actor).filter(bet=OuterRef("pk")).order_by()
        weeks = efforts.values("bet").annotate(total=Sum("p50")).values("total")
        found = found.annotate(weeks=Subquery(weeks))
    if key == "pieces":
        needs = rows(BetNeed, actor).filter(bet=OuterRef("pk")).order_by()
        pieces = needs.values("bet").annotate(total=Sum("need__demand__pieces"))
        found = found.annotate(pieces=Subquery(pieces.values("total")))
    order: Expression | F = SORTS.get(key, SORTS["title"])
    if key in ("growth", "profit"):
        order = in_own(rates_of(actor=actor), f"{key}_p50", "currency")
    by = OrderBy(order, descending=sort[:1] == "-", nulls_last=True)
    first = [GROUPS[group]] if group in GROUPS else []
    return _with_names(found).order_by(*first, by, "title")


def _with_names(found: QuerySet[Bet]) -> QuerySet[Bet]:
    return found.select_related("product", "owner")


def _rows(actor: Actor, bets: Sequence[Bet], exact: bool) -> list[BetRow]:
    ids = [bet.pk for bet in bets]
    efforts: defaultdict[int, list[EffortRow]] = defaultdict(list)
    for effort in (
        rows(BetEffort, actor)
        .filter(bet_id__in=ids)
        .select_related("team")
        .order_by("team__name")
    ):
        weeks = Range(effort.p10, effort.p50, effort.p90)
        efforts[effort.bet_id].append(
            EffortRow(effort.team_id, effort.team.name, weeks)
        )
    goals = goals_of_bets(actor=actor, bet_ids=ids)
    backing = backing_of_bets(actor=actor, bet_ids=ids, exact=exact)
    rates = rates_of(actor=actor)
    return [
        replace(
            _row(bet, rates),
            efforts=tuple(efforts[bet.pk]),
            goals=tuple(goals[bet.pk]),
            backing=backing[bet.pk],
        )
        for bet in bets
    ]


def _row(bet: Bet, rates: Rates) -> BetRow:
    growth = Range(bet.growth_p10, bet.growth_p50, bet.growth_p90, bet.currency)
    profit = Range(bet.profit_p10, bet.profit_p50, bet.profit_p90, bet.currency)
    return BetRow(
        id=bet.pk,
        version=bet.version,
        state=BetState(bet.state),
        product=bet.product.name if bet.product else "",
        owner=str(bet.owner) if bet.owner else "",
        growth=growth.into(rates),
        profit=profit.into(rates),
        **plain_of(bet, BetSaid),
    )


def _links(actor: Actor, bet_id: int) -> list[BetLinkRow]:
    found = rows(BetLink, actor).filter(Q(bet_id=bet_id) | Q(other_id=bet_id))
    links = []
    for link in found.select_related("bet", "other").order_by("kind", "pk"):
        points_here = link.other_id == bet_id
        other = link.bet if points_here else link.other
        links.append(
            BetLinkRow(
                id=link.pk,
                kind=LinkKind(link.kind),
                gap=link.gap,
                other=BetName(other.pk, other.title, BetState(other.state)),
                points_here=points_here,
            )
        )
    return links
