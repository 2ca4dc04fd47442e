"""What bets rest on: the demand kept for their needs, and their goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Need, NeedDemand
from leadline.evidence.queries import (
    askers_of,
    revenues_of,
)
from leadline.foundation.money import Rates, Total, by_currency
from leadline.roadmap.models import BetGoal, BetNeed
from leadline.roadmap.types import BetBacking, GoalName, NeedOfBet
from leadline.strategy.types import GoalKind

FEW = 20_000  # pieces whose customers a list reads at once


def backing_of_bets(
    *, actor: Actor, bet_ids: Collection[int], exact: bool = False
) -> defaultdict[int, BetBacking]:
    """Return what stands behind each bet; nothing for a bet without needs.

    It is read from the demand that is kept for each need. Customers of bets with
    several needs are looked at, so that each counts once, with ``exact`` or where few
    pieces are behind them; else such a bet has at least what its loudest need has.
    """
    needs = needs_of_bets(actor=actor, bet_ids=bet_ids)
    ids = {need for of_bet in needs.values() for need in of_bet}
    rates = rates_of(actor=actor)
    demand = {
        row.need_id: (row.pieces, row.customers, rates.kept(row.revenue, row.payers))
        for row in rows(NeedDemand, actor)
        .filter(need_id__in=ids)
        .only("need_id", "pieces", "customers", "revenue", "payers")
    }
    shared = {need for of_bet in needs.values() if len(of_bet) > 1 for need in of_bet}
    are_few = sum(demand[need][0] for need in shared if need in demand) <= FEW
    people = _people_of(actor, needs, rates) if exact or are_few else {}
    none = BetBacking(revenue=rates.none)
    found: defaultdict[int, BetBacking] = defaultdict(lambda: none)
    for bet_id, of_bet in needs.items():
        kept = [demand[need] for need in of_bet if need in demand]
        customers, revenue = people.get(
            bet_id,
            (
                max((row[1] for row in kept), default=0),
                max((row[2] for row in kept), default=rates.none),
            ),
        )
        found[bet_id] = BetBacking(
            needs=len(of_bet),
            pieces=sum(row[0] for row in kept),
            customers=customers,
            revenue=revenue,
            is_least=len(of_bet) > 1 and bet_id not in people,
        )
    return found


def goals_of_bets(
    *, actor: Actor, bet_ids: Collection[int] | None = None
) -> defaultdict[int, list[GoalName]]:
    """Return the goals that bets serve, by name; of every bet when none is named."""
    serving = rows(BetGoal, actor).order_by("goal__name")
    if bet_ids is not None:
        serving = serving.filter(bet_id__in=bet_ids)
    goals: defaultdict[int, list[GoalName]] = defaultdict(list)
    for bet_id, goal_id, name, kind in serving.values_list(
        "bet_id", "goal_id", "goal__name", "goal__kind"
    ):
        goals[bet_id].append(GoalName(goal_id, name, GoalKind(kind)))
    return goals


def needs_of_bet(*, actor: Actor, bet_id: int) -> list[NeedOfBet]:
    """Return the needs a bet answers, most pieces first; merged ones followed."""
    ids = needs_of_bets(actor=actor, bet_ids=[bet_id]).get(bet_id, set())
    demand = {
        row.need_id: row for row in rows(NeedDemand, actor).filter(need_id__in=ids)
    }
    rates = rates_of(actor=actor)
    found = []
    for need in rows(Need, actor).filter(pk__in=ids):
        kept = demand.get(need.pk)
        found.append(
            NeedOfBet(
                id=need.pk,
                statement=need.statement,
                pieces=kept.pieces if kept else 0,
                customers=kept.customers if kept else 0,
                revenue=rates.kept(kept.revenue, kept.payers) if kept else rates.none,
            )
        )
    return sorted(found, key=lambda need: (-need.pieces, need.statement))


def needs_of_bets(*, actor: Actor, bet_ids: Collection[int]) -> dict[int, set[int]]:
    """Return the needs of each bet, a merged need by the one it was merged into."""
    actor.require("read")
    links = rows(BetNeed, actor).filter(bet_id__in=bet_ids)
    pairs = links.values_list(
        "bet_id", "need_id", "need__merged_into", "need__merged_into__merged_into"
    )
    needs: defaultdict[int, set[int]] = defaultdict(set)
    for bet_id, *signposts in pairs:
        needs[bet_id].add([need for need in signposts if need is not None][-1])
    return dict(needs)


def _people_of(
    actor: Actor, needs: dict[int, set[int]], rates: Rates
) -> dict[int, tuple[int, Total]]:
    """Return how many customers stand behind bets with several needs, and what they
    pay a year; each counts once."""
    several = {bet: of_bet for bet, of_bet in needs.items() if len(of_bet) > 1}
    return _counted(actor, several, rates, None) if several else {}


def askers_of_bets(
    *, actor: Actor, bet_ids: Collection[int], until: datetime
) -> dict[int, tuple[int, Total]]:
    """Return how many customers had asked for each bet by a moment, and what they pay
    a year; none for a bet without needs."""
    needs = needs_of_bets(actor=actor, bet_ids=bet_ids)
    return _counted(actor, needs, rates_of(actor=actor), until)


def _counted(
    actor: Actor, needs: dict[int, set[int]], rates: Rates, until: datetime | None
) -> dict[int, tuple[int, Total]]:
    ids: set[int] = set().union(*needs.values())
    asking = askers_of(actor=actor, need_ids=ids, until=until)
    revenues = revenues_of(actor=actor, customer_ids=set().union(*asking.values()))
    found = {}
    for bet, of_bet in needs.items():
        people = set().union(*(asking[need] for need in of_bet))
        found[bet] = (len(people), rates.total(*by_currency(revenues, people)))
    return found
