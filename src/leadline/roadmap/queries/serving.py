"""Which bets count for a goal, and in which of their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.foundation.money import Factor
from leadline.roadmap.models import BetGoal
from leadline.strategy.queries import list_goals
from leadline.strategy.types import GoalKind, GoalRow, GoalState

MEASURES = {GoalKind.GROWTH: "growth", GoalKind.PROFITABILITY: "profit"}


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """An open goal, and the figure of a bet that counts for it: growth, profit or "".

    ``factor`` is what one unit of the bets' money is worth in that of the goal;
    ``None`` where there is no rate, and then they say nothing of each other.
    """

    goal: GoalRow
    measure: str
    factor: Factor | None = None

    @property
    def lacks_rate(self) -> bool:
        """Whether bets would count for it if there was a rate."""
        return bool(self.measure) and self.factor is None


def _counted_as(goal: GoalRow) -> str:
    """Return the figure of a bet that counts towards a goal: growth, profit or "".

    Bets say what they add in money a year. That counts for a goal for growth or
    profitability that rises in money; a goal in ports or per cent, or one that shall
    fall, gets nothing from it.
    """
    is_fed = bool(goal.currency) and goal.aims_up
    return MEASURES.get(goal.kind, "") if is_fed else ""


def open_goals(*, actor: Actor, money: str = "") -> list[OpenGoal]:
    """Return the open goals, each with the figure of a bet that counts for it.

    ``money`` is the currency that the bets' figures are in, the workspace's where
    none is named.
    """
    rates = rates_of(actor=actor)
    found = []
    for goal in list_goals(actor=actor, state=GoalState.OPEN):
        measure = _counted_as(goal)
        factor = rates.factor(money or rates.own, goal.currency) if measure else None
        found.append(OpenGoal(goal, measure, factor))
    return found


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
