"""The odds of the dates of a plan: by its ranges of effort, carried out as planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from leadline.accounts.queries import rows, until_changed
from leadline.accounts.types import Actor
from leadline.foundation.periods import period_of
from leadline.roadmap.bridge import ends_in_futures, finishes_in, keys_of
from leadline.roadmap.models import Bet, Plan, PlanItem
from leadline.roadmap.queries.bets import OPEN
from leadline.roadmap.queries.rows import get_plan, placed_in
from leadline.roadmap.types import (
    BetName,
    BetState,
    Delivery,
    FinishOdds,
    PlanState,
    PlanStatus,
)


def delivery_of_plan(*, actor: Actor, plan_id: int, today: date) -> Delivery:
    """Return how likely each open bet of a plan is finished when the plan has it.

    In futures drawn from the ranges of effort, in which teams have the weeks they have:
    what runs over begins later what comes after it. Of the past it is counted how many
    bets of plans that were steered by are done, of those that were to be finished by
    now. Raises ``NotFound``.
    """
    return until_changed(
        actor=actor,
        key=("delivery", plan_id, today),
        read=lambda: _delivery(actor, plan_id, today),
    )


def _delivery(actor: Actor, plan_id: int, today: date) -> Delivery:
    plan = get_plan(actor=actor, plan_id=plan_id)
    if plan.status == PlanStatus.INFEASIBLE:
        return Delivery(())
    placed = placed_in(actor=actor, plan_id=plan.pk)
    keys = keys_of(plan.problem)
    shares = ends_in_futures(
        file=plan.problem, chosen={keys[pk]: at for pk, at in placed.items()}
    )
    finish = finishes_in(plan.problem, placed)
    efforts = {bet["id"]: bet["effort"] for bet in plan.problem["bets"]}
    bets = rows(Bet, actor).filter(pk__in=placed, state__in=OPEN)
    found = [
        _odds(plan, (BetName(pk, title, BetState(state)), finish[pk]), shares[pk],
              efforts[keys[pk]])
        for pk, title, state in bets.values_list("pk", "title", "state")
    ]  # fmt: skip
    found.sort(key=lambda row: (row.odds, row.finish, row.bet.title))
    due, done = _past(actor, plan, period_of(today))
    read = {pk for reader in plan.readers for pk in reader["bets"]}
    return Delivery(tuple(found), due, done, len(read & placed.keys()))


def _odds(
    plan: Plan,
    bet: tuple[BetName, str],
    shares: tuple[float, ...],
    efforts: Mapping[str, Any],
) -> FinishOdds:
    name, finish = bet
    at = plan.periods.index(finish)
    by = zip(plan.periods[at:], shares[at:], strict=True)
    is_range = any(isinstance(weeks, Mapping) for weeks in efforts.values())
    return FinishOdds(name, finish, tuple(by), is_range, bool(efforts))


def _past(actor: Actor, plan: Plan, today: str) -> tuple[int, int]:
    """Return how many bets earlier plans had finished by now, and how many are done."""
    before = rows(Plan, actor).filter(
        Q(made_at__lt=plan.made_at) | Q(made_at=plan.made_at, pk__lt=plan.pk),
        state__in=(PlanState.COMMITTED, PlanState.SUPERSEDED),
    )
    placed: defaultdict[int, dict[int, str]] = defaultdict(dict)
    items = rows(PlanItem, actor).filter(plan__in=before)
    for other, bet, period in items.values_list("plan_id", "bet_id", "period"):
        placed[other][bet] = period
    due: set[int] = set()
    for other, problem in before.values_list("pk", "problem"):
        ends = finishes_in(problem, placed[other])
        due |= {bet for bet, end in ends.items() if end < today}
    done = rows(Bet, actor).filter(pk__in=due, state=BetState.DONE).count()
    return len(due), done
