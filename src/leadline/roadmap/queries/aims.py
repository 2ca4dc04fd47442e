"""What a plan's bets are to bring to the open goals in money, as futures weigh it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leadline.accounts.types import Actor
from leadline.foundation.periods import period_end
from leadline.roadmap.bridge import keys_of
from leadline.roadmap.queries.floors import goals_to_reach
from leadline.roadmap.queries.serving import bets_serving
from leadline.roadmap.types import AimOfPlan


def aims_of(*, actor: Actor, file: Mapping[str, Any]) -> tuple[AimOfPlan, ...]:
    """Return what is missing to each open goal in money that a bet of a plan serves.

    In the workspace's currency; a goal without a rate to it is left out. A bet counts
    that is finished by the goal's day.
    """
    goals = goals_to_reach(actor=actor)
    serving = bets_serving(actor=actor, goals=[one.goal for one in goals])
    known = keys_of(file)
    found = []
    for one in goals:
        goal = one.goal
        bets = tuple(sorted(serving[goal.id] & known.keys()))
        if one.factor is None or goal.missing is None or not bets:
            continue
        due = goal.target_date
        by = sum(due is None or period_end(at) <= due for at in file["periods"])
        missing = float(goal.missing / one.factor.value)
        found.append(AimOfPlan(goal.id, goal.name, one.measure, missing, bets, by))
    return tuple(found)
