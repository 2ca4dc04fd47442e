"""Economics: the sheet, filled cell by cell, and what comes of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.queries import list_jobs, workspace_day
from leadline.accounts.types import Actor, JobState
from leadline.foundation.errors import Conflict, Invalid, NotFound, Stale
from leadline.foundation.words import plural
from leadline.roadmap.actions import PROJECT as JOB
from leadline.roadmap.actions import ask_projection
from leadline.roadmap.queries import outlook, proposed_cells, proposed_yardsticks
from leadline.strategy import actions, queries
from leadline.strategy.types import CellRow, Driver, GoalState
from leadline.web.shell.downloads import json_download
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.said_back import said_back
from leadline.web.shell.toasts import toast
from leadline.web.strategy.from_record import from_record
from leadline.web.strategy.outlook_page import outlook_page

PAGE = "strategy/economics.html"
UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)


@require_safe
@in_workspace
def economics(request: Request) -> HttpResponse:
    """Show the sheet, what it rests on, and what it comes to with nothing built."""
    actor = request.actor
    today = workspace_day(actor=actor, now=timezone.now())
    seen = outlook(actor=actor, today=today)
    written = queries.sheet(actor=actor)
    goals = queries.list_goals(actor=actor, state=GoalState.OPEN)
    silent = seen.file.silent
    yardsticks = queries.list_yardsticks(actor=actor)
    context = {
        "sheet": written,
        "heads": [
            Driver.CUSTOMERS,
            Driver.PRICE,
            Driver.NEW,
            Driver.CHURN,
            Driver.EXPANSION,
            Driver.MARGIN,
        ],
        "record": from_record(actor=actor, written=written, today=today),
        "seen": seen,
        "job": _job(actor),
        "outlook": outlook_page(actor=actor, seen=seen, written=written, goals=goals),
        "silent": [
            (why, [goal for goal in goals if silent.get(goal.id) == why])
            for why in sorted(set(silent.values()))
        ],
        "yardsticks": yardsticks,
        "ask_yardsticks": actor.can_plan
        and bool(written.segments)
        and not any(one.figure for one in yardsticks),
    }
    return render(request, PAGE, context, part="outlook")


@require_POST
@in_workspace
def say(request: Request) -> HttpResponse:
    """Keep what was said in one cell, or in all of the sheet without a script."""
    request.actor.require("change")
    names = [name for name in request.POST if name.startswith("c-")]
    if request.htmx and len(names) == 1:
        return _say_one(request, names[0])
    known = {cell.name: cell for cell in queries.sheet(actor=request.actor).cells()}
    changed = [
        name
        for name in names
        if name in known and request.POST[name].strip() != known[name].text
    ]
    for name in changed:
        try:
            _keep(request, known[name])
        except Invalid as error:
            raise Invalid(f"{known[name].label}: {error}") from error
    if changed:
        ask_projection(actor=request.actor)
        toast(request, "The sheet is saved.")
    return _back(request)


def _say_one(request: Request, name: str) -> HttpResponse:
    """Answer with the cell as it stands now, or with why it was not kept."""
    cell = _cell(request.actor, name)
    error = ""
    try:
        _keep(request, cell)
    except (Invalid, Stale) as refused:
        error = str(refused)
    else:
        ask_projection(actor=request.actor)
    fresh = _cell(request.actor, name)
    written = queries.sheet(actor=request.actor)
    today = workspace_day(actor=request.actor, now=timezone.now())
    context = {
        "cell": fresh,
        "error": error,
        "typed": request.POST[name] if error else fresh.text,
        "sheet": written,
        "record": from_record(actor=request.actor, written=written, today=today),
        "is_late": True,
    }
    answer = render(request, "strategy/_cell_kept.html", context, status=200)
    if not error:
        answer["HX-Trigger"] = "sheet-changed"
    return answer


def _keep(request: Request, cell: CellRow) -> None:
    seen = request.POST.get(f"v-{cell.name}", "")
    actions.say_cell(
        actor=request.actor,
        segment_id=cell.segment_id,
        driver=cell.driver,
        text=request.POST[cell.name],
        today=workspace_day(actor=request.actor, now=timezone.now()),
        seen=int(seen) if is_number(seen) else None,
    )


@require_safe
@in_workspace
def read_cell(request: Request) -> HttpResponse:
    """Say back what is typed into a cell, and how one's own record reads it."""
    name = next((key for key in request.GET if key.startswith("c-")), "")
    if not name:
        return render(request, "strategy/_cell_read.html", {})
    cell = _cell(request.actor, name)
    said = said_back(actor=request.actor, text=str(request.GET[name]), asked=cell.asked)
    context = {"cell": cell, "back": said}
    return render(request, "strategy/_cell_read.html", context)


