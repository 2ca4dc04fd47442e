"""Metrics that fill themselves: the databases, and the question of a metric."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.actions import start_job
from leadline.accounts.queries import workspace_day
from leadline.foundation.errors import Conflict, Invalid
from leadline.strategy import actions, queries
from leadline.strategy.types import Filled, MetricQueryIn, MetricSourceIn
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast
from leadline.web.strategy.filling_forms import MetricQueryForm, MetricSourceForm

JOB = "strategy.ask_for_readings"


@require_safe
@in_workspace
def sources(request: Request) -> HttpResponse:
    """List the databases that metrics are read from."""
    found = queries.list_metric_sources(actor=request.actor)
    return render(request, "strategy/metric_sources.html", {"sources": found})


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_source(request: Request) -> HttpResponse:
    """Say from which database metrics are read."""
    return _source_form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def change_source(request: Request, pk: int) -> HttpResponse:
    """Say a database anew."""
    return _source_form(request, pk)


def _source_form(request: Request, pk: int | None) -> HttpResponse:
    actor = request.actor
    actor.require("administer")
    found = None if pk is None else queries.metric_source(actor=actor, source_id=pk)
    form = MetricSourceForm(request.POST or None, source=found)
    if request.method == "POST" and form.is_valid():
        said = MetricSourceIn(**form.cleaned_data)
        try:
            if pk is None:
                actions.add_metric_source(actor=actor, source=said)
            else:
                actions.change_metric_source(
                    actor=actor, source_id=pk, source=said, seen=form.saw()
                )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(
                request, f"“{said.name}” is saved. Write a question on a metric next."
            )
            return go(request, _sources(request))
    context = {"form": form, "source": found}
    status = 422 if form.is_bound else 200
    return render(request, "strategy/metric_source_form.html", context, status=status)


@require_POST
@in_workspace
def remove_source(request: Request, pk: int) -> HttpResponse:
    """Forget a database and its password."""
    gone = actions.remove_metric_source(actor=request.actor, source_id=pk)
    toast(request, f"“{gone.name}” and its password are forgotten.")
    return go(request, _sources(request))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def question(request: Request, pk: int) -> HttpResponse:
    """Write the question that fills a metric: run it once, or keep it."""
    actor = request.actor
    actor.require("plan")
    metric = queries.metric_page(actor=actor, metric_id=pk)
    found = queries.query_of(actor=actor, metric_id=pk)
    known = queries.list_metric_sources(actor=actor)
    form = MetricQueryForm(request.POST or None, sources=known, query=found)
    tried: Filled | None = None
    if request.method == "POST" and form.is_valid():
        said = MetricQueryIn(**form.cleaned_data)
        try:
            if request.POST.get("do") == "keep":
                return _keep(request, pk, said, form.saw())
            tried = actions.try_metric_query(
                actor=actor,
                metric_id=pk,
                query=said,
                day=workspace_day(actor=actor, now=timezone.now()),
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
    context = {
        "form": form, "metric": metric, "query": found, "sources": known,
        "tried": tried,
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "strategy/metric_query.html", context, status=status)


def _keep(
    request: Request, pk: int, said: MetricQueryIn, seen: int | None
) -> HttpResponse:
    actions.save_metric_query(
        actor=request.actor, metric_id=pk, query=said, now=timezone.now(), seen=seen
    )
    _ask(request, pk)
    toast(request, "It fills itself from now on; the first answer comes in a moment.")
    return go(request, _metric(request, pk))


@require_POST
@in_workspace
def ask_now(request: Request, pk: int) -> HttpResponse:
    """Ask the question of a metric now."""
    queries.metric_page(actor=request.actor, metric_id=pk)
    if queries.query_of(actor=request.actor, metric_id=pk) is None:
        raise Invalid("This metric has no question yet. Write one first.")
    _ask(request, pk)
    toast(request, "It is being asked.")
    return go(request, _metric(request, pk))


@require_POST
@in_workspace
def switch(request: Request, pk: int) -> HttpResponse:
    """Ask no more for now, or again from now on."""
    on = request.POST.get("on") == "yes"
    actions.switch_metric_query(
        actor=request.actor, metric_id=pk, on=on, now=timezone.now()
    )
    toast(request, "It is asked again." if on else "It is not asked for now.")
    return go(request, _metric(request, pk))


@require_POST
@in_workspace
def remove_question(request: Request, pk: int) -> HttpResponse:
    """Take the question of a metric away; its readings stay."""
    actions.remove_metric_query(actor=request.actor, metric_id=pk)
    toast(request, "The question is gone; its readings stay.")
    return go(request, _metric(request, pk))


def _ask(request: Request, pk: int) -> None:
    start_job(actor=request.actor, kind=JOB, args={"metric_id": pk})


def _metric(request: Request, pk: int) -> str:
    return reverse("strategy:metric", args=[request.actor.workspace_id, pk])


def _sources(request: Request) -> str:
    return reverse("strategy:metric_sources", args=[request.actor.workspace_id])
