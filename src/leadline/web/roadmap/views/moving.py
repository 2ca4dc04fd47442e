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
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.periods import period_of
from leadline.roadmap import actions, queries
from leadline.roadmap.types import When, when_at
from leadline.web.roadmap.forms import MoveForm
from leadline.web.shell.charts.timeline import period_heads
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    back_to,
    go,
    in_workspace,
    render,
    wants_part,
)
from leadline.web.shell.toasts import toast

OUT = "out"


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def move(request: Request, pk: int, bet_id: int) -> HttpResponse:
    """Show every place a bet could go with its cost; with a reason, put it there."""
    request.actor.require("change")
    form = MoveForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            return _moved(request, form, pk, bet_id)
        except (Conflict, Invalid) as error:
            show_on(form, error)
            is_late = isinstance(error, Conflict) and not wants_part(request)
            status = 409 if is_late else 422
    options = queries.hand_options(actor=request.actor, plan_id=pk, bet_id=bet_id)
    today = period_of(workspace_day(actor=request.actor, now=timezone.now()))
    when, to = request.GET.get("when", ""), request.GET.get("to", "")
    places = [
        (at, when_at(at.to_period, today) if at.to_period else None)
        for at in options.options
    ]
    if when:
        to = next((at.to_period for at, of in places if of == when), "")
    context = {
        "found": options,
        "plan": options.head,
        "places": places,
        "form": form,
        "to": request.POST.get("to", to),
        "none_in": When(when).label if when in When and not to else "",
        "back": request.POST.get("back") or request.htmx.current_url or "",
        "seen": options.head.changed_at.isoformat(timespec="microseconds"),
    }
    return render(request, "roadmap/move.html", context, part="ask", status=status)


def _moved(request: Request, form: MoveForm, pk: int, bet_id: int) -> HttpResponse:
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
    toast(request, "The plan is changed; reason and cost are saved.", undo)
    home = _address(request, pk)
    return go(request, back_to(request, home) if wants_part(request) else home)


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
    stands = next((b.period for b in page.bets if b.bet.id == change.bet.id), "")
    if stands != change.to_period:
        raise Conflict("The bet was moved again since. Look at the plan's history.")
    actions.move_bet(
        actor=request.actor,
        plan_id=pk,
        bet_id=change.bet.id,
        to_period=change.from_period,
        reason=f"Taken back: {change.reason}"[:500],
        now=timezone.now(),
        seen=page.head.changed_at,
    )
    toast(request, "Undone; both changes stay in the history.")
    return go(request, _address(request, pk))


def _address(request: Request, pk: int) -> str:
    return reverse("roadmap:plan_detail", args=[request.actor.workspace_id, pk])
