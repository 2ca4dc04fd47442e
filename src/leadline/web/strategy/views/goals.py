"""Goals: the tree, one goal, setting and moving it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.queries import list_views
from leadline.decisions.queries import decisions_touching, predictions_of
from leadline.foundation.errors import Conflict, Invalid
from leadline.roadmap.queries import bets_of_goal
from leadline.strategy import actions, queries
from leadline.strategy.types import GoalIn, GoalRow, GoalState, PaceWord
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast
from leadline.web.strategy.charts import readings_chart
from leadline.web.strategy.forms import GoalFilter, GoalForm, GoalStateForm

HEADER = [
    "goal", "good for", "state", "measured by", "unit", "baseline", "target",
    "by", "latest", "read on", "source", "pace", "by how much", "due by now",
    "missing", "owner", "product",
]  # fmt: skip
LATE = (PaceWord.BEHIND, PaceWord.BROKEN)


@require_safe
@in_workspace
def goals(request: Request) -> HttpResponse:
    """Show the goals as a tree, each with where it stands."""
    form = GoalFilter(request.GET, actor=request.actor)
    rows = _found(request, form)
    opened = [goal for goal in rows if goal.state == GoalState.OPEN]
    days = sorted(goal.target_date for goal in opened if goal.target_date)
    today = timezone.localdate()
    context = {
        "form": form,
        "goals": rows,
        "open": opened,
        "next_due": next((day for day in days if day >= today), None),
        "past_due": sum(
            1 for g in opened if g.is_met is not True and _is_past(g, today)
        ),
        "behind": sum(1 for g in opened if g.pace and g.pace.word in LATE),
        "views": list_views(actor=request.actor, page="strategy:goals"),
        "is_filtered": any(form.cleaned_data.values()),
    }
    return render(request, "strategy/goals.html", context, part="rows")


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 4)


def _is_past(goal: GoalRow, today: date) -> bool:
    return goal.target_date is not None and goal.target_date < today


@require_safe
@in_workspace
def goals_csv(request: Request) -> HttpResponseBase:
    """Give the goals of the list as a file."""
    rows = _found(request, GoalFilter(request.GET, actor=request.actor))
    lines = (
        [
            g.name, g.kind.label, g.state.label, g.measure, g.currency or g.unit,
            g.baseline, g.target, g.target_date,
            g.latest and g.latest.value, g.latest and g.latest.on_date,
            g.latest and g.latest.source, g.pace and g.pace.word.label,
            g.pace and round(g.pace.by, 4), g.pace and _rounded(g.pace.expected),
            g.missing, g.owner, g.product,
        ]
        for g in rows
    )  # fmt: skip
    return csv_download("goals.csv", HEADER, lines)


@require_safe
@in_workspace
def goal(request: Request, pk: int) -> HttpResponse:
    """Show one goal: readings against the target, bets that serve it."""
    page = queries.goal_page(actor=request.actor, goal_id=pk)
    bets = bets_of_goal(actor=request.actor, goal_id=pk)
    context = {
        "page": page,
        "goal": page.goal,
        "chart": readings_chart(page.readings, page.goal),
        "bets": bets,
        "decisions": decisions_touching(
            actor=request.actor, goal_ids=[pk], bet_ids=[bet.id for bet in bets]
        ),
        "predictions": predictions_of(actor=request.actor, goal_ids=[pk]),
        "state_form": GoalStateForm(initial={"state": page.goal.state}),
    }
    return render(request, "strategy/goal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_goal(request: Request) -> HttpResponse:
    """Set a goal."""
    request.actor.require("plan")
    form = GoalForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            created = actions.create_goal(
                actor=request.actor, goal=GoalIn(**form.cleaned_data)
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, f"The goal “{created.name}” is set.")
            return go(request, _address(request, created.id))
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def change_goal(request: Request, pk: int) -> HttpResponse:
    """Say a goal anew, with the reason."""
    request.actor.require("plan")
    row = queries.goal_page(actor=request.actor, goal_id=pk).goal
    form = GoalForm(request.POST or None, actor=request.actor, goal=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_goal(
                actor=request.actor,
                goal_id=pk,
                seen=form.saw(),
                **form.cleaned_data,
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The goal is changed; the reason is kept.")
            return go(request, _address(request, pk))
    return _form_page(request, form, row)


@require_POST
@in_workspace
def goal_state(request: Request, pk: int) -> HttpResponse:
    """Close a goal, or open it again."""
    form = GoalStateForm(request.POST)
    if not form.is_valid():
        raise Invalid("Say what the goal is now, and why.")
    goal = actions.set_goal_state(actor=request.actor, goal_id=pk, **form.cleaned_data)
    toast(request, f"“{goal.name}” is {form.cleaned_data['state']}.")
    return go(request, _address(request, pk))


def _found(request: Request, form: GoalFilter) -> list[GoalRow]:
    if not form.is_valid():
        raise Invalid("That filter cannot be read. Take it out of the address.")
    return queries.list_goals(actor=request.actor, **form.cleaned_data)


def _form_page(request: Request, form: GoalForm, row: GoalRow | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "goal": row}
    return render(request, "strategy/goal_form.html", context, status=status)


def _address(request: Request, pk: int) -> str:
    return reverse("strategy:goal", args=[request.actor.workspace_id, pk])
