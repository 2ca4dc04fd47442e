"""Rankings: the formulas, one's own, and what a plan by each would bring."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.foundation.errors import LeadlineError
from leadline.roadmap import actions, queries
from leadline.roadmap.types import FIGURES
from leadline.web.roadmap.lists import RankingForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def rankings(request: Request) -> HttpResponse:
    """List the rankings; keep one more."""
    if request.method == "POST":
        request.actor.require("plan")
    form = RankingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.add_ranking(actor=request.actor, **form.cleaned_data)
        except LeadlineError as error:
            show_on(form, error)
        else:
            toast(request, f"Bets can be ranked by “{kept.name}” now.")
            return go(request, _address(request))
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def change_ranking(request: Request, pk: int) -> HttpResponse:
    """Say one of one's own anew."""
    request.actor.require("plan")
    row = queries.own_ranking(actor=request.actor, ranking_id=pk)
    form = RankingForm(request.POST or None, ranking=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_ranking(
                actor=request.actor, ranking_id=pk, seen=form.saw(), **form.cleaned_data
            )
        except LeadlineError as error:
            show_on(form, error)
        else:
            toast(request, "The ranking is changed, and bets are ranked anew.")
            return go(request, _address(request))
    return _page(request, form, changed=pk)


@require_POST
@in_workspace
def remove_ranking(request: Request, pk: int) -> HttpResponse:
    """Delete one of one's own."""
    actions.remove_ranking(actor=request.actor, ranking_id=pk)
    toast(request, "The ranking is gone. What was said of bets stays.")
    return go(request, _address(request))


@require_safe
@in_workspace
def bet_rankings(request: Request, pk: int) -> HttpResponse:
    """Show what a bet comes to by each ranking, as a page or as its part."""
    context = {
        "bet": queries.name_of_bet(actor=request.actor, bet_id=pk),
        "scores": queries.scores_of_bet(
            actor=request.actor, bet_id=pk, today=timezone.localdate()
        ),
    }
    return render(request, "roadmap/bet_rankings.html", context, part="scores")


@require_safe
@in_workspace
def plan_rankings(request: Request, pk: int) -> HttpResponse:
    """Show what the plan's weeks would hold if each ranking filled them."""
    head = queries.head_of_plan(actor=request.actor, plan_id=pk)
    found = queries.plans_by_ranking(
        actor=request.actor, plan_id=pk, today=timezone.localdate()
    )
    context = {"plan": head, "ranked": found}
    return render(request, "roadmap/plan_rankings.html", context)


def _page(
    request: Request, form: RankingForm, changed: int | None = None
) -> HttpResponse:
    context = {
        "rankings": queries.list_rankings(actor=request.actor),
        "figures": FIGURES,
        "form": form,
        "changed": changed,
    }
    status = 422 if form.is_bound else 200
    return render(request, "roadmap/rankings.html", context, status=status)


def _address(request: Request) -> str:
    return reverse("roadmap:rankings", args=[request.actor.workspace_id])
