"""Market time: one's own week, calendars, corrections, target."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.attention import actions, queries
from leadline.attention.types import Kind
from leadline.foundation.errors import Invalid
from leadline.web.attention.forms import CalendarForm, TargetForm
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast

WEEK = timedelta(days=7)
LARGEST = 20 * 1024 * 1024


def _monday(request: Request) -> date:
    """Return the Monday of the week asked for; this week's where none is."""
    today = timezone.localdate()
    given = request.GET.get("week") or request.POST.get("week", "")
    try:
        day = date.fromisoformat(given) if given else today
    except ValueError:
        day = today
    day = min(max(day, today - 60 * WEEK), today + 20 * WEEK)
    return day - timedelta(days=day.weekday())


@require_GET
@in_workspace
def week(request: Request) -> HttpResponse:
    """Show one's own week, the twelve before it, and whom one did not meet."""
    return _week(request)


def _week(request: Request, status: int = 200, **forms: object) -> HttpResponse:
    monday = _monday(request)
    page = queries.week_page(
        actor=request.actor, monday=monday, zone=timezone.get_current_timezone()
    )
    context = {
        "page": page,
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - WEEK,
        "after": monday + WEEK,
        "kinds": Kind,
        "labels": [week.monday.strftime("%-d %b") for week in page.weeks],
        "market": [[round(week.market, 1) for week in page.weeks]],
        "target_form": TargetForm(initial={"hours": page.target}),
        **forms,
    }
    return render(request, "attention/week.html", context, part="week", status=status)


@require_http_methods(["GET", "POST"])
@in_workspace
def calendars(request: Request) -> HttpResponse:
    """Bring a calendar in, and see those that are."""
    form = CalendarForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            got = actions.import_calendar(
                actor=request.actor,
                content=file.read(LARGEST + 1),
                name=form.cleaned_data["name"] or file.name,
                now=timezone.now(),
                zone=timezone.get_current_timezone(),
            )
        except Invalid as error:
            form.add_error("file", str(error))
        else:
            more = f" {got.notes[0]}" if got.notes else ""
            toast(request, f"{got.entries} entries are in.{more}")
            return go(request, _address(request))
    status = 422 if form.is_bound else 200
    context = {"form": form, "sources": queries.list_sources(actor=request.actor)}
    return render(request, "attention/calendars.html", context, status=status)


@require_POST
@in_workspace
def remove(request: Request, pk: int) -> HttpResponse:
    """Take a calendar out."""
    n = actions.remove_calendar(actor=request.actor, source_id=pk)
    toast(request, f"The calendar and its {n} entries are gone.")
    return go(request, _address(request, "calendars"))


@require_POST
@in_workspace
def correct(request: Request, pk: int) -> HttpResponse:
    """Say what a series is really for; the share moves at once."""
    actions.correct_series(
        actor=request.actor, entry_id=pk, kind=request.POST.get("kind", "")
    )
    toast(request, "Kept for the whole series.")
    monday = _monday(request)
    return go(request, f"{_address(request)}?week={monday}#entries")


@require_POST
@in_workspace
def target(request: Request) -> HttpResponse:
    """Set one's target."""
    form = TargetForm(request.POST)
    if not form.is_valid():
        return _week(request, status=422, target_form=form)
    actions.set_target(actor=request.actor, **form.cleaned_data)
    toast(request, "The target is set.")
    return go(request, _address(request))


def _address(request: Request, name: str = "week") -> str:
    return reverse(f"attention:{name}", args=[request.actor.workspace_id])
