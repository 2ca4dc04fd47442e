"""Promises: the list, one promise, what becomes of it, the bet that honours it."""

from __future__ import annotations

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

from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.paging import PER_PAGE
from leadline.roadmap import actions as roadmap
from leadline.roadmap.queries import (
    bets_of_promise,
    dates_of_plan,
    list_bet_names,
    promises_ahead,
)
from leadline.roadmap.types import PromisesAhead, PromiseTrouble
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import Direction
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast
from leadline.web.stakeholders.forms import (
    PromiseDateForm,
    PromiseFilterForm,
    PromiseForm,
    PromiseStateForm,
)

HEADER = [
    "promise", "who promised", "with", "function", "part", "state", "by", "ended on",
    "days late", "outlook", "why", "what shows it",
]  # fmt: skip


def address(request: Request, pk: int) -> str:
    """Return where a promise has its page."""
    return reverse("stakeholders:promise", args=[request.actor.workspace_id, pk])


@require_safe
@in_workspace
def promises(request: Request) -> HttpResponse:
    """Show what was promised, late ones first."""
    form = PromiseFilterForm(request.GET)
    only = _only(form)
    actor = request.actor
    context = {
        "form": form,
        "page": queries.list_promises(
            actor=actor, page=request.GET.get("page"), size=PER_PAGE, **only
        ),
        "ahead": _ahead(request, only),
        "given": queries.kept_promises(actor=actor, direction=Direction.GIVEN),
        "received": queries.kept_promises(actor=actor, direction=Direction.RECEIVED),
        "is_filtered": any(form.cleaned_data.values()),
    }
    return render(request, "stakeholders/promises.html", context, part="rows")


def _ahead(request: Request, only: dict[str, Any]) -> PromisesAhead:
    """Return what is not well of the promises that a filter means."""
    whole = promises_ahead(actor=request.actor, on=only["on"])
    held = queries.promises_held(actor=request.actor, **only)
    matching = queries.list_promises(actor=request.actor, ids=whole.by_id, **only)
    return whole.among({promise.id for promise in matching}, held.opened)


@require_safe
@in_workspace
def promises_csv(request: Request) -> HttpResponseBase:
    """Give the promises of the list as a file."""
    only = _only(PromiseFilterForm(request.GET))
    troubles = promises_ahead(actor=request.actor, on=only["on"]).by_id
    lines = (
        [
            p.what, p.direction.label, p.person, p.function, p.part.label,
            p.state.label, p.due_date, p.settled_on, p.days_late,
            *_outlook(troubles.get(p.id)), p.proof,
        ]
        for p in queries.list_promises(actor=request.actor, **only)
    )  # fmt: skip
    return csv_download("promises.csv", HEADER, lines)


def _outlook(found: PromiseTrouble | None) -> tuple[str, str]:
    return (found.trouble.label, found.why) if found else ("", "")


def _only(form: PromiseFilterForm) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid("That filter cannot be read. Take it out of the address.")
    return {"on": timezone.localdate(), **form.cleaned_data}


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_promise(request: Request) -> HttpResponse:
    """Write down a promise."""
    request.actor.require("change")
    who = request.GET.get("person", "")
    start = {"person_id": who} if is_number(who) else {}
    form = PromiseForm(request.POST or None, actor=request.actor, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_promise(
                actor=request.actor, promise=form.promise(), now=timezone.now()
            )
        except (Invalid, NotFound) as error:
            show_on(form, error)
        else:
            toast(request, "The promise is written down.")
            return go(request, address(request, made.pk))
    status = 422 if form.is_bound else 200
    return render(
        request, "stakeholders/promise_form.html", {"form": form}, status=status
    )


@require_safe
@in_workspace
def promise(request: Request, pk: int) -> HttpResponse:
    """Show one promise with what became of it."""
    return _page(request, pk)


def _page(request: Request, pk: int, status: int = 200, **forms: Any) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    row = queries.promise_row(actor=actor, promise_id=pk, on=today)
    honoured = bets_of_promise(actor=actor, promise_id=pk)
    dates = dates_of_plan(actor=actor) if honoured else None
    ahead = promises_ahead(actor=actor, on=today, person_id=row.person_id, dates=dates)
    context = {
        "row": row,
        "ahead": ahead,
        "dates": dates,
        "steps": queries.steps_of(actor=actor, promise_id=pk),
        "bets": honoured,
        "bet_choices": [
            bet for bet in list_bet_names(actor=actor)
            if bet.id not in {one.id for one in honoured}
        ],
        "state_form": PromiseStateForm(moves=row.moves),
        "date_form": PromiseDateForm(initial={"due_date": row.due_date}),
        **forms,
    }  # fmt: skip
    return render(request, "stakeholders/promise.html", context, status=status)


@require_POST
@in_workspace
def promise_state(request: Request, pk: int) -> HttpResponse:
    """Say what became of a promise."""
    request.actor.require("change")
    today = timezone.localdate()
    row = queries.promise_row(actor=request.actor, promise_id=pk, on=today)
    form = PromiseStateForm(request.POST, moves=row.moves)
    if form.is_valid():
        try:
            actions.move_promise(
                actor=request.actor, promise_id=pk, now=timezone.now(), on=today,
                **form.cleaned_data,
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Kept, with its day.")
            return go(request, address(request, pk))
    return _page(request, pk, status=422, state_form=form)


@require_POST
@in_workspace
def promise_date(request: Request, pk: int) -> HttpResponse:
    """Move the day of a promise."""
    request.actor.require("change")
    form = PromiseDateForm(request.POST)
    if form.is_valid():
        try:
            actions.set_promise_date(
                actor=request.actor, promise_id=pk, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The day is moved; tell who relies on it.")
            return go(request, address(request, pk))
    return _page(request, pk, status=422, date_form=form)


@require_POST
@in_workspace
def promise_bet(request: Request, pk: int) -> HttpResponse:
    """Say which bet honours a promise, or that none does any more."""
    given = request.POST.get("bet", "")
    if not is_number(given):
        raise Invalid("Choose the bet that honours the promise.")
    roadmap.honour_promise(
        actor=request.actor,
        promise_id=pk,
        bet_id=int(given),
        is_honoured=request.POST.get("do") != "take",
    )
    return go(request, address(request, pk))
