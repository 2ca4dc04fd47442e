"""Metrics: the list, one of them, readings by hand and from a file."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.paging import PER_PAGE, listed
from leadline.foundation.tables import read_table, sniff_table
from leadline.strategy import actions, queries
from leadline.strategy.types import MetricIn, ReadingIn, ReadingsSaved
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.peek import nothing_yet
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast
from leadline.web.strategy.charts import readings_chart
from leadline.web.strategy.forms import MetricForm, ReadingForm, ReadingsFileForm

LARGEST_FILE = 1_000_000
DAY = ("date", "day", "on", "on_date", "month", "period", "time")
VALUE = ("value", "reading", "amount", "number", "y")


@require_safe
@in_workspace
def metrics(request: Request) -> HttpResponse:
    """List the metrics, each with its newest reading and its age."""
    text = request.GET.get("text", "")[:100]
    archived = request.GET.get("put_away") == "yes"
    rows = queries.list_metrics(
        actor=request.actor,
        text=text,
        archived=archived,
        page=request.GET.get("page"),
        size=PER_PAGE,
    )
    away = partial(queries.list_metrics, actor=request.actor, archived=True)
    context = {
        "metrics": rows,
        "text": text,
        "archived": archived,
        "is_new": nothing_yet(rows, text or archived, away),
    }
    return render(request, "strategy/metrics.html", context, part="rows")


@require_safe
@in_workspace
def metrics_csv(request: Request) -> HttpResponseBase:
    """Give the metrics of the list with their newest readings as a file."""
    rows = queries.list_metrics(
        actor=request.actor, text=request.GET.get("text", "")[:100]
    )
    header = ["metric", "unit", "latest", "read on", "source", "readings", "product"]
    lines = (
        [
            m.name, m.currency or m.unit, m.latest and m.latest.value,
            m.latest and m.latest.on_date, m.latest and m.latest.source,
            m.readings, m.product,
        ]
        for m in rows
    )  # fmt: skip
    return csv_download("metrics.csv", header, lines)


@require_safe
@in_workspace
def metric(request: Request, pk: int) -> HttpResponse:
    """Show one metric: its readings as a line and as a table."""
    return _page(request, pk)


def _page(
    request: Request,
    pk: int,
    form: ReadingForm | None = None,
    file_form: ReadingsFileForm | None = None,
) -> HttpResponse:
    row = queries.metric_page(actor=request.actor, metric_id=pk)
    readings = queries.readings_of(actor=request.actor, metric_id=pk)
    bound = form or file_form
    context = {
        "metric": row,
        "query": queries.query_of(actor=request.actor, metric_id=pk),
        "readings": listed(readings[::-1], list, request.GET.get("page")),
        "every": readings,
        "chart": readings_chart(readings),
        "goals": [
            goal
            for goal in queries.list_goals(actor=request.actor)
            if goal.metric_id == pk
        ],
        "form": form
        or ReadingForm(
            currency=row.currency, initial={"on_date": timezone.localdate()}
        ),
        "file_form": file_form or ReadingsFileForm(),
    }
    status = 422 if bound is not None and bound.errors else 200
    return render(request, "strategy/metric.html", context, status=status)


@require_safe
@in_workspace
def readings_csv(request: Request, pk: int) -> HttpResponseBase:
    """Give a metric's readings as a file that can be brought back as it is."""
    row = queries.metric_page(actor=request.actor, metric_id=pk)
    readings = queries.readings_of(actor=request.actor, metric_id=row.id)
    unit = row.currency or row.unit
    lines = ([r.on_date.isoformat(), r.value, r.source, r.note, unit] for r in readings)
    header = ["date", "value", "source", "note", "unit"]
    return csv_download(f"readings-{row.id}.csv", header, lines)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_metric(request: Request) -> HttpResponse:
    """Begin to measure something."""
    actor = request.actor
    actor.require("change")
    form = MetricForm(request.POST or None, actor=actor, metric=None)
    if request.method == "POST" and form.is_valid():
        try:
            said = MetricIn(**form.cleaned_data)
            saved = actions.create_metric(actor=actor, metric=said)
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            return go(request, _address(request, saved.id))
    status = 422 if form.is_bound else 200
    return render(request, "strategy/metric_form.html", {"form": form}, status=status)


