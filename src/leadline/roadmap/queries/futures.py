"""Plans and changes by hand weighed in the same futures."""

from __future__ import annotations

from datetime import date

from leadline.accounts.types import Actor
from leadline.roadmap.bridge import (
    keys_of,
    pk_of,
    weigh_in_futures,
)
from leadline.roadmap.models import Plan
from leadline.roadmap.queries.ahead import Choices, ahead_of
from leadline.roadmap.queries.hand import HandPlaces, hand_places
from leadline.roadmap.queries.rows import get_plan, placed_in
from leadline.roadmap.types import (
    Ahead,
    BesideInFutures,
    Brings,
    HandChange,
    InFutures,
    OddsMove,
    PlaceInFutures,
    PlacesInFutures,
    PlanFutures,
    PlanStatus,
)

LATER = 0.1
"""A bet is said to come later where it does in so many of the futures."""


def chosen_of(*, actor: Actor, plan: Plan) -> dict[str, str]:
    """Return where the bets of a plan stand, by the keys of its file."""
    keys = keys_of(plan.problem)
    placed = placed_in(actor=actor, plan_id=plan.pk)
    return {keys[pk]: period for pk, period in placed.items()}


def futures_of_plan(*, actor: Actor, plan_id: int) -> PlanFutures:
    """Return what the search found out about a plan in many futures.

    Raises ``NotFound``.
    """
    return PlanFutures.read(get_plan(actor=actor, plan_id=plan_id).futures)


def brings_of_plan(*, actor: Actor, plan_id: int) -> Brings | None:
    """Return what a plan brings as it stands; ``None`` for an impossible one.

    The odds are those of its goals in money, in their order. Raises ``NotFound``.
    """
    plan = get_plan(actor=actor, plan_id=plan_id)
    if plan.status == PlanStatus.INFEASIBLE:
        return None
    (found,) = weigh_in_futures(
        file=plan.problem,
        choices=[chosen_of(actor=actor, plan=plan)],
        aims=PlanFutures.read(plan.futures).aims,
    )
    return found.brings


def compare_in_futures(
    *, actor: Actor, one_id: int, other_id: int, today: date
) -> BesideInFutures:
    """Return two plans in the same futures: those of the newer, by its weights.

    Raises ``NotFound``.
    """
    pair = [get_plan(actor=actor, plan_id=pk) for pk in (one_id, other_id)]
    one, other = sorted(pair, key=lambda plan: (plan.made_at, plan.pk))
    if PlanStatus.INFEASIBLE in (one.status, other.status):
        return BesideInFutures(why="One of them is impossible as asked")
    keys = keys_of(other.problem)
    placed = placed_in(actor=actor, plan_id=one.pk)
    if not set(placed.values()) <= set(other.periods):
        return BesideInFutures(why="They are of other quarters")
    if unknown := placed.keys() - keys.keys():
        return BesideInFutures(
            why=f"The newer one does not know {len(unknown)} bets of the older"
        )
    aims = PlanFutures.read(other.futures).aims
    both = [placed, placed_in(actor=actor, plan_id=other.pk)]
    before, after = weigh_in_futures(
        file=other.problem,
        choices=[{keys[pk]: at for pk, at in of.items()} for of in both],
        aims=aims,
    )
    of = Choices(other, both, [one.pk, other.pk], [before.brings, after.brings], aims)
    return BesideInFutures(
        one=before.brings,
        other=after.brings,
        gain=after.gain,
        ahead=after.ahead,
        behind=after.behind,
        goals=ahead_of(actor=actor, today=today, of=of),
        futures=after.futures,
    )


def places_in_futures(
    *, actor: Actor, plan_id: int, bet_id: int, today: date
) -> PlacesInFutures:
    """Return every quarter of a plan, and out of it, as a place for a bet.

    Each place is weighed in the same futures as the plan that stands; one where the
    bet cannot be says why. Raises what ``hand_options`` raises.
    """
    found = hand_places(actor=actor, plan_id=plan_id, bet_id=bet_id)
    aims = PlanFutures.read(found.plan.futures).aims
    choices = [found.chosen, *found.moved.values()]
    weighed = weigh_in_futures(file=found.plan.problem, choices=choices, aims=aims)
    of = Choices(
        found.plan,
        [{pk_of(key): at for key, at in choice.items()} for choice in choices],
        [plan_id, *(None for _ in found.moved)],
        [one.brings for one in weighed],
        aims,
    )
    goals = ahead_of(actor=actor, today=today, of=of)
    odds = {at: _moves(goals, row) for row, at in enumerate([found.now, *found.moved])}
    by_place = dict(zip(found.moved, weighed[1:], strict=True))
    changes = {one.to_period: one for one in found.changes}
    places = []
    for period in [*found.plan.periods, ""]:
        if period == found.now:
            places.append(PlaceInFutures(period, is_now=True, odds=odds[period]))
        elif period not in changes:
            why = f"It takes {found.duration} quarters and would end after the plan"
            places.append(PlaceInFutures(period, why=why))
        elif why := "; ".join(changes[period].forbids):
            places.append(PlaceInFutures(period, why=why))
        else:
            here = by_place[period]
            places.append(_place(found, changes[period], here, odds[period]))
    return PlacesInFutures(
        bet_id,
        found.bet.title,
        found.now,
        weighed[0].futures,
        tuple(places),
        goals.is_projected,
    )


def _moves(goals: Ahead, row: int) -> tuple[OddsMove, ...]:
    before, after = goals.plans[0].odds, goals.plans[row].odds
    return tuple(
        OddsMove(goal.name, *both)
        for goal, *both in zip(goals.goals, before, after, strict=True)
    )


def _place(
    found: HandPlaces, change: HandChange, after: InFutures, odds: tuple[OddsMove, ...]
) -> PlaceInFutures:
    later = sorted(
        (
            (found.titles[key], share)
            for pk, share in after.worse.items()
            if share >= LATER and (key := found.keys[pk]) and pk != found.bet.pk
        ),
        key=lambda one: -one[1],
    )
    return PlaceInFutures(
        change.to_period,
        gain=after.gain,
        odds=odds,
        over=tuple(words for words in change.breaks if " needs " in words),
        later=tuple(later),
    )
