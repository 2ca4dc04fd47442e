"""Which bets count for a goal, and in which of their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from leadline.accounts.queries import rows, workspace_of
from leadline.accounts.types import Actor
from leadline.roadmap.models import BetGoal
from leadline.strategy.queries import list_goals
from leadline.strategy.types import GoalKind, GoalRow, GoalState

MEASURES = {GoalKind.GROWTH: "growth", GoalKind.PROFITABILITY: "profit"}


def _counted_as(*, goal: GoalRow, currency: str) -> str:
    """Return the figure of a bet that counts towards a goal: growth, profit or "".

    Bets say what they add in money a year. That counts for a goal for growth or
    profitability that rises in the same money; a goal in ports or per cent, or one
    that shall fall, gets nothing from it.
    """
    in_money = bool(currency) and goal.currency == currency
    return MEASURES.get(goal.kind, "") if in_money and goal.aims_up else ""


def open_goals(*, actor: Actor) -> list[tuple[GoalRow, str]]:
    """Return the open goals, each with the figure of a bet that counts for it."""
    currency = workspace_of(actor=actor).currency
    goals = list_goals(actor=actor, state=GoalState.OPEN)
    return [(goal, _counted_as(goal=goal, currency=currency)) for goal in goals]


def bets_serving(*, actor: Actor, goals: Sequence[GoalRow]) -> Mapping[int, set[int]]:
    """Return the ids of the bets that serve each goal or a part of it."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    above = {goal.id: goal.parent_id for goal in goals}
    for bet_id, goal_id in rows(BetGoal, actor).values_list("bet_id", "goal_id"):
        here: int | None = goal_id
        while here is not None:
            found[here].add(bet_id)
            here = above.get(here)
    return found
