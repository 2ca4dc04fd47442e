"""Which bets count for a goal, and in which of their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.foundation.money import Factor
from leadline.foundation.paging import Listed, Page, listed
from leadline.roadmap.models import Bet, BetGoal
from leadline.roadmap.queries.bets import OPEN, bet_rows
from leadline.roadmap.types import BetRow, BetState
from leadline.strategy.queries import list_goals
from leadline.strategy.types import GoalKind, GoalRow, GoalState, MeasureRow

FIRST = (BetState.DOING, BetState.COMMITTED, BetState.CANDIDATE)
MEASURES = {GoalKind.GROWTH: "growth", GoalKind.PROFITABILITY: "profit"}


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """An open goal, and the figure of a bet that counts for it: growth, profit or "".

    Where bets count, ``goal`` speaks of the one measure they feed, and ``waits`` names
    its others that are not met. ``factor`` is what one unit of the
    bets' money is worth in that of the goal; ``None`` where there is no rate, and then
    they say nothing of each other.
    """

    goal: GoalRow
    measure: str
    factor: Factor | None = None
    waits: tuple[str, ...] = ()

    @property
    def lacks_rate(self) -> bool:
        """Whether bets would count for it if there was a rate."""
        return bool(self.measure) and self.factor is None


def _fed(goal: GoalRow) -> MeasureRow | None:
    """Return the measure of a goal that the figures of bets count towards.

    Bets say what they add in money a year. That counts for a goal for growth or
    profitability, and there for its first measure that rises in money; one in ports
    or per cent, or one that shall fall, gets nothing from it.
    """
    if goal.kind not in MEASURES:
        return None
    return next((m for m in goal.measures if m.currency and m.aims_up), None)


def open_goals(*, actor: Actor, money: str = "") -> list[OpenGoal]:
    """Return the open goals, each with the figure of a bet that counts for it.

    ``money`` is the currency that the bets' figures are in, the workspace's where
    none is named.
    """
    rates = rates_of(actor=actor)
    found = []
    for goal in list_goals(actor=actor, state=GoalState.OPEN):
        fed = _fed(goal)
        if fed is None:
            found.append(OpenGoal(goal, ""))
            continue
        factor = rates.factor(money or rates.own, fed.currency)
        waits = tuple(m.measure for m in goal.measures if m != fed and not m.is_met)
        found.append(OpenGoal(goal.about(fed), MEASURES[goal.kind], factor, waits))
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


def bets_to_do(*, actor: Actor, goals: Sequence[GoalRow]) -> Mapping[int, set[int]]:
    """Return the ids of the bets still to be done that serve each goal or a part."""
    to_do = set(rows(Bet, actor).filter(state__in=OPEN).values_list("pk", flat=True))
    serving = bets_serving(actor=actor, goals=goals)
    return {goal.id: serving.get(goal.id, set()) & to_do for goal in goals}


def loose_bets(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[BetRow]:
    """Return the bets still to be done that serve no goal: what is begun first."""
    actor.require("read")
    serving = rows(BetGoal, actor).values("bet_id")
    loose = rows(Bet, actor).filter(state__in=OPEN).exclude(pk__in=serving)
    ids = list(loose.order_by("title", "pk").values_list("pk", flat=True))
    found = bet_rows(actor=actor, bet_ids=ids)
    found.sort(key=lambda bet: FIRST.index(bet.state))
    return listed(found, list, page, size)
