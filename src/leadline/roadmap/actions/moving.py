"""Changing a plan by hand, with the cost of it kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record, result_of
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid
from leadline.roadmap.bridge import in_titles, keys_of, weigh
from leadline.roadmap.models import Bet, Plan, PlanChange, PlanItem, PlanLeftOut
from leadline.roadmap.queries import hand_change
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import PlacedBy, PlanState, PlanStatus


@transaction.atomic
def move_bet(
    *,
    actor: Actor,
    plan_id: int,
    bet_id: int,
    to_period: str,
    reason: str,
    now: datetime,
    seen: datetime | None = None,
) -> Kept:
    """Place a bet in another quarter, put it in, or with ``""`` take it out.

    The plan keeps what the change cost and which demands it breaks; a committed
    plan is changed by leads only. ``seen`` is when the plan last changed for who
    decides. Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a reason or
    for a quarter the bet does not fit in, ``Conflict`` for a plan that somebody
    changed since, that was superseded, or where nothing would change.
    """
    actor.require("change")
    if not reason.strip():
        raise Invalid("Say why the plan changes; people steer by it.")
    found = rows(Plan, actor).select_for_update().filter(pk=plan_id).first()
    plan = found or get_plan(actor=actor, plan_id=plan_id)
    if plan.state == PlanState.COMMITTED:
        actor.require("plan")
    if plan.state == PlanState.SUPERSEDED:
        raise Conflict("A newer plan is committed. Change that one.")
    if seen is not None and plan.changed_at != seen:
        raise Conflict("Somebody changed the plan meanwhile. Look at it again.")
    change = hand_change(
        actor=actor, plan_id=plan_id, bet_id=bet_id, to_period=to_period
    )
    _place(actor, plan, bet_id, to_period, reason.strip())
    _weigh_again(actor, plan, now)
    kept = PlanChange(
        workspace_id=actor.workspace_id,
        plan=plan,
        bet_id=bet_id,
        kind=change.kind,
        from_period=change.from_period,
        to_period=to_period,
        reason=reason.strip(),
        cost=change.cost,
        broken=list(change.breaks),
        made_by_id=actor.user_id,
        made_at=now,
    )
    kept.save()
    record(
        actor=actor,
        verb="roadmap.move_bet",
        subject=plan,
        bet=bet_id,
        was=change.from_period,
        to=to_period,
        cost=change.cost,
        broken=list(change.breaks),
        reason=kept.reason,
    )
    return result_of(kept)


def _place(actor: Actor, plan: Plan, bet_id: int, to_period: str, reason: str) -> None:
    item = rows(PlanItem, actor).filter(plan=plan, bet_id=bet_id).first()
    left = rows(PlanLeftOut, actor).filter(plan=plan, bet_id=bet_id).first()
    if to_period:
        item = item or PlanItem(
            workspace_id=actor.workspace_id, plan=plan, bet_id=bet_id
        )
        item.period, item.placed_by = to_period, PlacedBy.PERSON
        item.reason = reason
        item.save()
        if left is not None:
            left.delete()
        return
    if item is not None:
        item.delete()
    why = f"Taken out by hand: {reason}"[:500]
    PlanLeftOut(
        workspace_id=actor.workspace_id, plan=plan, bet_id=bet_id, why=why
    ).save()


def _weigh_again(actor: Actor, plan: Plan, now: datetime) -> None:
    """Write what the plan brings now; the proof of being best no longer holds."""
    keys = keys_of(plan.problem)
    items = rows(PlanItem, actor).filter(plan=plan)
    placed = dict(items.values_list("bet_id", "period"))
    weighed = weigh(
        file=plan.problem, chosen={keys[pk]: at for pk, at in placed.items()}
    )
    named = rows(Bet, actor).filter(pk__in=keys).values_list("pk", "title")
    titles = {keys[pk]: title for pk, title in named}
    plan.status = PlanStatus.BY_HAND
    plan.objective, plan.measures = weighed.objective, weighed.measures
    plan.served = list(weighed.served)
    plan.broken = [in_titles(words, titles) for words in weighed.broken]
    if plan.bound is not None:
        plan.gap = (plan.bound - weighed.objective) / max(abs(weighed.objective), 1e-9)
    plan.changed_at = now
    plan.save()
