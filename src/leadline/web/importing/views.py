"""Pages of the importing area: choose, check, run, take back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.queries import get_job
from leadline.evidence import actions, queries
from leadline.evidence.types import ImportState
from leadline.foundation import child
from leadline.foundation.errors import Invalid
from leadline.importing import checking, drafts
from leadline.importing.asks import readings_of_dates
from leadline.importing.reading import Asked, read_file
from leadline.importing.refused import refused_header, refused_lines, refused_name
from leadline.web.importing.forms import MappingForm, ShapeForm, UploadForm
from leadline.web.importing.shapes import FORMS, asked_of, shape_form
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, in_workspace, render, wants_part
from leadline.web.shell.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def start(request: Request) -> HttpResponse:
    """Choose a file; below it the imports there were."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        request.actor.require("change")
        if form.is_valid():
            try:
                return _begin_draft(request, form)
            except Invalid as error:
                show_on(form, error)
    if request.actor.can_change:
        child.prepare(read_file)
    page = queries.list_imports(
        actor=request.actor, page=request.GET.get("page"), size=25
    )
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "page": page, "imports": page.items}
    return render(request, "importing/start.html", context, status=status)


def _begin_draft(
    request: Request, form: UploadForm, asked: Asked | None = None
) -> HttpResponse:
    """Keep what was brought and go on to the check."""
    upload, pasted = form.cleaned_data["file"], form.cleaned_data.get("pasted", "")
    name = upload.name if upload else "pasted rows.txt"
    chunks = upload.chunks() if upload else [pasted.encode()]
    path = drafts.keep_upload(actor=request.actor, file_name=name, chunks=chunks)
    pk = drafts.start_draft(
        actor=request.actor,
        path=path,
        file_name=name,
        kind=form.cleaned_data.get("kind", "") or (asked.kind if asked else ""),
        asked=asked,
        now=timezone.now(),
    )
    checking.check_draft(actor=request.actor, import_id=pk, now=timezone.now())
    return redirect("importing:map", request.actor.workspace_id, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def match(request: Request, pk: int) -> HttpResponse:
    """Check what was read: the file, its columns, its rows; say what is wrong."""
    draft = queries.import_card(actor=request.actor, import_id=pk)
    if draft.state != ImportState.DRAFT:
        return redirect("importing:run", request.actor.workspace_id, pk)
    if request.method != "POST":
        return _page(request, pk)
    request.actor.require("change")
    form = _mapping_form(request, pk, bound=True)
    if not form.is_valid():
        return _page(request, pk, form=form)
    checking.map_draft(
        actor=request.actor,
        import_id=pk,
        mapping=form.mapping(form.cleaned_data),
        options=form.options(),
        day_first=form.order_said,
        now=timezone.now(),
    )
    checking.check_draft(actor=request.actor, import_id=pk, now=timezone.now())
    if wants_part(request):
        return _page(request, pk)
    return redirect("importing:map", request.actor.workspace_id, pk)


def _mapping_form(request: Request, pk: int, *, bound: bool) -> MappingForm:
    draft = queries.import_card(actor=request.actor, import_id=pk)
    look = checking.look_of(draft)
    return MappingForm(
        request.POST if bound else None,
        kind=draft.kind,
        matches=drafts.matches_of(actor=request.actor, import_id=pk),
        options=draft.options,
        filled=look["filled"] if look else (),
    )


def _page(
    request: Request,
    pk: int,
    form: MappingForm | None = None,
    shape: ShapeForm | None = None,
    stopped: str = "",
) -> HttpResponse:
    """Answer with the page of the check, or with its part for htmx."""
    draft = queries.import_card(actor=request.actor, import_id=pk)
    look = checking.look_of(draft)
    number = draft.options.get("look_job")
    job = get_job(actor=request.actor, job_id=number) if number and not look else None
    if request.GET.get("wait") and job and job.state in ("queued", "running"):
        return HttpResponse(status=204)
    asks = readings_of_dates(actor=request.actor, import_id=pk, now=timezone.now())
    context = {
        "draft": draft,
        "look": look,
        "job": job,
        "asks": asks,
        "form": form or _mapping_form(request, pk, bound=False),
        "shape": shape or shape_form(draft),
        "form_name": FORMS.get(draft.options["shape"]["format"], "File"),
        "stopped": stopped,
    }
    is_bad = bool(stopped or (form and form.errors) or (shape and shape.errors))
    # htmx swaps only what is well; the page itself says that something is not.
    status = 422 if is_bad and not wants_part(request) else 200
    return render(request, "importing/check.html", context, part="check", status=status)


@require_POST
@in_workspace
def reread(request: Request, pk: int) -> HttpResponse:
    """Read a draft's file in another encoding, with another header row, …"""
    draft = queries.import_card(actor=request.actor, import_id=pk)
    request.actor.require("change")
    form = shape_form(draft, request.POST)
    if form.is_valid():
        try:
            asked = asked_of(form, draft)
            drafts.reread_draft(
                actor=request.actor,
                import_id=pk,
                kind=asked.kind,
                asked=asked,
                now=timezone.now(),
            )
        except Invalid as error:
            show_on(form, error)
    if form.errors:
        return _page(request, pk, shape=form)
    checking.check_draft(actor=request.actor, import_id=pk, now=timezone.now())
    if wants_part(request):
        return _page(request, pk)
    return redirect("importing:map", request.actor.workspace_id, pk)


@require_safe
@in_workspace
def preview(request: Request, pk: int) -> HttpResponse:
    """Lead on from the address that the check had before."""
    queries.import_card(actor=request.actor, import_id=pk)
    return redirect("importing:map", request.actor.workspace_id, pk)


@require_POST
@in_workspace
def begin(request: Request, pk: int) -> HttpResponse:
    """Start writing the rows, or go on where an import stopped."""
    draft = queries.import_card(actor=request.actor, import_id=pk)
    request.actor.require("change")
    if draft.state == ImportState.DRAFT:
        form = _mapping_form(request, pk, bound=False)
        if form.needs:
            return _page(request, pk, stopped=form.needs)
    drafts.check_mapping(draft.kind, draft.mapping)
    actions.queue_import(actor=request.actor, import_id=pk)
    return redirect("importing:run", request.actor.workspace_id, pk)


@require_safe
@in_workspace
def run(request: Request, pk: int) -> HttpResponse:
    """Show how far an import is, what came in, and what was refused and why."""
    found = queries.import_card(actor=request.actor, import_id=pk)
    if found.state == ImportState.DRAFT:
        return redirect("importing:map", request.actor.workspace_id, pk)
    page = queries.refusals_of(
        actor=request.actor, import_id=pk, page=request.GET.get("page")
    )
    refused = [
        {
            "row": one.row,
            "reason": one.message,
            "cells": [(cell, False) for cell in one.cells],
        }
        for one in page.items
    ]
    job = None
    if found.job_id:
        job = get_job(actor=request.actor, job_id=found.job_id)
    is_list = found.kind == "customers" and found.state == ImportState.DONE
    context = {
        "found": found,
        "lacking": queries.customers_without_rate(actor=request.actor)
        if is_list
        else [],
        "job": job,
        "page": page,
        "refused": refused,
        "grouping": queries.grouping_job(actor=request.actor),
    }
    return render(request, "importing/run.html", context)


@require_safe
@in_workspace
def refused(request: Request, pk: int) -> HttpResponseBase:
    """Give the refused rows whole as a file, to be mended and brought again."""
    found = queries.import_card(actor=request.actor, import_id=pk)
    columns = drafts.shape_of(found.options).columns
    rows: Iterator[tuple[int, str, Sequence[str]]]
    if found.state == ImportState.DRAFT:
        rows = checking.refused_of(
            actor=request.actor, import_id=pk, now=timezone.now()
        )
    else:
        rows = queries.each_refusal(actor=request.actor, import_id=pk)
    return csv_download(
        refused_name(found.file_name),
        refused_header(columns),
        refused_lines(columns, rows),
    )


@require_POST
@in_workspace
def again(request: Request, pk: int) -> HttpResponse:
    """Bring mended rows: a new draft whose columns mean what they meant before."""
    before = queries.import_card(actor=request.actor, import_id=pk)
    request.actor.require("change")
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid("Choose the file with the mended rows.")
    path = drafts.keep_upload(
        actor=request.actor, file_name=upload.name or "rows", chunks=upload.chunks()
    )
    new = drafts.start_again(
        actor=request.actor,
        path=path,
        file_name=upload.name or "rows",
        before=before,
        now=timezone.now(),
    )
    checking.check_draft(actor=request.actor, import_id=new, now=timezone.now())
    return redirect("importing:map", request.actor.workspace_id, new)


@require_POST
@in_workspace
def undo(request: Request, pk: int) -> HttpResponse:
    """Take an import back."""
    undone = actions.undo_import(actor=request.actor, import_id=pk, now=timezone.now())
    toast(request, f"The import of {undone.file_name} is taken back.")
    return redirect("importing:run", request.actor.workspace_id, pk)


@require_POST
@in_workspace
def discard(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away with its file."""
    path = actions.discard_import(actor=request.actor, import_id=pk)
    with suppress(Invalid):
        drafts.drop_file(path)
    toast(request, "The draft and its file are gone.")
    return redirect("importing:start", request.actor.workspace_id)
