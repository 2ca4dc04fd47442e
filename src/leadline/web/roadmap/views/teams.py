"""Teams and their capacity, as one grid to fill in."""

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
from leadline.foundation.paging import PER_PAGE
from leadline.foundation.periods import parse_period, period_of, periods_from
from leadline.roadmap import actions, queries
from leadline.roadmap.types import CapacityGrid
from leadline.web.roadmap.forms import CapacityForm, quarters
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast

SHOWN = 6


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def teams(request: Request) -> HttpResponse:
    """Show the grid of person-weeks by team and quarter; keep what is written."""
    periods = _periods(request)
    grid = queries.capacity_grid(
        actor=request.actor,
        periods=periods,
        page=request.GET.get("page"),
        size=PER_PAGE,
    )
    # What was written counts, whatever page its team stands on by now.
    every = _every(request, periods) if request.method == "POST" else grid
    cells = {
        (team.id, period): weeks
        for team, row in every.rows
        for period, weeks in zip(periods, row, strict=True)
    }
    form = CapacityForm(request.POST or None, cells=cells)
    if request.method == "POST":
        request.actor.require("plan")
        if form.is_valid():
            changed = actions.set_capacity(actor=request.actor, weeks=form.weeks())
            word = "figure" if changed == 1 else "figures"
            toast(request, f"{changed} {word} changed. Plans made before keep theirs.")
            at = f"&page={grid.rows.page}" if grid.rows.has_other_pages else ""
            return go(request, f"{_address(request)}?from={periods[0]}{at}")
    context = {
        "form": form,
        "periods": periods,
        "lines": form.lines([team for team, _ in grid.rows], periods),
        "choices": quarters(timezone.localdate(), periods[0]),
        "teams": grid.rows,
        "archived": queries.list_teams(
            actor=request.actor,
            archived=True,
            page=request.GET.get("away"),
            size=PER_PAGE,
        ),
    }
    status = 422 if form.is_bound else 200
    return render(request, "roadmap/teams.html", context, status=status)


@require_safe
@in_workspace
def teams_csv(request: Request) -> HttpResponseBase:
    """Give the grid as a file."""
    periods = _periods(request)
    lines = ([team.name, *row] for team, row in _every(request, periods).rows)
    return csv_download("capacity.csv", ["team", *periods], lines)


@require_POST
@in_workspace
def new_team(request: Request) -> HttpResponse:
    """Add a team."""
    team = actions.create_team(actor=request.actor, name=request.POST.get("name", ""))
    toast(request, f"“{team.name}” is there. Now say how many weeks it has.")
    return go(request, _address(request))


@require_POST
@in_workspace
def rename_team(request: Request, pk: int) -> HttpResponse:
    """Give a team another name."""
    actions.rename_team(
        actor=request.actor, team_id=pk, name=request.POST.get("name", ""),
        called=request.POST.get("seen"),
    )  # fmt: skip
    toast(request, "The team has its new name; plans made before keep the old one.")
    return go(request, _address(request))


@require_POST
@in_workspace
def archive_team(request: Request, pk: int, archived: bool) -> HttpResponse:
    """Put a team away, or bring it back."""
    team = actions.archive_team(actor=request.actor, team_id=pk, archived=archived)
    name = "team_restore" if archived else "team_archive"
    undo = reverse(f"roadmap:{name}", args=[request.actor.workspace_id, pk])
    where = "put away" if archived else "back"
    toast(request, f"“{team.name}” is {where}.", undo)
    return go(request, _address(request))


def _every(request: Request, periods: list[str]) -> CapacityGrid:
    return queries.capacity_grid(actor=request.actor, periods=periods)


def _periods(request: Request) -> list[str]:
    first = request.GET.get("from") or period_of(timezone.localdate())
    try:
        return periods_from(parse_period(first), SHOWN)
    except Invalid:
        return periods_from(period_of(timezone.localdate()), SHOWN)


def _address(request: Request) -> str:
    return reverse("roadmap:teams", args=[request.actor.workspace_id])
