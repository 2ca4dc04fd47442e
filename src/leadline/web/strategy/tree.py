"""The goals page: rows of a tree, each with pace, check-in, bets and odds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from leadline.strategy.types import (
    CheckInRow,
    GoalOdds,
    GoalRow,
    GoalState,
    ReadingRow,
    is_stale,
)
from leadline.web.strategy.pace_picture import PacePicture, pace_picture


@dataclass(frozen=True, slots=True)
class GoalNode:
    """A goal on the page with what stands beside it, and the goals below it.

    ``bets`` counts those still to be done that serve it or a part of it; ``odds`` are
    there where a projection says them. ``under`` names the goal it is a part of where
    that one stands on a page before.
    """

    goal: GoalRow
    picture: PacePicture | None
    check_in: CheckInRow | None
    is_stale: bool
    bets: int
    odds: GoalOdds | None
    parts: tuple[GoalNode, ...] = ()
    under: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside goals, by the goal's id; readings by the measure's."""

    readings: Mapping[int, Sequence[ReadingRow]]
    check_ins: Mapping[int, CheckInRow]
    bets: Mapping[int, set[int]]
    odds: Mapping[int, GoalOdds]
    today: date


def goal_tree(goals: Sequence[GoalRow], beside: Beside) -> tuple[GoalNode, ...]:
    """Return goals, given each after its parent, as the nodes of a tree.

    One whose parent is not among them stands at the top, and names it where the list
    has it on another page.
    """
    shown = {goal.id for goal in goals}
    below: defaultdict[int | None, list[GoalRow]] = defaultdict(list)
    for goal in goals:
        below[goal.parent_id if goal.parent_id in shown else None].append(goal)

    def parts(goal: GoalRow, top: int) -> tuple[GoalNode, ...]:
        return tuple(node(one, top) for one in below[goal.id])

    def node(goal: GoalRow, top: int) -> GoalNode:
        here = replace(goal, depth=goal.depth - top)
        return _node(here, beside, parts(goal, top))

    return tuple(
        replace(node(goal, goal.depth), under=goal.parent if goal.depth else "")
        for goal in below[None]
    )


def goal_list(goals: Iterable[GoalRow], beside: Beside) -> tuple[GoalNode, ...]:
    """Return goals in the order given, none below another."""
    return tuple(_node(goal, beside, ()) for goal in goals)


def furthest_behind(goals: Iterable[GoalRow]) -> list[GoalRow]:
    """Return goals by pace, the one furthest behind first."""
    return sorted(goals, key=lambda goal: (goal.least.rank, goal.name))


def by_owner(goals: Iterable[GoalRow]) -> list[GoalRow]:
    """Return goals by who answers for them; those of nobody first."""
    return sorted(goals, key=lambda goal: (goal.owner.lower(), goal.name))


def unserved(goals: Iterable[GoalRow], bets: Mapping[int, set[int]]) -> list[GoalRow]:
    """Return the open goals that no bet to do serves and that are not met."""
    return [
        goal
        for goal in goals
        if goal.state == GoalState.OPEN and not goal.is_met and not bets[goal.id]
    ]


def _node(goal: GoalRow, beside: Beside, parts: tuple[GoalNode, ...]) -> GoalNode:
    said = beside.check_ins.get(goal.id)
    stale = is_stale(
        said.on_date if said else None, set_on=goal.set_on, today=beside.today
    )
    return GoalNode(
        goal=goal,
        picture=pace_picture(goal.least, beside.readings.get(goal.least.id, ())),
        check_in=said,
        is_stale=goal.state == GoalState.OPEN and stale,
        bets=len(beside.bets[goal.id]),
        odds=beside.odds.get(goal.id),
        parts=parts,
    )
