"""Plans: asking for one, its page, the list, comparing, export."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.actions import start_job
from leadline.accounts.queries import get_job, workspace_day, workspace_of
from leadline.accounts.types import JobState
from leadline.decisions.queries import lessons, readers_of_ranges
from leadline.evidence.queries import customers_without_rate
from leadline.foundation.errors import Invalid
from leadline.foundation.paging import PER_PAGE
from leadline.foundation.periods import next_period, period_end, period_of
from leadline.launches.queries import launches_after_plan
from leadline.launches.types import AfterPlan
from leadline.roadmap import actions, queries
from leadline.roadmap.types import (
    PlanHead,
    PlanIn,
    PlanPage,
    PlanState,
    Wish,
    how_reckoned,
    how_sure,
    plan_headline,
)
from leadline.web.roadmap import side_by_side
from leadline.web.roadmap.forms import ReasonForm
from leadline.web.roadmap.limit_fields import limits_before
from leadline.web.roadmap.plan_form import PlanForm
from leadline.web.roadmap.plan_odds import plan_odds
from leadline.web.roadmap.plan_sheet import plan_sheet
from leadline.web.roadmap.plan_words import name_and_reason
from leadline.web.roadmap.timeline import heads, horizons, team_lanes
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast

UNCHECKED = 3  # promises that hang on no bet, by name
VIEWS = {"now": "Now, next, later", "timeline": "Timeline", "table": "Table"}
SORTS = {
    "period": lambda bet: (bet.period, bet.bet.title),
    "title": lambda bet: bet.bet.title.lower(),
    "weeks": lambda bet: bet.weeks,
    "growth": lambda bet: bet.growth,
    "profit": lambda bet: bet.profit,
    "pieces": lambda bet: bet.backing.pieces,
}


@require_safe
@in_workspace
def plan(request: Request) -> HttpResponse:
    """Show the plan the company steers by: the committed one, else the newest."""
    pk = queries.committed_plan_id(actor=request.actor)
    if pk is not None:
        return _plan_page(request, pk)
    context = {
        "plans": queries.list_plans(actor=request.actor),
        "bets": queries.list_bet_names(actor=request.actor),
        "teams": queries.list_teams(actor=request.actor),
    }
    return render(request, "roadmap/no_plan.html", context)


@require_safe
@in_workspace
def plan_detail(request: Request, pk: int) -> HttpResponse:
    """Show one plan."""
    return _plan_page(request, pk)


def _plan_page(request: Request, pk: int) -> HttpResponse:
    every = queries.list_plans(actor=request.actor)
    page = queries.plan_page(actor=request.actor, plan_id=pk)
    view = request.GET.get("view", "")
    if view not in VIEWS:
        view = ""
    sort = request.GET.get("sort", "period")
    key = SORTS.get(sort.removeprefix("-"), SORTS["period"])
    today = _this_quarter(request)
    day = workspace_day(actor=request.actor, now=timezone.now())
    odds = plan_odds(actor=request.actor, plan_id=pk, today=day)
    brings = queries.brings_of_plan(actor=request.actor, plan_id=pk)
    home = reverse("roadmap:plan_detail", args=[request.actor.workspace_id, pk])
    unchecked = queries.unchecked_promises(actor=request.actor, size=UNCHECKED)
    context = {
        "page": page,
        "unchecked": unchecked,
        "plan": page.head,
        "plan_odds": odds,
        "paper": plan_sheet(page, odds, unchecked.total),
        "address": request.build_absolute_uri(home),
        "bets_url": reverse("roadmap:bets", args=[request.actor.workspace_id]),
        "plan_url": home,
        "view": view,
        "sort": sort,
        "rows": sorted(page.bets, key=key, reverse=sort.startswith("-")),
        "horizons": horizons(page, today),
        "begins_later": page.head.periods[0] > today,
        "of_today": _plan_of(every, today, but=pk),
        "heads": heads(page),
        "lanes": team_lanes(page, _addresses(request, page)),
        "begins_now": page.head.periods[0] == today,
        "over": _over_used(page),
        "others": [
            other for other in every if other.id != pk and other.objective is not None
        ][:12],
        "commit_form": ReasonForm(auto_id="commit_%s"),
        "can_move": _can_move(request, page.head),
        "learn": lessons(
            actor=request.actor, on=timezone.localdate(), plan_id=pk, limit=4
        ),
        "delivery": queries.delivery_of_plan(
            actor=request.actor, plan_id=pk, today=day
        ),
        "late_launches": _late_launches(request, page, day),
        "brings": brings,
        "headline": plan_headline(page, brings),
        "how_sure": how_sure(page, brings, odds.seen),
        "how_reckoned": how_reckoned(page, brings),
    }
    return render(request, "roadmap/plan.html", context, part="views")


def _late_launches(request: Request, page: PlanPage, today: date) -> list[AfterPlan]:
    """Return launches that come after the plan's ends; a plan gone by holds none up."""
    if page.head.state == PlanState.SUPERSEDED:
        return []
    ends = {bet.bet.id: period_end(bet.finish) for bet in page.bets}
    return launches_after_plan(actor=request.actor, ends=ends, today=today)


