"""What a goal rests on: its measures, and the bets that serve it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.foundation.errors import Conflict, Invalid
from leadline.roadmap.actions import set_bets_of_goal
from leadline.roadmap.queries import bets_of_goal, list_bets
from leadline.roadmap.types import BetFilter
from leadline.strategy import actions, queries
from leadline.strategy.types import MeasureIn
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast
from leadline.web.strategy.goal_forms import MeasureForm, ReasonForm

MOST_BETS = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add_measure(request: Request, pk: int) -> HttpResponse:
    """Say what else of a goal is measured."""
    request.actor.require("plan")
    goal = queries.goal_page(actor=request.actor, goal_id=pk).goal
    form = MeasureForm(request.POST or None, actor=request.actor, goal=goal)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        try:
            actions.add_measure(
                actor=request.actor, goal_id=pk, reason=said.pop("reason"),
                measure=MeasureIn(**said), seen=form.saw(),
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The goal is changed; the reason is saved.")
            return go(request, _address(request, pk))
    context = {"form": form, "goal": goal}
    status = 422 if form.is_bound else 200
    return render(request, "strategy/measure_form.html", context, status=status)


@require_POST
@in_workspace
def remove_measure(request: Request, pk: int) -> HttpResponse:
    """Take a measure off a goal, with the reason."""
    request.actor.require("plan")
    goal_id = queries.goal_of_measure(actor=request.actor, measure_id=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid("Say why the goal changes; people steer by it.", field="reason")
    actions.remove_measure(actor=request.actor, measure_id=pk, **form.cleaned_data)
    toast(request, "The measure is taken off; the reason is saved.")
    return go(request, _address(request, goal_id))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def goal_bets(request: Request, pk: int) -> HttpResponse:
    """Choose the bets that serve a goal; those that are over stay as they were."""
    actor = request.actor
    actor.require("change")
    goal = queries.goal_page(actor=actor, goal_id=pk).goal
    serving = {bet.id for bet in bets_of_goal(actor=actor, goal_id=pk)}
    if request.method == "POST":
        shown, ticked = _numbers(request, "shown"), _numbers(request, "bet")
        set_bets_of_goal(
            actor=actor,
            goal_id=pk,
            bet_ids=ticked | (serving - shown),
            now=timezone.now(),
        )
        toast(request, "The bets are saved.")
        return go(request, _address(request, pk))
    bets = list_bets(actor=actor, only=BetFilter(sort="title", size=MOST_BETS)).items
    context = {"goal": goal, "bets": bets, "serving": serving}
    return render(request, "strategy/goal_bets.html", context)


def _numbers(request: Request, name: str) -> set[int]:
    return {int(text) for text in request.POST.getlist(name) if is_number(text)}


def _address(request: Request, pk: int) -> str:
    return reverse("strategy:goal", args=[request.actor.workspace_id, pk])