@require_POST
@in_workspace
def metric_archive(request: Request, pk: int) -> HttpResponse:
    """Put a metric away, or bring it back."""
    archived = request.POST.get("archived") != "no"
    metric = actions.archive_metric(
        actor=request.actor, metric_id=pk, archived=archived
    )
    where = "put away" if archived else "back"
    toast(request, f"“{metric.name}” is {where}; its readings are kept.")
    return go(request, reverse("strategy:metrics", args=[request.actor.workspace_id]))


@require_POST
@in_workspace
def new_reading(request: Request, pk: int) -> HttpResponse:
    """Write a reading by hand."""
    request.actor.require("change")
    metric = queries.metric_page(actor=request.actor, metric_id=pk)
    form = ReadingForm(request.POST, currency=metric.currency)
    if form.is_valid():
        try:
            actions.record_reading(
                actor=request.actor, metric_id=pk, **form.cleaned_data
            )
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, "The reading is written.")
            return go(request, _address(request, pk))
    return _page(request, pk, form=form)


@require_POST
@in_workspace
def remove_reading(request: Request, pk: int) -> HttpResponse:
    """Take a reading away."""
    metric = actions.remove_reading(actor=request.actor, reading_id=pk)
    toast(request, "The reading is gone; the audit log keeps what it said.")
    return go(request, _address(request, metric.id))


@require_POST
@in_workspace
def readings_file(request: Request, pk: int) -> HttpResponse:
    """Show what a file of readings would do; with ``sure`` do it."""
    request.actor.require("change")
    form = ReadingsFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, pk, file_form=form)
    upload, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    name = request.POST.get("file_name", "")[:100] or "pasted rows"
    name = upload.name[:100] if upload else name
    sure = request.POST.get("sure") == "yes"
    try:
        readings = _read(upload, pasted)
        saved = actions.save_readings(
            actor=request.actor,
            metric_id=pk,
            readings=readings,
            file_name=name,
            dry_run=not sure,
        )
    except Invalid as error:
        show_on(form, error)
        return _page(request, pk, file_form=form)
    if sure:
        toast(request, _receipt(saved))
        return go(request, _address(request, pk))
    context = {
        "metric": queries.metric_page(actor=request.actor, metric_id=pk),
        "saved": saved,
        "pasted": _as_text(readings),
        "file_name": name,
        "sample": readings[:20],
    }
    return render(request, "strategy/readings_preview.html", context)


def _receipt(saved: ReadingsSaved) -> str:
    refused = f", {len(saved.refused)} refused" if saved.refused else ""
    return (
        f"{saved.created} readings are new, {saved.updated} changed, "
        f"{saved.unchanged} as before{refused}."
    )


def _read(upload: UploadedFile[bytes] | None, pasted: str) -> list[ReadingIn]:
    """Return the lines of an uploaded file or of pasted rows."""
    if upload is not None and (upload.size or 0) > LARGEST_FILE:
        raise Invalid("That is more than 1 MB of readings. Bring it in parts.")
    suffix = Path(upload.name or "").suffix if upload else ".csv"
    with tempfile.NamedTemporaryFile(suffix=suffix) as kept:
        kept.write(upload.read() if upload else pasted.encode())
        kept.flush()
        path = Path(kept.name)
        shape = sniff_table(path)
        columns = [column.strip().lower() for column in shape.columns]
        places = _places(columns)
        return [
            ReadingIn(
                row.number,
                *(row.cells[at] if at is not None else "" for at in places),
            )
            for row in read_table(path, shape)
        ]


def _places(columns: list[str]) -> list[int | None]:
    """Return where date, value, source and note stand."""

    def place(names: tuple[str, ...]) -> int | None:
        return next((at for at, name in enumerate(columns) if name in names), None)

    day, value = place(DAY), place(VALUE)
    if day is None or value is None:
        found = ", ".join(columns)
        raise Invalid(f"Name the columns “date” and “value”. The file has: {found}.")
    return [day, value, place(("source",)), place(("note", "notes", "comment"))]


def _as_text(readings: list[ReadingIn]) -> str:
    """Return the lines as rows that the next step reads the same."""
    cells = [["date", "value", "source", "note"]]
    cells += [[r.on_date, r.value, r.source, r.note] for r in readings]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in cells)


def _address(request: Request, pk: int) -> str:
    return reverse("strategy:metric", args=[request.actor.workspace_id, pk])
