"""Market time: one's own week, calendars, corrections, target."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.actions import start_job
from leadline.attention import actions, queries
from leadline.attention.types import SAYABLE, Kind
from leadline.decisions.queries import next_voices
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.paging import PER_PAGE
from leadline.web.attention.forms import (
    AddressForm,
    CalendarForm,
    RuleForm,
    TargetForm,
)
from leadline.web.shell.charts.week import Entry
from leadline.web.shell.charts.week import week as drawn_week
from leadline.web.shell.forms import show_on
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


@require_safe
@in_workspace
def week(request: Request) -> HttpResponse:
    """Show one's own week, the twelve before it, and whom one did not meet."""
    return _week(request)


def _week(request: Request, status: int = 200, **forms: object) -> HttpResponse:
    monday = _monday(request)
    zone = timezone.get_current_timezone()
    page = queries.week_page(
        actor=request.actor,
        monday=monday,
        zone=zone,
        on=timezone.localdate(),
    )
    entries = [
        Entry(e.start.astimezone(zone), e.end.astimezone(zone), e.kind.value, e.title)
        for e in page.events
    ]
    context = {
        "page": page,
        "drawn": drawn_week(entries, monday),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - WEEK,
        "after": monday + WEEK,
        "meet_next": next_voices(actor=request.actor, on=timezone.localdate()),
        "kinds": Kind,
        "sayable": SAYABLE,
        "now": timezone.now(),
        "labels": [week.monday.strftime("%-d %b") for week in page.weeks],
        "market": [[round(week.market, 1) for week in page.weeks]],
        "target_form": TargetForm(initial={"hours": page.target}),
        **forms,
    }
    return render(request, "attention/week.html", context, part="week", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def calendars(request: Request) -> HttpResponse:
    """Bring a calendar in, and see those that are."""
    is_file = request.method == "POST" and "address" not in request.POST
    form = CalendarForm(request.POST, request.FILES) if is_file else CalendarForm()
    if is_file and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            got = actions.import_calendar(
                actor=request.actor,
                content=file.read(LARGEST + 1),
                name=form.cleaned_data["name"] or file.name,
                now=timezone.now(),
                zone=timezone.get_current_timezone(),
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            more = f" {got.notes[0]}" if got.notes else ""
            toast(request, f"{got.entries} entries are in.{more}")
            return go(request, _address(request))
    actions.expect_calendar(actor=request.actor)
    return _calendars(request, status=422 if is_file else 200, form=form)


def _calendars(
    request: Request, status: int = 200, **given: forms.Form
) -> HttpResponse:
    context = {
        "form": CalendarForm(),
        "address_form": AddressForm(auto_id="address_%s"),
        "rule_form": RuleForm(auto_id="rule_%s"),
        "sources": queries.list_sources(
            actor=request.actor, page=request.GET.get("page"), size=PER_PAGE
        ),
        "rules": queries.list_rules(
            actor=request.actor, page=request.GET.get("words"), size=PER_PAGE
        ),
        "has_own_domain": queries.has_own_domain(actor=request.actor),
        **given,
    }
    return render(request, "attention/calendars.html", context, status=status)


@require_POST
@in_workspace
def subscribe(request: Request) -> HttpResponse:
    """Read a calendar from an address, now and every six hours."""
    form = AddressForm(request.POST, auto_id="address_%s")
    if form.is_valid():
        try:
            made = actions.subscribe_calendar(
                actor=request.actor, now=timezone.now(), **form.cleaned_data
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            _read(request, made.pk)
            toast(request, "It is being read; this page says when it is in.")
            return go(request, _address(request, "calendars"))
    return _calendars(request, status=422, address_form=form)


@require_POST
@in_workspace
def read_again(request: Request, pk: int) -> HttpResponse:
    """Read a subscribed calendar now."""
    if not queries.is_subscribed(actor=request.actor, source_id=pk):
        raise Invalid("This calendar is a file; bring it in again.")
    _read(request, pk)
    toast(request, "It is being read.")
    return go(request, _address(request, "calendars"))


def _read(request: Request, pk: int) -> None:
    start_job(
        actor=request.actor, kind="attention.read_calendar", args={"source_id": pk}
    )


@require_POST
@in_workspace
def rules(request: Request) -> HttpResponse:
    """Say what entries are for whose title holds some words."""
    form = RuleForm(request.POST, auto_id="rule_%s")
    if form.is_valid():
        try:
            actions.add_rule(actor=request.actor, **form.cleaned_data)
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Kept; your weeks are counted by it from now on.")
            return go(request, _address(request, "calendars"))
    return _calendars(request, status=422, rule_form=form)


@require_POST
@in_workspace
def rule_remove(request: Request, pk: int) -> HttpResponse:
    """Take a rule out."""
    actions.remove_rule(actor=request.actor, rule_id=pk)
    toast(request, "The rule is gone.")
    return go(request, _address(request, "calendars"))


@require_POST
@in_workspace
def contact(request: Request, pk: int) -> HttpResponse:
    """Note with each stakeholder who came that they were spoken to; no title."""
    people = actions.note_contacts(
        actor=request.actor,
        entry_id=pk,
        today=timezone.localdate(),
        zone=timezone.get_current_timezone(),
    )
    names = ", ".join(people)
    toast(
        request, f"Noted with {names}." if people else "Noted before; nothing is new."
    )
    return go(request, f"{_address(request)}?week={_monday(request)}#entries")


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
