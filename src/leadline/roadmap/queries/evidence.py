"""What bets rest on: the demand kept for their needs, and their goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Feedback, Need, NeedDemand
from leadline.roadmap.models import BetGoal, BetNeed
from leadline.roadmap.types import BetEvidence, GoalName, NeedOfBet
from leadline.strategy.types import GoalKind

NONE = BetEvidence()


def evidence_of_bets(
    *, actor: Actor, bet_ids: Collection[int], exact: bool = False
) -> defaultdict[int, BetEvidence]:
    """Return the evidence of each bet; nothing for a bet without needs.

    It is read from the demand that is kept for each need. Only ``exact`` looks at
    the customers of bets with several needs, so that each counts once; without
    it, such a bet has at least what its loudest need has.
    """
    needs = _live_needs(actor, bet_ids)
    ids = {need for of_bet in needs.values() for need in of_bet}
    demand = {
        need: (pieces, customers, revenue)
        for need, pieces, customers, revenue in rows(NeedDemand, actor)
        .filter(need_id__in=ids)
        .values_list("need_id", "pieces", "customers", "revenue_amount")
    }
    people = _people_of(actor, needs) if exact else {}
    found: defaultdict[int, BetEvidence] = defaultdict(lambda: NONE)
    for bet_id, of_bet in needs.items():
        kept = [demand[need] for need in of_bet if need in demand]
        customers, revenue = people.get(
            bet_id,
            (
                max((row[1] for row in kept), default=0),
                max((row[2] for row in kept), default=Decimal(0)),
            ),
        )
        found[bet_id] = BetEvidence(
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


def _people_of(
    actor: Actor, needs: dict[int, set[int]]
) -> dict[int, tuple[int, Decimal]]:
    """Return how many customers stand behind bets with several needs, and what
    they pay a year in the workspace's currency."""
    several = {bet: of_bet for bet, of_bet in needs.items() if len(of_bet) > 1}
    if not several:
        return {}
    said = rows(Feedback, actor).filter(
        need_id__in=set().union(*several.values()), customer__isnull=False
    )
    voices: defaultdict[int, set[int]] = defaultdict(set)
    pairs = said.order_by().values_list("need_id", "customer_id").distinct()
    for need_id, customer_id in pairs:
        voices[need_id].add(customer_id)
    paying = rows(Customer, actor).filter(
        revenue_currency=workspace_of(actor=actor).currency,
        revenue_amount__isnull=False,
    )
    revenue = dict(paying.values_list("pk", "revenue_amount"))
    nothing = Decimal(0)
    found = {}
    for bet, of_bet in several.items():
        people = set().union(*(voices[need] for need in of_bet))
        paid = (revenue.get(customer) or nothing for customer in people)
        found[bet] = (len(people), sum(paid, nothing))
    return found
