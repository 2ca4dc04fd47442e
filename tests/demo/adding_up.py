"""What stands behind figures of the example, added up from its rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from leadline.roadmap.models import BetGoal, Plan, PlanItem
from leadline.strategy.models import Goal, GoalMeasure, Reading


def newest(measure: GoalMeasure) -> Reading | None:
    return Reading.objects.filter(metric=measure.metric_id).order_by("on_date").last()


def brings(plan: Plan, what: str) -> dict[int, Decimal]:
    """Return what each bet of a plan brings, by how sure people are, from the rows."""
    found = {}
    for item in PlanItem.objects.filter(plan=plan).select_related("bet"):
        middle = getattr(item.bet, f"{what}_p50")
        sure = item.bet.confidence
        share = Decimal(1 if sure is None or middle < 0 else Decimal(sure) / 100)
        found[item.bet_id] = middle * share
    acting = projected(plan, what)
    return found | {pk: amount for pk, amount in acting if pk in found}


def projected(plan: Plan, what: str) -> Iterator[tuple[int, Decimal]]:
    """What bets that act on the sheet bring, as it stood when the plan was made."""
    for bet in plan.problem["bets"]:
        pk = int(bet["id"].rpartition("-")[2])
        if pk in plan.projected["bets"]:
            value = bet["value"][what]
            middle = value["p50"] if isinstance(value, dict) else value
            yield pk, Decimal(middle)


def serving(goal: Goal) -> set[int]:
    """Return the bets of a goal and of everything below it, level by level."""
    level, every = {goal.pk}, {goal.pk}
    while level:
        level = set(Goal.objects.filter(parent__in=level).values_list("pk", flat=True))
        every |= level
    return set(BetGoal.objects.filter(goal__in=every).values_list("bet_id", flat=True))
