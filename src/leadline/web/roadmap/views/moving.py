"""Changing a plan by hand: see what each place would cost, then confirm."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.queries import workspace_day
from leadline.foundation.errors import Invalid
from leadline.roadmap import actions, queries
from leadline.web.roadmap.forms import MoveForm
from leadline.web.shell.charts.timeline import period_heads
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast

OUT = "out"


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def move(request: Request, pk: int, bet_id: int) -> HttpResponse:
    """Show every place a bet could go with its cost; with a reason, put it there."""
    request.actor.require("change")
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        change = actions.move_bet(
            actor=request.actor,
            plan_id=pk,
            bet_id=bet_id,
            to_period="" if to == OUT else to,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
            seen=form.cleaned_data["seen"],
        )
        args = [request.actor.workspace_id, pk, change.pk]
        undo = reverse("roadmap:move_back", args=args)
        toast(request, "The plan is changed; reason and cost are kept.", undo)
        return go(request, _address(request, pk))
    options = queries.hand_options(actor=request.actor, plan_id=pk, bet_id=bet_id)
    context = {
        "found": options,
        "plan": options.head,
        "form": form,
        "to": request.POST.get("to") or request.GET.get("to", ""),
        "seen": options.head.changed_at.isoformat(timespec="microseconds"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "roadmap/move.html", context, status=status)


@require_safe
@in_workspace
def places(request: Request, pk: int, bet_id: int) -> HttpResponse:
    """Give every quarter of a plan as a place for a lifted bet, with what it costs."""
    request.actor.require("change")
    found = queries.places_in_futures(
        actor=request.actor,
        plan_id=pk,
        bet_id=bet_id,
        today=workspace_day(actor=request.actor, now=timezone.now()),
    )
    head = queries.head_of_plan(actor=request.actor, plan_id=pk)
    *within, out = found.places
    context = {
        "found": found,
        "plan": head,
        "places": list(zip(within, period_heads(len(within)), strict=True)),
        "places_out": out,
        "seen": head.changed_at.isoformat(timespec="microseconds"),
    }
    return render(request, "roadmap/_places.html", context)


@require_POST
@in_workspace
def move_back(request: Request, pk: int, change_id: int) -> HttpResponse:
    """Take a change by hand back."""
    page = queries.plan_page(actor=request.actor, plan_id=pk)
    change = next((c for c in page.changes if c.id == change_id), None)
    if change is None:
        raise Invalid("That change is not in the plan's history.")
    actions.move_bet(
        actor=request.actor,
        plan_id=pk,
        bet_id=change.bet.id,
        to_period=change.from_period,
        reason=f"Taken back: {change.reason}"[:500],
        now=timezone.now(),
    )
    toast(request, "The change is taken back; both stay in the history.")
    return go(request, _address(request, pk))


def _address(request: Request, pk: int) -> str:
    return reverse("roadmap:plan_detail", args=[request.actor.workspace_id, pk])
