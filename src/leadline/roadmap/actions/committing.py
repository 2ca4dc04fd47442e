"""Committing a plan: from then on the company steers by it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record, result_of
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid, refuse_overtaken
from leadline.roadmap.models import Bet, Plan, PlanItem
from leadline.roadmap.queries.rows import get_plan
from leadline.roadmap.types import BetState, PlanState, PlanStatus


@transaction.atomic
def commit_plan(*, actor: Actor, plan_id: int, reason: str, now: datetime) -> Kept:
    """Make a plan the one to steer by; the one before is superseded.

    Its candidates become committed, and committed bets that it leaves out become
    candidates again; what is being done goes on. Raises ``NotAllowed`` below a
    lead, ``NotFound``, ``Invalid`` without a reason, ``Conflict`` for a plan that
    is committed, superseded or impossible.
    """
    actor.require("plan")
    if not reason.strip():
        raise Invalid("Say why you commit to this plan; it is kept with it.")
    get_plan(actor=actor, plan_id=plan_id)
    locked = rows(Plan, actor).select_for_update().order_by("pk")
    plans = {
        plan.pk: plan
        for plan in locked.filter(state=PlanState.COMMITTED) | locked.filter(pk=plan_id)
    }
    plan = plans.pop(plan_id)
    if plan.status == PlanStatus.INFEASIBLE:
        raise Conflict("This plan is impossible as asked. Change a demand first.")
    if plan.state != PlanState.DRAFT:
        raise Conflict("Only a draft can be committed. Plan again from this one.")
    for older in plans.values():
        older.state = PlanState.SUPERSEDED
        older.save(update_fields=["state"])
        record(actor=actor, verb="roadmap.supersede_plan", subject=older, by=plan.pk)
    plan.state, plan.committed_reason = PlanState.COMMITTED, reason.strip()
    plan.committed_at, plan.committed_by_id = now, actor.user_id
    plan.save()
    committed, released = _follow(actor, plan)
    record(
        actor=actor,
        verb="roadmap.commit_plan",
        subject=plan,
        reason=plan.committed_reason,
        committed=committed,
        released=released,
        broken=plan.broken,
    )
    return result_of(plan)


@transaction.atomic
def rename_plan(
    *, actor: Actor, plan_id: int, name: str, called: str | None = None
) -> Kept:
    """Give a plan another name.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without a name, ``Conflict`` where
    it is not ``called`` so any more.
    """
    actor.require("change")
    if not name.strip():
        raise Invalid("Give the plan a name.")
    plan = get_plan(actor=actor, plan_id=plan_id)
    refuse_overtaken(stands=plan.name, was=called)
    was, plan.name = plan.name, name.strip()[:120]
    plan.save(update_fields=["name"])
    record(
        actor=actor, verb="roadmap.rename_plan", subject=plan, was=was, name=plan.name
    )
    return result_of(plan)


def _follow(actor: Actor, plan: Plan) -> tuple[list[int], list[int]]:
    """Let the bets' states follow the plan; return who was committed and released."""
    placed = rows(PlanItem, actor).filter(plan=plan).values("bet_id")
    bets = rows(Bet, actor)
    committed = bets.filter(pk__in=placed, state=BetState.CANDIDATE)
    released = bets.filter(state=BetState.COMMITTED).exclude(pk__in=placed)
    into = sorted(committed.values_list("pk", flat=True))
    out = sorted(released.values_list("pk", flat=True))
    bets.filter(pk__in=into).update(state=BetState.COMMITTED)
    bets.filter(pk__in=out).update(state=BetState.CANDIDATE)
    return into, out
