"""Promises: the list, with one of them beside it, one on its page, a new one."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leadline.accounts.queries import list_views
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.paging import PER_PAGE
from leadline.roadmap.queries import bets_of_promises, promises_ahead
from leadline.roadmap.types import PromisesAhead, PromiseTrouble
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import Direction
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.peek import beside, render_list
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast
from leadline.web.stakeholders.peek import about_promise, promise_peek
from leadline.web.stakeholders.promise_forms import PromiseFilterForm, PromiseForm

HEADER = [
    "promise", "who promised", "with", "function", "part", "state", "by", "ended on",
    "days late", "outlook", "why", "what shows it", "hangs on",
]  # fmt: skip


def address(request: Request, pk: int) -> str:
    """Return where a promise has its page."""
    return reverse("stakeholders:promise", args=[request.actor.workspace_id, pk])


@require_safe
@in_workspace
def promises(request: Request) -> HttpResponse:
    """Show what was promised, late ones first, one of them beside the list."""
    form = _asked(request)
    actor, only = request.actor, form.only(request.actor)
    group = form.cleaned_data["group"]
    turn = partial(
        queries.list_promises, actor=actor, size=PER_PAGE, group=group, **only
    )
    page = turn(page=request.GET.get("page"))
    hangs = {"bets"} <= set(form.shown)
    context = {
        "form": form,
        "page": page,
        "ahead": _ahead(request, only),
        "given": queries.kept_promises(actor=actor, direction=Direction.GIVEN),
        "received": queries.kept_promises(actor=actor, direction=Direction.RECEIVED),
        "is_filtered": form.is_narrowed,
        "is_new": not (page.total or form.is_narrowed),
        "columns": form.shown,
        "group": group,
        "dense": form.cleaned_data["dense"],
        "views": list_views(actor=actor, page="stakeholders:promises"),
        "hung": bets_of_promises(
            actor=actor, promise_ids=[row.id for row in page.items] if hangs else []
        ),
        **beside(
            request, page, lambda number: turn(page=number),
            partial(promise_peek, request),
        ),
    }  # fmt: skip
    return render_list(request, "stakeholders/promises.html", context)


def _ahead(request: Request, only: dict[str, Any]) -> PromisesAhead:
    """Return what is not well of the promises that a filter means."""
    whole = promises_ahead(actor=request.actor, on=only["on"])
    held = queries.promises_held(actor=request.actor, **only)
    ids = set(whole.by_id) & set(only.get("ids", whole.by_id))
    matching = queries.list_promises(actor=request.actor, **{**only, "ids": ids})
    return whole.among({promise.id for promise in matching}, held.opened)


@require_safe
@in_workspace
def promises_csv(request: Request) -> HttpResponseBase:
    """Give the promises of the list as a file."""
    only = _asked(request).only(request.actor)
    troubles = promises_ahead(actor=request.actor, on=only["on"]).by_id
    found = queries.list_promises(actor=request.actor, **only)
    hung = bets_of_promises(actor=request.actor, promise_ids=[p.id for p in found])
    lines = (
        [
            p.what, p.direction.label, p.person, p.function, p.part.label,
            p.state.label, p.due_date, p.settled_on, p.days_late,
            *_outlook(troubles.get(p.id)), p.proof,
            ", ".join(bet.title for bet in hung[p.id]),
        ]
        for p in found
    )  # fmt: skip
    return csv_download("promises.csv", HEADER, lines)


def _outlook(found: PromiseTrouble | None) -> tuple[str, str]:
    return (found.trouble.label, found.why) if found else ("", "")


def _asked(request: Request) -> PromiseFilterForm:
    form = PromiseFilterForm(request.GET)
    if not form.is_valid():
        raise Invalid("That filter cannot be read. Take it out of the address.")
    return form


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
    return render(request, "stakeholders/promise.html", about_promise(request, pk))