def _can_move(request: Request, plan: PlanHead) -> bool:
    """Whether this person may move a bet of the plan by hand."""
    if plan.state == PlanState.COMMITTED:
        return request.actor.can_plan
    return request.actor.can_change and plan.state != PlanState.SUPERSEDED


def _this_quarter(request: Request) -> str:
    """Return the quarter of today where the workspace is."""
    zone = ZoneInfo(workspace_of(actor=request.actor).timezone)
    return period_of(timezone.localdate(timezone=zone))


def _plan_of(plans: Sequence[PlanHead], today: str, but: int) -> PlanHead | None:
    """Return the other plan that was steered by in a quarter, the newest first."""
    return next(
        (
            plan
            for plan in plans
            if plan.id != but
            and today in plan.periods
            and plan.state != PlanState.DRAFT
        ),
        None,
    )


def _addresses(request: Request, page: PlanPage) -> dict[int, str]:
    """Return each bet's address without asking the resolver for every bar."""
    pattern = reverse("roadmap:bet", args=[request.actor.workspace_id, 0])
    return {b.bet.id: pattern.replace("/0/", f"/{b.bet.id}/") for b in page.bets}


def _over_used(page: PlanPage) -> list[tuple[str, str, float, float]]:
    """Return the teams' quarters that need more weeks than there are."""
    return [
        (load.team, cell.period, cell.used, cell.capacity)
        for load in page.loads
        for cell in load.cells
        if cell.over > 0
    ]


