"""The needs: a list with the demand behind each, and what one does to several."""

from __future__ import annotations

from datetime import datetime
from functools import partial

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
from leadline.accounts.types import Actor
from leadline.evidence import actions, queries
from leadline.evidence.types import NeedFilter, NeedRow
from leadline.foundation.errors import Invalid
from leadline.foundation.paging import Listed
from leadline.foundation.words import plural
from leadline.web.evidence.addresses import here, undo_of, whole
from leadline.web.evidence.forms import NeedFilterForm, NeedForm
from leadline.web.evidence.peek import need_peek
from leadline.web.evidence.several_forms import SeveralNeedsForm
from leadline.web.shell.amounts import export_cells, tip
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.peek import beside, render_list
from leadline.web.shell.requests import (
    Request,
    back_to,
    go,
    in_workspace,
    is_number,
    render,
)
from leadline.web.shell.several import Standing, chosen_of, seen_in
from leadline.web.shell.toasts import toast

NAMES_THAT_FIT = (114, 120)
"""Names read beside their pieces on three public sets: how many fitted, of how many
(docs/methods/naming.md)."""
EXPORT_UP_TO = 20_000
HEADER = ["id", "need", "state", "pieces", "customers", "revenue a year", "currency",
          "without a rate", "converted from", "trend", "last 4 weeks",
          "12 weeks before", "first heard", "last heard", "keywords"]  # fmt: skip


def _page(request: Request) -> int:
    number = request.GET.get("page", "1")
    return int(number) if is_number(number) else 1


@require_safe
@in_workspace
def needs(request: Request) -> HttpResponse:
    """List the needs; htmx asks for the rows alone."""
    form = NeedFilterForm(request.GET)
    wanted, now = form.wanted(), timezone.now()
    turn = partial(_turn, request.actor, wanted, now)
    page = turn(_page(request))
    counts = queries.count_needs(actor=request.actor)
    context = {
        "form": form,
        "page": page,
        **beside(request, page, turn, lambda pk: need_peek(request, pk, now)),
        "sort": wanted.sort,
        "columns": form.shown,
        "dense": bool(form.cleaned_data.get("dense")),
        "counts": counts,
        "is_new": not (any(counts.values()) or form.given().keys() - {"sort"}),
        "waiting": queries.count_waiting(actor=request.actor),
        "is_grouping": queries.grouping_job(actor=request.actor) is not None,
        "guesses": queries.count_guesses(actor=request.actor),
        "fit": NAMES_THAT_FIT,
        "moved": queries.moved_needs(actor=request.actor, now=now, limit=2),
        "views": list_views(actor=request.actor, page="evidence:needs"),
        "several": SeveralNeedsForm(auto_id="bulk_%s", actor=request.actor),
    }
    return render_list(request, "evidence/needs.html", context)


def _turn(
    actor: Actor, wanted: NeedFilter, now: datetime, number: int
) -> Listed[NeedRow]:
    return queries.list_needs(actor=actor, wanted=wanted, now=now, page=number)


@require_safe
@in_workspace
def needs_csv(request: Request) -> HttpResponseBase:
    """Give every need that the filter means as a file."""
    page = queries.list_needs(
        actor=request.actor,
        wanted=NeedFilterForm(request.GET).wanted(),
        now=timezone.now(),
        per_page=EXPORT_UP_TO,
    )
    lines = (
        (
            row.id, row.statement, row.state_label, row.pieces, row.customers,
            *export_cells(row.revenue), tip(row.revenue),
            row.trend.direction, row.trend.recent, row.trend.before,
            row.first_at.date().isoformat() if row.first_at else "",
            row.last_at.date().isoformat() if row.last_at else "",
            ", ".join(row.keywords),
        )
        for row in page.items
    )  # fmt: skip
    return csv_download("needs.csv", HEADER, lines)


@require_POST
@in_workspace
def group(request: Request) -> HttpResponse:
    """Start the grouping of all feedback and show how far it is."""
    job = actions.start_grouping(actor=request.actor)
    return go(
        request, reverse("accounts:job", args=[request.actor.workspace_id, job.pk])
    )


@require_POST
@in_workspace
def needs_merge(request: Request) -> HttpResponse:
    """Merge the chosen needs into the one that is named, else that with most pieces."""
    into = whole([request.POST.get("into", "")])
    ids = sorted({*whole(request.POST.getlist("need")), *into})
    if len(ids) < 2:
        raise Invalid("Choose at least two needs to merge.")
    rows = queries.needs_by_id(actor=request.actor, need_ids=ids, now=timezone.now())
    named = [row for row in rows if row.id in into] or rows
    keep = max(named, key=lambda row: (row.pieces, -row.id))
    receipt = actions.merge_needs(
        actor=request.actor,
        keep_id=keep.id,
        absorb_ids=[pk for pk in ids if pk != keep.id],
        seen=seen_in(request.POST.getlist("seen")),
    )
    said = f"{len(ids)} needs are one now: “{keep.statement}”."
    toast(request, said, undo_of(request, receipt))
    return go(request, back_to(request, here(request, "needs")))


@require_POST
@in_workspace
def needs_change(request: Request) -> HttpResponse:
    """Give the chosen needs an owner or a state, in one step with one way back."""
    request.actor.require("change")
    form = SeveralNeedsForm(request.POST, actor=request.actor)
    ids = whole(request.POST.getlist("need"))
    if not form.is_valid() or not form.said():
        raise Invalid("Choose an owner or a state for the needs.")
    chosen = chosen_of(request.POST, ids, partial(_standing, request.actor))
    receipt = actions.change_needs(
        actor=request.actor, need_ids=chosen.ids, seen=chosen.seen, **form.said()
    )
    which = plural(len(chosen.ids), "need", "needs")
    said = f"{form.in_words()} of {which} changed."
    toast(request, chosen.told(said), undo_of(request, receipt))
    return go(request, back_to(request, here(request, "needs")))


def _standing(actor: Actor, ids: list[int]) -> Standing:
    found = queries.needs_by_id(actor=actor, need_ids=ids, now=timezone.now())
    return {need.id: (need.version, need.statement) for need in found}


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def need_add(request: Request) -> HttpResponse:
    """Write a need down by hand."""
    request.actor.require("change")
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_need(
                actor=request.actor,
                statement=form.cleaned_data["statement"],
                now=timezone.now(),
            )
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, "The need is written down. Put feedback into it.")
            return go(request, here(request, "need", made.pk))
    status = 422 if form.errors else 200
    return render(request, "evidence/need_form.html", {"form": form}, status=status)
