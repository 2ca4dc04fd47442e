"""Goals: the tree, one goal, setting and moving it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

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
from leadline.foundation.paging import Listed, Page, listed
from leadline.roadmap.queries import (
    bets_of_goal,
    bets_to_do,
    loose_bets,
    odds_of_goals,
    outlook,
)
from leadline.strategy import actions, queries
from leadline.strategy.types import (
    CheckInRow,
    GoalIn,
    GoalOdds,
    GoalRow,
    GoalState,
    PaceWord,
    is_stale,
)
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.peek import beside, render_list
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast
from leadline.web.strategy.charts import measured
from leadline.web.strategy.forms import GoalFilter, GoalForm, GoalStateForm
from leadline.web.strategy.tree import (
    Beside,
    GoalNode,
    by_owner,
    furthest_behind,
    goal_list,
    goal_tree,
    unserved,
)

HEADER = [
    "goal", "part of", "good for", "state", "measured by", "unit", "baseline", "target",
    "by", "latest", "read on", "source", "pace", "by how much", "due by now",
    "missing", "owner", "product", "sure, percent", "why", "checked in by",
    "checked in on",
]  # fmt: skip
LATE = (PaceWord.BEHIND, PaceWord.BROKEN)


@require_safe
@in_workspace
def goals(request: Request) -> HttpResponse:
    """Show what nothing serves first, then the goals as a tree."""
    actor = request.actor
    form = GoalFilter(request.GET, actor=actor)
    rows = _found(request, form)
    opened = [goal for goal in rows if goal.state == GoalState.OPEN]
    days = sorted(goal.due for goal in opened if goal.due)
    today = timezone.localdate()
    bets = bets_to_do(actor=actor, goals=rows)
    odds = odds_of_goals(actor=actor)
    order = form.cleaned_data.pop("order")
    is_filtered = any(form.cleaned_data.values())
    turn = partial(_page, rows, order)
    page = turn(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        **beside(request, page, turn, partial(_peek, request)),
        "nodes": _nodes(request, page, bets, odds, order),
        "has_odds": bool(odds),
        "odds": list(odds.items()),
        "seen": outlook(actor=actor, today=today) if odds else None,
        "open": opened,
        "unserved": [] if is_filtered else unserved(rows, bets),
        "loose": [] if is_filtered else loose_bets(actor=actor),
        "next_due": next((day for day in days if day >= today), None),
        "past_due": sum(
            1 for g in opened if g.is_met is not True and _is_past(g, today)
        ),
        "behind": sum(1 for g in opened if g.pace and g.pace.word in LATE),
        "views": list_views(actor=actor, page="strategy:goals"),
        "is_filtered": is_filtered,
        "is_new": not (rows or is_filtered),
    }
    return render_list(request, "strategy/goals.html", context)


def _peek(request: Request, pk: int) -> dict[str, Any]:
    """Return what the panel of a goal shows; raise ``NotFound``."""
    actor = request.actor
    about = queries.goal_page(actor=actor, goal_id=pk)
    return {
        "about": about,
        "goal": about.goal,
        "said": queries.latest_check_ins(actor=actor, goal_ids=[pk]).get(pk),
        "serving": bets_of_goal(actor=actor, goal_id=pk),
    }


def _page(rows: list[GoalRow], order: str, page: Page) -> Listed[GoalRow]:
    """Return a page of the goals in the order asked for; a tree comes as one."""
    if order == "pace":
        rows = furthest_behind(rows)
    elif order == "owner":
        rows = by_owner(rows)
    return listed(rows, list, page)


def _nodes(
    request: Request,
    rows: Listed[GoalRow],
    bets: Mapping[int, set[int]],
    odds: Mapping[int, GoalOdds],
    order: str,
) -> tuple[GoalNode, ...]:
    """Return the rows with what stands beside them, as a tree unless ordered."""
    actor = request.actor
    beside = Beside(
        readings=queries.readings_of_measures(
            actor=actor, measures=[goal.least for goal in rows]
        ),
        check_ins=queries.latest_check_ins(
            actor=actor, goal_ids=[goal.id for goal in rows]
        ),
        bets=bets,
        odds=odds,
        today=timezone.localdate(),
    )
    return goal_list(rows, beside) if order else goal_tree(rows, beside)


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 4)


def _is_past(goal: GoalRow, today: date) -> bool:
    return goal.due is not None and goal.due < today


@require_safe
@in_workspace
def goals_csv(request: Request) -> HttpResponseBase:
    """Give the goals of the list as a file."""
    actor = request.actor
    rows = _found(request, GoalFilter(request.GET, actor=actor))
    said = queries.latest_check_ins(actor=actor, goal_ids=[g.id for g in rows])
    lines = (
        [
            g.name, g.parent, g.kind.label, g.state.label, m.measure,
            m.currency or m.unit, m.baseline, m.target, m.target_date,
            m.latest and m.latest.value, m.latest and m.latest.on_date,
            m.latest and m.latest.source, m.pace and m.pace.word.label,
            m.pace and round(m.pace.by, 4), m.pace and _rounded(m.pace.expected),
            m.missing, g.owner, g.product, *_last(said.get(g.id)),
        ]
        for g in rows
        for m in g.measures
    )  # fmt: skip
    return csv_download("goals.csv", HEADER, lines)


def _last(said: CheckInRow | None) -> list[object]:
    """Return the cells of a goal's newest check-in."""
    if said is None:
        return ["", "", "", ""]
    return [said.confidence, said.reason, said.author, said.on_date]


@require_safe
@in_workspace
def goal(request: Request, pk: int) -> HttpResponse:
    """Show one goal: readings against the target, bets that serve it."""
    page = queries.goal_page(actor=request.actor, goal_id=pk)
    bets = bets_of_goal(actor=request.actor, goal_id=pk)
    goal, read = page.goal, page.readings
    check_ins = queries.check_ins_of(
        actor=request.actor, goal_id=pk, measures=goal.measures, readings=read
    )
    last = check_ins[0].on_date if check_ins else None
    odds = odds_of_goals(actor=request.actor).get(pk)
    today = timezone.localdate()
    context = {
        "page": page,
        "goal": goal,
        "measured": [measured(one, read[one.id]) for one in goal.measures],
        "check_ins": check_ins,
        "odds": odds,
        "seen": outlook(actor=request.actor, today=today) if odds else None,
        "is_stale": goal.state == GoalState.OPEN
        and is_stale(last, set_on=goal.set_on, today=today),
        "may_check_in": goal.state == GoalState.OPEN
        and request.actor.may_check_in(goal.owner_id),
        "bets": bets,
        "decisions": decisions_touching(
            actor=request.actor, goal_ids=[pk], bet_ids=[bet.id for bet in bets]
        ),
        "predictions": predictions_of(actor=request.actor, goal_ids=[pk]),
        "state_form": GoalStateForm(initial={"state": goal.state}),
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
    status = 422 if form.is_bound else 200
    return render(request, "strategy/goal_form.html", {"form": form}, status=status)


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
    only = {name: said for name, said in form.cleaned_data.items() if name != "order"}
    return list(queries.list_goals(actor=request.actor, **only))


def _address(request: Request, pk: int) -> str:
    return reverse("strategy:goal", args=[request.actor.workspace_id, pk])
