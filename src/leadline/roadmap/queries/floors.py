"""What open goals a plan can be asked to reach, and how much they lack."""

from __future__ import annotations

from datetime import date

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.roadmap.models import Bet
from leadline.roadmap.queries.projecting import outlook
from leadline.roadmap.queries.serving import OpenGoal, bets_serving, open_goals
from leadline.roadmap.types import BetState, Floor

OVER = (BetState.DONE, BetState.DROPPED)


def possible_floors(*, actor: Actor, today: date) -> list[tuple[Floor, str]]:
    """Return what bets have to bring to the open goals that a plan can be asked for.

    Those are goals for growth or profitability that rise in money, are not reached
    by their newest reading, and are served by a bet that is still to be done; each
    comes with its name. Bets have to bring the target less what comes with nothing
    built, by the middle of the projection of the plan to steer by; all that is missing
    where nothing is projected of it. One that comes by itself asks nothing of bets and
    is left out. It is in the workspace's currency, as the bets of a plan are; a goal
    without a rate is in ``floors_without_rate``.
    """
    found = []
    goals = goals_to_reach(actor=actor)
    seen = outlook(actor=actor, today=today) if goals else None
    for one in goals:
        if one.factor is None or one.goal.missing is None or seen is None:
            continue
        asked = seen.asks_of_bets(one.goal)
        lacks = float(one.goal.missing) if asked is None else asked
        if lacks > 0:
            at_least = lacks / float(one.factor.value)
            found.append((Floor(one.measure, at_least, one.goal.id), one.goal.name))
    return found


def floors_without_rate(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the name and the currency of each goal that a plan could be asked to
    reach if there was a rate to the workspace's currency."""
    return [
        (o.goal.name, o.goal.currency)
        for o in goals_to_reach(actor=actor)
        if o.lacks_rate
    ]


def goals_to_reach(*, actor: Actor) -> list[OpenGoal]:
    """Return the goals in money that lack something and that a bet to do serves."""
    goals = open_goals(actor=actor)
    serving = bets_serving(actor=actor, goals=[one.goal for one in goals])
    over = rows(Bet, actor).filter(state__in=OVER)
    gone = set(over.values_list("pk", flat=True))
    return [
        one
        for one in goals
        if one.measure and one.goal.missing and serving[one.goal.id] - gone
    ]