@require_safe
@in_workspace
def plans(request: Request) -> HttpResponse:
    """List the plans, newest first."""
    text, state = request.GET.get("text", "")[:100], request.GET.get("state", "")
    found = queries.list_plans(
        actor=request.actor,
        state=state,
        text=text,
        page=request.GET.get("page"),
        size=PER_PAGE,
    )
    is_new = not (found or text or state)
    context = {"plans": found, "text": text, "state": state, "is_new": is_new}
    return render(request, "roadmap/plans.html", context, part="rows")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_plan(request: Request) -> HttpResponse:
    """Ask for the best plan; the search goes on in the background."""
    actor = request.actor
    actor.require("change")
    today = timezone.localdate()
    floors = queries.possible_floors(actor=actor, today=today)
    wishes = _kept_by_hand(request)
    form = PlanForm(
        request.POST or None,
        today=today,
        floors=floors,
        currency=workspace_of(actor=actor).currency,
        readers=readers_of_ranges(actor=actor),
        wishes=wishes,
        groups=queries.groups_of_bets(actor=actor),
        initial={
            "first_period": next_period(period_of(today)),
            "keep": [
                str(wish.bet_id)
                for wish in wishes
                if str(wish.bet_id) not in request.GET.getlist("release")
            ],
            **({} if request.method == "POST" else _as_before(request, today)),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            ask = form.ask()
            queries.plan_file(actor=actor, ask=ask)
        except Invalid as error:
            show_on(form, error)
        else:
            return go(request, _search(request, ask))
    context = {
        "form": form,
        "floors": floors,
        "without_rate": queries.floors_without_rate(actor=actor),
        "unpaid": customers_without_rate(actor=actor),
    }
    status = 422 if form.is_bound else 200
    return render(request, "roadmap/plan_form.html", context, status=status)


def _kept_by_hand(request: Request) -> list[Wish]:
    """Return what people moved by hand in the plan that is planned again, or else in
    the one to steer by."""
    given = request.POST.get("based_on_id") or request.GET.get("based_on", "")
    if not is_number(given):
        steered = queries.committed_plan_id(actor=request.actor)
        given = "" if steered is None else str(steered)
    if not is_number(given):
        return []
    return queries.wishes_of_plan(actor=request.actor, plan_id=int(given))


def _search(request: Request, ask: PlanIn) -> str:
    """Start the search and return the address that shows how far it is."""
    job = start_job(
        actor=request.actor,
        kind="roadmap.optimise",
        args={"ask": asdict(ask), "key": uuid.uuid4().hex},
    )
    return reverse("roadmap:plan_search", args=[request.actor.workspace_id, job.pk])


def _as_before(request: Request, today: date) -> dict[str, Any]:
    """Return what the plan in ``?based_on=`` was asked, to ask it again, and a name."""
    given = request.GET.get("based_on", "")
    if not is_number(given):
        return name_and_reason(request.actor, today)
    before = queries.head_of_plan(actor=request.actor, plan_id=int(given))
    known = queries.futures_of_plan(actor=request.actor, plan_id=before.id)
    return {
        **name_and_reason(request.actor, today, before),
        "first_period": before.periods[0],
        "periods": len(before.periods),
        **{measure: round(w, 4) for measure, w in before.weights.items()},
        "wait": round(before.discount * 100, 4),
        "floors": [str(floor.goal_id) for floor in before.floors],
        "futures": known.count,
        "risk": known.risk,
        "based_on_id": before.id,
        **limits_before(queries.limits_of_plan(actor=request.actor, plan_id=before.id)),
    }


@require_safe
@in_workspace
def plan_search(request: Request, job_id: int) -> HttpResponse:
    """Show how far the search is, and lead to the plan once it is found."""
    job = get_job(actor=request.actor, job_id=job_id)
    plan_id = job.result.get("plan_id") if job.state == JobState.DONE else None
    if plan_id:
        args = [request.actor.workspace_id, plan_id]
        return go(request, reverse("roadmap:plan_detail", args=args))
    context = {"job": job}
    return render(request, "roadmap/plan_search.html", context, part="search")


@require_POST
@in_workspace
def commit(request: Request, pk: int) -> HttpResponse:
    """Commit to a plan."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid("Say why you commit to this plan; it is kept with it.")
    done = actions.commit_plan(
        actor=request.actor, plan_id=pk, now=timezone.now(), **form.cleaned_data
    )
    toast(request, f"“{done.name}” is the plan to steer by; its bets are committed.")
    return go(request, reverse("roadmap:plan", args=[request.actor.workspace_id]))


@require_POST
@in_workspace
def rename(request: Request, pk: int) -> HttpResponse:
    """Give a plan another name."""
    actions.rename_plan(
        actor=request.actor, plan_id=pk, name=request.POST.get("name", ""),
        called=request.POST.get("seen"),
    )  # fmt: skip
    toast(request, "The plan has its new name.")
    args = [request.actor.workspace_id, pk]
    return go(request, reverse("roadmap:plan_detail", args=args))


@require_safe
@in_workspace
def compare(request: Request) -> HttpResponse:
    """Show what differs between two plans; without two, let them be chosen."""
    one, other = request.GET.get("one", ""), request.GET.get("other", "")
    page = None
    if is_number(one) and is_number(other):
        page = queries.compare_plans(
            actor=request.actor, one_id=int(one), other_id=int(other)
        )
    choices = queries.list_plans(actor=request.actor)
    if not (one or other):
        other, one = [*(str(plan.id) for plan in choices[:2]), "", ""][:2]
    beside = page and queries.compare_in_futures(
        actor=request.actor,
        one_id=page.one.id,
        other_id=page.other.id,
        today=workspace_day(actor=request.actor, now=timezone.now()),
    )
    context = {
        "page": page,
        "beside": beside,
        "headline": side_by_side.headline(page, beside) if page and beside else "",
        "lede": side_by_side.lede(page, beside) if page and beside else "",
        "same": page and side_by_side.are_same(page),
        "sides": side_by_side.sides(page, beside) if page and beside else (),
        "steered": side_by_side.steered(choices),
        "choices": choices,
        "one": one,
        "other": other,
    }
    return render(request, "roadmap/compare.html", context)
