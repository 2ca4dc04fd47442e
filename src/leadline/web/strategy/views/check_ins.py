"""Check-ins on goals: writing one, taking it back, all of them as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.foundation.errors import Invalid
from leadline.strategy import actions, queries
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast
from leadline.web.strategy.goal_forms import CheckInForm

HEADER = ["goal", "on", "by", "sure, percent", "before, percent", "why"]


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def check_in(request: Request, pk: int) -> HttpResponse:
    """Say how sure one is of a goal, and why."""
    actor = request.actor
    actor.require("check_in")
    goal = queries.goal_page(actor=actor, goal_id=pk).goal
    if goal.owner_id != actor.user_id:
        actor.require("change")
    form = CheckInForm(request.POST or None, actor=actor, goal=goal)
    if request.method == "POST" and form.is_valid():
        try:
            actions.check_in(
                actor=actor, goal_id=pk, said=form.said(), today=timezone.localdate()
            )
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, "Your check-in is saved.")
            return go(request, _address(request, pk))
    context = {
        "form": form,
        "goal": goal,
        "last": queries.latest_check_ins(actor=actor, goal_ids=[pk]).get(pk),
    }
    status = 422 if form.is_bound else 200
    return render(request, "strategy/check_in_form.html", context, status=status)


@require_POST
@in_workspace
def take_back(request: Request, pk: int) -> HttpResponse:
    """Take a check-in of one's own back."""
    goal = actions.take_back_check_in(actor=request.actor, check_in_id=pk)
    toast(request, "Your check-in is taken back; the log keeps what it said.")
    return go(request, _address(request, goal.id))


@require_safe
@in_workspace
def check_ins_csv(request: Request) -> HttpResponseBase:
    """Give every check-in as a file, newest first."""
    lines = (
        [one.goal, one.on_date, one.author, one.confidence, one.before, one.reason]
        for one in queries.list_check_ins(actor=request.actor)
    )
    return csv_download("check-ins.csv", HEADER, lines)


def _address(request: Request, pk: int) -> str:
    return reverse("strategy:goal", args=[request.actor.workspace_id, pk])
