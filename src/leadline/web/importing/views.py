"""Pages of the importing area: choose, match, look, run, take back."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.accounts.actions import start_job
from leadline.accounts.queries import get_job
from leadline.evidence import actions, queries
from leadline.evidence.types import ImportState
from leadline.foundation.errors import Invalid
from leadline.importing import drafts
from leadline.importing.preview import preview as read_preview
from leadline.web.importing.forms import MappingForm, UploadForm
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.requests import Request, in_workspace, render
from leadline.web.shell.toasts import toast


@require_http_methods(["GET", "POST"])
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
                form.add_error("file", str(error))
    imports = queries.list_imports(actor=request.actor)
    page = Paginator(imports, 25).get_page(request.GET.get("page"))
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "page": page, "imports": page.object_list}
    return render(request, "importing/start.html", context, status=status)


def _begin_draft(request: Request, form: UploadForm) -> HttpResponse:
    """Keep what was brought and go on to the matching."""
    upload, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    name = upload.name if upload else "pasted rows.txt"
    chunks = upload.chunks() if upload else [pasted.encode()]
    path = drafts.keep_upload(actor=request.actor, file_name=name, chunks=chunks)
    pk = drafts.start_draft(
        actor=request.actor,
        path=path,
        file_name=name,
        kind=form.cleaned_data["kind"],
    )
    return redirect("importing:map", request.actor.workspace_id, pk)


@require_http_methods(["GET", "POST"])
@in_workspace
def match(request: Request, pk: int) -> HttpResponse:
    """Say what each column becomes."""
    draft = queries.get_import(actor=request.actor, import_id=pk)
    if draft.state != ImportState.DRAFT:
        return redirect("importing:run", request.actor.workspace_id, pk)
    matches = drafts.matches_of(actor=request.actor, import_id=pk)
    form = MappingForm(
        request.POST or None, kind=draft.kind, matches=matches, initial=draft.options
    )
    if request.method == "POST":
        request.actor.require("change")
        if form.is_valid():
            actions.change_import(
                actor=request.actor,
                import_id=pk,
                options=form.options(draft.options),
                mapping=form.mapping(form.cleaned_data),
            )
            return redirect("importing:preview", request.actor.workspace_id, pk)
    matched = sum(1 for found in matches if found.field not in ("", "own"))
    context = {"draft": draft, "form": form, "matches": matches, "matched": matched}
    status = 422 if form.is_bound else 200
    return render(request, "importing/map.html", context, status=status)


@require_POST
@in_workspace
def reread(request: Request, pk: int) -> HttpResponse:
    """Read a draft's file as another kind or from another sheet."""
    draft = queries.get_import(actor=request.actor, import_id=pk)
    drafts.reread_draft(
        actor=request.actor,
        import_id=pk,
        kind=request.POST.get("kind") or draft.kind,
        sheet=request.POST.get("sheet", ""),
    )
    return redirect("importing:map", request.actor.workspace_id, pk)


@require_GET
@in_workspace
def preview(request: Request, pk: int) -> HttpResponse:
    """Show the first rows as they would come in, and the dry run where there is one."""
    draft = queries.get_import(actor=request.actor, import_id=pk)
    if draft.state != ImportState.DRAFT:
        return redirect("importing:run", request.actor.workspace_id, pk)
    rows = read_preview(actor=request.actor, import_id=pk, now=timezone.now())
    number = request.GET.get("job", "")
    job = None
    if number.isdecimal():
        job = get_job(actor=request.actor, job_id=int(number))
    good = sum(1 for row in rows if row.record)
    context = {"draft": draft, "rows": rows, "job": job, "good": good}
    return render(request, "importing/preview.html", context)


@require_POST
@in_workspace
def check(request: Request, pk: int) -> HttpResponse:
    """Start a dry run over every row."""
    draft = queries.get_import(actor=request.actor, import_id=pk)
    job = start_job(
        actor=request.actor, kind="importing.dry_run", args={"import_id": draft.pk}
    )
    page = redirect("importing:preview", request.actor.workspace_id, pk)
    page["Location"] += f"?job={job.pk}"
    return page


@require_POST
@in_workspace
def begin(request: Request, pk: int) -> HttpResponse:
    """Start writing the rows, or go on where an import stopped."""
    draft = queries.get_import(actor=request.actor, import_id=pk)
    drafts.check_mapping(draft.kind, draft.mapping)
    job = start_job(
        actor=request.actor, kind="importing.run", args={"import_id": draft.pk}
    )
    actions.begin_import(actor=request.actor, import_id=pk, job_id=job.pk)
    return redirect("importing:run", request.actor.workspace_id, pk)


@require_GET
@in_workspace
def run(request: Request, pk: int) -> HttpResponse:
    """Show how far an import is, what came in, and what was refused and why."""
    found = queries.get_import(actor=request.actor, import_id=pk)
    if found.state == ImportState.DRAFT:
        return redirect("importing:map", request.actor.workspace_id, pk)
    refusals = queries.refusals_of(actor=request.actor, import_id=pk, limit=5_000)
    page = Paginator(refusals, 50).get_page(request.GET.get("page"))
    job = None
    if found.job_id:
        job = get_job(actor=request.actor, job_id=found.job_id)
    context = {"found": found, "job": job, "page": page}
    return render(request, "importing/run.html", context)


@require_GET
@in_workspace
def refused(request: Request, pk: int) -> HttpResponseBase:
    """Give the refused rows as a file, to be mended and brought again."""
    found = queries.get_import(actor=request.actor, import_id=pk)
    rows = queries.refusals_of(actor=request.actor, import_id=found.pk, limit=1_000_000)
    lines = ((refusal.row, refusal.message) for refusal in rows)
    return csv_download(f"refused-rows-{pk}.csv", ["row", "reason"], lines)


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
    drafts.file_of(path).unlink(missing_ok=True)
    toast(request, "The draft and its file are gone.")
    return redirect("importing:start", request.actor.workspace_id)
