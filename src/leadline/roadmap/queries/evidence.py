"""What bets rest on: the demand kept for their needs, and their goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal

from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Feedback, Need, NeedDemand
from leadline.roadmap.models import BetGoal, BetNeed
from leadline.roadmap.types import BetEvidence, GoalName, NeedOfBet
from leadline.strategy.types import GoalKind

NONE = BetEvidence()


def evidence_of_bets(
    *, actor: Actor, bet_ids: Collection[int]
) -> defaultdict[int, BetEvidence]:
    """Return the evidence of each bet; nothing for a bet without needs.

    Demand is read from the table that is kept for each need. Only where a bet
    answers several needs are their customers looked at, so that nobody counts
    twice.
    """
    needs = _live_needs(actor, bet_ids)
    ids = {need for of_bet in needs.values() for need in of_bet}
    demand = {
        row.need_id: row for row in rows(NeedDemand, actor).filter(need_id__in=ids)
    }
    several = {need for of_bet in needs.values() if len(of_bet) > 1 for need in of_bet}
    voices = _customers_of(actor, several)
    revenue = _revenue_of(actor, set().union(*voices.values())) if voices else {}
    found: defaultdict[int, BetEvidence] = defaultdict(lambda: NONE)
    for bet_id, of_bet in needs.items():
        kept = [demand[need] for need in of_bet if need in demand]
        people = set().union(*(voices.get(need, set()) for need in of_bet))
        alone = len(of_bet) == 1
        found[bet_id] = BetEvidence(
            needs=len(of_bet),
            pieces=sum(row.pieces for row in kept),
            customers=sum(row.customers for row in kept) if alone else len(people),
            revenue=sum(
                (row.revenue_amount for row in kept)
                if alone
                else (revenue.get(customer, Decimal(0)) for customer in people),
                Decimal(0),
            ),
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
    ids = _live_needs(actor, [bet_id]).get(bet_id, set())
    demand = {
        row.need_id: row for row in rows(NeedDemand, actor).filter(need_id__in=ids)
    }
    found = []
    for need in rows(Need, actor).filter(pk__in=ids):
        kept = demand.get(need.pk)
        found.append(
            NeedOfBet(
                id=need.pk,
                statement=need.statement,
                pieces=kept.pieces if kept else 0,
                customers=kept.customers if kept else 0,
                revenue=kept.revenue_amount if kept else Decimal(0),
            )
        )
    return sorted(found, key=lambda need: (-need.pieces, need.statement))


def _live_needs(actor: Actor, bet_ids: Collection[int]) -> dict[int, set[int]]:
    """Return the needs of each bet, a merged need by the one it was merged into."""
    links = rows(BetNeed, actor).filter(bet_id__in=bet_ids)
    pairs = links.values_list(
        "bet_id", "need_id", "need__merged_into", "need__merged_into__merged_into"
    )
    needs: defaultdict[int, set[int]] = defaultdict(set)
    for bet_id, *signposts in pairs:
        needs[bet_id].add([need for need in signposts if need is not None][-1])
    return dict(needs)


def _customers_of(actor: Actor, need_ids: Collection[int]) -> dict[int, set[int]]:
    if not need_ids:
        return {}
    said = rows(Feedback, actor).filter(need_id__in=need_ids, customer__isnull=False)
    voices: defaultdict[int, set[int]] = defaultdict(set)
    for need_id, customer_id in (
        said.order_by().values_list("need_id", "customer_id").distinct()
    ):
        voices[need_id].add(customer_id)
    return dict(voices)


def _revenue_of(actor: Actor, customer_ids: Iterable[int]) -> dict[int, Decimal]:
    """Return the customers' revenue a year in the workspace's currency."""
    currency = workspace_of(actor=actor).currency
    wanted = set(customer_ids)
    paying = rows(Customer, actor).filter(
        revenue_currency=currency, revenue_amount__isnull=False
    )
    return {
        pk: amount
        for pk, amount in paying.values_list("pk", "revenue_amount")
        if pk in wanted and amount is not None
    }
