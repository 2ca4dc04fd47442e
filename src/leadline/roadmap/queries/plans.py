"""Reads of plans: the list, one of them, its file."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.foundation.money import Rates
from leadline.foundation.once import once
from leadline.foundation.paging import Listed, Page, listed
from leadline.roadmap.bridge import keys_of, limits_plain, weigh
from leadline.roadmap.models import Plan, PlanItem, PlanLeftOut
from leadline.roadmap.queries.rows import get_plan, plan_or_none
from leadline.roadmap.types import (
    BetPlace,
    Floor,
    PlanHead,
    PlanState,
    PlanStatus,
    Reader,
)

SAID = ("growth", "profit")
HEAVY = ("problem", "futures", "ways", "limits")
OF_PLAN = tuple(f"plan__{name}" for name in HEAVY)


def committed_plan_id(*, actor: Actor) -> int | None:
    """Return the plan the company steers by: the committed one, else the newest."""
    actor.require("read")
    return once(("steered by", actor.workspace_id), lambda: _committed(actor))


def _committed(actor: Actor) -> int | None:
    plans = rows(Plan, actor).exclude(status=PlanStatus.INFEASIBLE)
    committed = plans.filter(state=PlanState.COMMITTED).values_list("pk", flat=True)
    newest = plans.order_by("-made_at", "-pk").values_list("pk", flat=True)
    return committed.first() or newest.first()


def plan_to_steer_by(*, actor: Actor) -> Plan | None:
    """Return that plan itself, ``None`` where there is none."""
    plan_id = committed_plan_id(actor=actor)
    return plan_or_none(actor=actor, plan_id=plan_id) if plan_id else None


def list_plans(
    *,
    actor: Actor,
    state: str = "",
    text: str = "",
    page: Page = 1,
    size: int | None = None,
) -> Listed[PlanHead]:
    """Return the plans, newest first, without the files they were made from."""
    found = rows(Plan, actor)
    if state:
        found = found.filter(state=state)
    if text:
        found = found.filter(name__icontains=text)
    plans = _with_counts(found).defer(*HEAVY).order_by("-made_at", "-pk")
    rates = rates_of(actor=actor)

    def kept(head: PlanHead) -> PlanHead:
        return once(("plan head", actor.workspace_id, head.id), lambda: head)

    return listed(
        plans, lambda part: [kept(_head(one, rates)) for one in part], page, size
    )


def plan_head(*, actor: Actor, plan: Plan) -> PlanHead:
    """Return the top of a plan's page."""
    actor.require("read")

    def read() -> PlanHead:
        row = _with_counts(rows(Plan, actor)).defer(*HEAVY).get(pk=plan.pk)
        return _head(row, rates_of(actor=actor))

    return once(("plan head", actor.workspace_id, plan.pk), read)


def head_of_plan(*, actor: Actor, plan_id: int) -> PlanHead:
    """Return the head of one plan, or raise ``NotFound``."""
    return plan_head(actor=actor, plan=get_plan(actor=actor, plan_id=plan_id))


def places_of_bet(*, actor: Actor, bet_id: int) -> list[BetPlace]:
    """Return where a bet stands in every plan that knows it, newest plan first."""
    placed = rows(PlanItem, actor).filter(bet_id=bet_id).select_related("plan")
    left = rows(PlanLeftOut, actor).filter(bet_id=bet_id).select_related("plan")
    found = [(item.plan, item.period) for item in placed.defer(*OF_PLAN)]
    found += [(out.plan, "") for out in left.defer(*OF_PLAN)]
    found.sort(key=lambda pair: pair[0].made_at, reverse=True)
    return [
        BetPlace(plan.pk, plan.name, PlanState(plan.state), period)
        for plan, period in found
    ]


def export_plan(*, actor: Actor, plan_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the plan file a plan was made from, and its result file.

    ``leadline optimise`` reads the first and writes the second. Raises ``NotFound``.
    """
    plan = get_plan(actor=actor, plan_id=plan_id)
    keys = keys_of(plan.problem)
    status = "feasible" if plan.status == PlanStatus.BY_HAND else plan.status
    left_out = rows(PlanLeftOut, actor).filter(plan=plan).order_by("pk")
    items = rows(PlanItem, actor).filter(plan=plan).order_by("pk")
    chosen = {keys[item.bet_id]: item.period for item in items}
    result = {
        "status": status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "seconds": plan.seconds,
        "chosen": [{"bet": key, "period": period} for key, period in chosen.items()],
        "served": plan.served,
        "measures": _discounted(plan, chosen),
        "left_out": [
            {
                "bet": keys[left.bet_id],
                "why": left.why,
                "cost_to_force_in": left.cost_to_force_in,
                "pushes_out": [keys[pk] for pk in left.pushes_out],
            }
            for left in left_out
        ],
        "clash": [clash["words"] for clash in plan.clash],
    }
    if plan.status != PlanStatus.INFEASIBLE:
        limits = limits_plain(file=plan.problem, chosen=chosen)
        result |= {"limits": limits} if limits else {}
    return plan.problem, result


def _discounted(plan: Plan, chosen: dict[str, str]) -> dict[str, float]:
    """Return the measures as the optimiser counts them, a wait at its price."""
    if plan.status == PlanStatus.INFEASIBLE:
        return {}
    return weigh(file=plan.problem, chosen=chosen).discounted


def _with_counts(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans.select_related("made_by", "committed_by").annotate(
        bets=_count("items"),
        out=_count("left_out"),
        **{f"says_{name}": _says(name) for name in SAID},
    )


def _says(name: str) -> Exists:
    """Whether a bet of the plan has a figure of growth or profit that is not zero."""
    zero = {f"bet__{name}_{end}": 0 for end in ("p10", "p50", "p90")}
    items = PlanItem._default_manager.filter(plan=OuterRef("pk")).order_by()
    return Exists(items.exclude(**zero))


def _count(related: str) -> Coalesce:
    """Count one kind of related rows without multiplying by the other."""
    own = Plan._default_manager.filter(pk=OuterRef("pk")).order_by().values("pk")
    number = own.annotate(number=Count(related)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _head(plan: Plan, rates: Rates) -> PlanHead:
    return PlanHead(
        id=plan.pk,
        name=plan.name,
        state=PlanState(plan.state),
        status=PlanStatus(plan.status),
        reason=plan.reason,
        periods=tuple(plan.periods),
        weights=plan.weights,
        discount=plan.discount,
        floors=tuple(Floor(**floor) for floor in plan.floors),
        readers=tuple(
            Reader(**{**one, "bets": tuple(one["bets"])}) for one in plan.readers
        ),
        measures=plan.measures,
        objective=plan.objective,
        best=plan.best,
        bound=plan.bound,
        gap=plan.gap,
        seconds=plan.seconds,
        bets=getattr(plan, "bets", 0),
        left_out=getattr(plan, "out", 0),
        broken=tuple(plan.broken),
        made_at=plan.made_at,
        changed_at=plan.changed_at,
        made_by=str(plan.made_by) if plan.made_by else "",
        committed_at=plan.committed_at,
        committed_by=str(plan.committed_by) if plan.committed_by else "",
        committed_reason=plan.committed_reason,
        based_on=plan.based_on_id,
        currency=plan.currency,
        own=rates.own,
        factor=rates.factor(plan.currency),
        says=tuple(n for n in SAID if getattr(plan, f"says_{n}", True)),
    )
