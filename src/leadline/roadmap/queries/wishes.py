"""Where people put bets by hand: what planning again keeps."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.roadmap.models import Bet, Plan
from leadline.roadmap.queries.bets import OPEN
from leadline.roadmap.queries.rows import changes_of, get_plan, items_of, placed_in
from leadline.roadmap.types import PlacedBy, PlanStatus, Wish


def wishes_of_plan(*, actor: Actor, plan_id: int) -> list[Wish]:
    """Return where a plan's open bets stand because a person put them there.

    Bets taken out by hand are among them, with "" for the quarter; of a plan that is
    impossible, those it was made with. Raises ``NotFound``.
    """
    plan = get_plan(actor=actor, plan_id=plan_id)
    made_with = {one["bet_id"]: one for one in plan.wishes}
    if plan.status == PlanStatus.INFEASIBLE:
        found = {pk: (one["period"], one["reason"]) for pk, one in made_with.items()}
    else:
        found = _by_hand(actor, plan)
        out = {pk for pk, one in made_with.items() if not one["period"]}
        placed = placed_in(actor=actor, plan_id=plan.pk)
        for pk in out - placed.keys() - found.keys():
            found[pk] = ("", made_with[pk]["reason"])
    who = {pk: one["by"] for pk, one in made_with.items()} | _people(actor, plan)
    bets = rows(Bet, actor).filter(pk__in=found, state__in=OPEN)
    titles = dict(bets.values_list("pk", "title"))
    wishes = [
        Wish(pk, *found[pk], by=who.get(pk, ""), title=title)
        for pk, title in titles.items()
    ]
    return sorted(wishes, key=lambda one: (one.period or "9", one.title))


def _by_hand(actor: Actor, plan: Plan) -> dict[int, tuple[str, str]]:
    found = {
        item.bet_id: (item.period, item.reason)
        for item in items_of(actor=actor, plan_id=plan.pk)
        if item.placed_by == PlacedBy.PERSON
    }
    last = {
        change.bet_id: (change.to_period, change.reason)
        for change in changes_of(actor=actor, plan_id=plan.pk)
    }
    return found | {pk: one for pk, one in last.items() if not one[0]}


def _people(actor: Actor, plan: Plan) -> dict[int, str]:
    return {
        change.bet_id: str(change.made_by)
        for change in changes_of(actor=actor, plan_id=plan.pk)
        if change.made_by
    }
