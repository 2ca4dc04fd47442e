"""What a bet acts on and costs, and what supports its value."""

from __future__ import annotations

import re
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.actions import start_job
from leadline.accounts.types import Actor
from leadline.foundation.errors import Invalid
from leadline.foundation.ranges import written_range
from leadline.roadmap import actions, queries
from leadline.roadmap.types import BetRow, EffectIn, Push
from leadline.strategy.queries import list_sheet_segments
from leadline.strategy.types import OF_SEGMENT, Driver, Lever
from leadline.web.roadmap.worths import worths_of
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast


def economics_of_bet(actor: Actor, bet: BetRow, today: date) -> dict[str, object]:
    """Return what the page of a bet shows of its effects, worths and projection."""
    said = queries.economic_bets(actor=actor, bet_ids=[bet.id]).get(bet.id)
    seen = queries.outlook(actor=actor, today=today)
    found, lever, odds = seen.projection, None, None
    if found is not None:
        levers = (one for one in found.levers if one.driver.startswith("bet:"))
        lever = next((one for one in levers if _number(one.driver) == bet.id), None)
        odds = next((one["probability"] for one in found.plain["goals"]), None)
    costs = said.costs if said else None
    counted = queries.worth_in_plan(actor=actor, bet_id=bet.id)
    return {
        "economics": said,
        "seen": seen,
        "worths": worths_of(bet, counted, seen),
        "lever": lever if _is_felt(lever) else None,
        "odds_now": odds,
        "segments": list_sheet_segments(actor=actor),
        "drivers": [(d.value, Driver(d).label) for d in OF_SEGMENT],
        "ways": Push.choices,
        "once": written_range(costs.once) if costs else "",
        "year": written_range(costs.year) if costs else "",
    }


def _is_felt(lever: Lever | None) -> bool:
    return lever is not None and round(lever.low, 2) != round(lever.high, 2)


def _number(key: str) -> int:
    return int(key.rpartition("-")[2])


@require_safe
@in_workspace
def support(request: Request, pk: int) -> HttpResponse:
    """Show what supports the value of a bet, as a part of its page."""
    found = queries.support_of_bet(actor=request.actor, bet_id=pk)
    context = {"support": found, "bet_id": pk}
    return render(request, "roadmap/bet_support.html", context, part="support")


@require_POST
@in_workspace
def new_effect(request: Request, pk: int) -> HttpResponse:
    """Say what a bet does to a driver."""
    given = request.POST
    segment = given.get("segment", "")
    ramp = re.findall(r"\d{1,4}", given.get("ramp", ""))
    effect = EffectIn(
        driver=given.get("driver", ""),
        way=given.get("way", ""),
        text=given.get("text", ""),
        segment_id=int(segment) if is_number(segment) else None,
        ramp=tuple(int(share) for share in ramp) or (100,),
    )
    actions.add_effect(
        actor=request.actor, bet_id=pk, effect=effect, now=timezone.now()
    )
    toast(request, "It is saved. The projection counts it from its next run on.")
    return _back(request, pk)


@require_POST
@in_workspace
def remove_effect(request: Request, pk: int) -> HttpResponse:
    """Take an effect off its bet."""
    bet_id = actions.remove_effect(
        actor=request.actor, effect_id=pk, now=timezone.now()
    )
    toast(request, "The effect is off the bet.")
    return _back(request, bet_id)


@require_POST
@in_workspace
def costs(request: Request, pk: int) -> HttpResponse:
    """Say what a bet costs once and each year."""
    once, year = (request.POST.get(name, "") for name in ("once", "year"))
    if len(once) > 120 or len(year) > 120:
        raise Invalid("That is too long for a cost.")
    actions.set_bet_costs(
        actor=request.actor, bet_id=pk, once=once, year=year, now=timezone.now()
    )
    toast(request, "The costs are saved.")
    return _back(request, pk)


@require_POST
@in_workspace
def project_plan(request: Request, pk: int) -> HttpResponse:
    """Work out the odds of goals with a plan, in the background."""
    queries.head_of_plan(actor=request.actor, plan_id=pk)
    start_job(actor=request.actor, kind="roadmap.project", args={"plan_id": pk})
    toast(request, "The odds are being worked out. Load the page again in a moment.")
    args = [request.actor.workspace_id, pk]
    return go(request, reverse("roadmap:plan_detail", args=args))


def _back(request: Request, pk: int) -> HttpResponse:
    return go(request, reverse("roadmap:bet", args=[request.actor.workspace_id, pk]))
