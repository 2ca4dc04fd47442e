"""Plans and changes by hand weighed in the same futures."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.roadmap.bridge import (
    keys_of,
    weigh_in_futures,
)
from leadline.roadmap.models import Plan, PlanItem
from leadline.roadmap.queries.hand import HandPlaces, hand_places
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import (
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
    items = rows(PlanItem, actor).filter(plan=plan).values_list("bet_id", "period")
    return {keys[pk]: period for pk, period in items}


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


def compare_in_futures(*, actor: Actor, one_id: int, other_id: int) -> BesideInFutures:
    """Return two plans in the same futures: those of the newer, by its weights.

    Raises ``NotFound``.
    """
    pair = [get_plan(actor=actor, plan_id=pk) for pk in (one_id, other_id)]
    one, other = sorted(pair, key=lambda plan: (plan.made_at, plan.pk))
    if PlanStatus.INFEASIBLE in (one.status, other.status):
        return BesideInFutures(why="One of them is impossible as asked")
    keys = keys_of(other.problem)
    items = rows(PlanItem, actor).filter(plan=one).values_list("bet_id", "period")
    placed = dict(items)
    if not set(placed.values()) <= set(other.periods):
        return BesideInFutures(why="They are of other quarters")
    if unknown := placed.keys() - keys.keys():
        return BesideInFutures(
            why=f"The newer one does not know {len(unknown)} bets of the older"
        )
    aims = PlanFutures.read(other.futures).aims
    before, after = weigh_in_futures(
        file=other.problem,
        choices=[
            {keys[pk]: period for pk, period in placed.items()},
            chosen_of(actor=actor, plan=other),
        ],
        aims=aims,
    )
    return BesideInFutures(
        one=before.brings,
        other=after.brings,
        gain=after.gain,
        ahead=after.ahead,
        behind=after.behind,
        aims=tuple(aim.name for aim in aims),
        futures=after.futures,
    )


def places_in_futures(*, actor: Actor, plan_id: int, bet_id: int) -> PlacesInFutures:
    """Return every quarter of a plan, and out of it, as a place for a bet.

    Each place is weighed in the same futures as the plan that stands; one where the
    bet cannot be says why. Raises what ``hand_options`` raises.
    """
    found = hand_places(actor=actor, plan_id=plan_id, bet_id=bet_id)
    aims = PlanFutures.read(found.plan.futures).aims
    weighed = weigh_in_futures(
        file=found.plan.problem,
        choices=[found.chosen, *found.moved.values()],
        aims=aims,
    )
    before = weighed[0]
    by_place = dict(zip(found.moved, weighed[1:], strict=True))
    changes = {one.to_period: one for one in found.changes}
    places = []
    for period in [*found.plan.periods, ""]:
        if period == found.now:
            moves = tuple(
                OddsMove(aim, odds, odds)
                for aim, odds in zip(aims, before.brings.odds, strict=True)
            )
            places.append(PlaceInFutures(period, is_now=True, odds=moves))
        elif period not in changes:
            why = f"It takes {found.duration} quarters and would end after the plan"
            places.append(PlaceInFutures(period, why=why))
        elif why := "; ".join(changes[period].forbids):
            places.append(PlaceInFutures(period, why=why))
        else:
            pair = (before, by_place[period])
            places.append(_place(found, changes[period], pair))
    return PlacesInFutures(
        bet_id, found.bet.title, found.now, before.futures, tuple(places)
    )


def _place(
    found: HandPlaces, change: HandChange, pair: tuple[InFutures, InFutures]
) -> PlaceInFutures:
    before, after = pair
    aims = PlanFutures.read(found.plan.futures).aims
    moves = zip(aims, before.brings.odds, after.brings.odds, strict=True)
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
        odds=tuple(OddsMove(*move) for move in moves),
        over=tuple(words for words in change.breaks if " needs " in words),
        later=tuple(later),
    )