@require_POST
@in_workspace
def add_segment(request: Request) -> HttpResponse:
    """Begin a row of the sheet."""
    try:
        made = actions.add_sheet_segment(
            actor=request.actor, name=request.POST.get("name", "")
        )
    except Conflict as error:
        raise Invalid(str(error)) from error
    address = reverse("strategy:economics", args=[request.actor.workspace_id])
    return go(request, f"{address}#c-{made.id}-customers")


@require_POST
@in_workspace
def remove_segment(request: Request, pk: int) -> HttpResponse:
    """Take a row off the sheet."""
    gone = actions.remove_sheet_segment(actor=request.actor, segment_id=pk)
    ask_projection(actor=request.actor)
    toast(request, f"“{gone.name}” is off the sheet; the log keeps what it said.")
    return _back(request)


@require_POST
@in_workspace
def start(request: Request) -> HttpResponse:
    """Fill what nobody filled with guesses from the record."""
    actor = request.actor
    today = workspace_day(actor=actor, now=timezone.now())
    cells = proposed_cells(actor=actor, today=today)
    filled = actions.propose_cells(actor=actor, cells=cells, today=today)
    linked = 0
    if actor.can_plan:
        written = queries.sheet(actor=actor)
        proposed = proposed_yardsticks(actor=actor, written=written)
        for metric_id, figure in proposed.items():
            actions.set_yardstick(actor=actor, metric_id=metric_id, figure=figure)
            linked += 1
    if filled:
        ask_projection(actor=actor)
        also = f", and {linked} of your metrics linked" if linked else ""
        cells_word = plural(filled, "cell is filled", "cells are filled")
        toast(request, f"{cells_word} from the record{also}. Look at each.")
    else:
        toast(request, "The record has nothing that the sheet does not say already.")
    return _back(request)


@require_POST
@in_workspace
def yardsticks(request: Request) -> HttpResponse:
    """Say which metrics measure which figures of the projection."""
    actor = request.actor
    actor.require("plan")
    for one in queries.list_yardsticks(actor=actor):
        said = request.POST.get(f"y-{one.metric_id}")
        if said is not None and said != (one.figure or ""):
            actions.set_yardstick(actor=actor, metric_id=one.metric_id, figure=said)
    ask_projection(actor=actor)
    toast(request, "Goals are held against these figures now.")
    return _back(request)


@require_POST
@in_workspace
def project(request: Request) -> HttpResponse:
    """Work the projection out anew, in the background."""
    request.actor.require("change")
    ask_projection(actor=request.actor)
    return _back(request)


@require_safe
@in_workspace
def model_file(request: Request) -> HttpResponse:
    """Give the model of today, as ``leadline project`` reads it."""
    today = workspace_day(actor=request.actor, now=timezone.now())
    file = outlook(actor=request.actor, today=today).file
    return json_download("model.json", dict(file.plain))


def _cell(actor: Actor, name: str) -> CellRow:
    """Return the cell a field is named after, or raise ``NotFound``."""
    _, _, rest = name.partition("-")
    segment, _, driver = rest.partition("-")
    if not is_number(segment):
        raise NotFound("There is no such cell on the sheet.")
    return queries.get_cell(actor=actor, segment_id=int(segment), driver=driver)


def _job(actor: Actor) -> object | None:
    """Return the projection that is under way or failed last, if any."""
    newest = next((j for j in list_jobs(actor=actor) if j.kind == JOB), None)
    if newest is None or newest.state not in (*UNDER_WAY, JobState.FAILED):
        return None
    return newest


def _back(request: Request) -> HttpResponse:
    args = [request.actor.workspace_id]
    return go(request, reverse("strategy:economics", args=args))
