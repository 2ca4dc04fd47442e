"""Next steps, the record, and the framework."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.foundation.errors import Conflict, Invalid
from leadline.growth import actions, queries
from leadline.web.growth.forms import FrameworkForm, StepForm
from leadline.web.growth.views.cycles import address, growth_page
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


@require_POST
@in_workspace
def add(request: Request) -> HttpResponse:
    """Take a next step on."""
    form = StepForm(request.POST, plan=queries.framework_of(actor=request.actor))
    if form.is_valid():
        try:
            actions.add_step(
                actor=request.actor,
                step=form.step(),
                on=timezone.localdate(),
                now=timezone.now(),
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "A step, with a day.")
            return go(request, address(request))
    return growth_page(request, status=422, step_form=form)


@require_POST
@in_workspace
def end(request: Request, pk: int) -> HttpResponse:
    """Say that a step is done or dropped, and what was learned."""
    learned = request.POST.get("learned", "")
    try:
        actions.end_step(
            actor=request.actor,
            step_id=pk,
            state=request.POST.get("state", ""),
            learned=learned,
        )
    except Invalid as error:
        return growth_page(request, status=422, failed=(pk, learned, str(error)))
    toast(request, "Kept, with what you learned.")
    return go(request, address(request))


@require_POST
@in_workspace
def explain(request: Request) -> HttpResponse:
    """Hide what the record says, or explain it."""
    actions.explain_measure(
        actor=request.actor,
        measure=request.POST.get("measure", ""),
        is_hidden=request.POST.get("hide") == "yes",
        explanation=request.POST.get("explanation", ""),
    )
    return go(request, address(request))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def framework(request: Request) -> HttpResponse:
    """Read the framework; leads load one of their own."""
    text = queries.framework_text(actor=request.actor)
    form = FrameworkForm(request.POST or None, initial={"text": text})
    if request.method == "POST":
        request.actor.require("plan")
        if form.is_valid():
            try:
                actions.load_framework(actor=request.actor, **form.cleaned_data)
            except Invalid as error:
                show_on(form, error)
            else:
                toast(request, "Loaded; assessments begun before keep theirs.")
                return go(request, address(request, "framework"))
    status = 422 if form.is_bound else 200
    context = {"form": form, "plan": queries.framework_of(actor=request.actor)}
    return render(request, "growth/framework.html", context, status=status)


@require_safe
@in_workspace
def framework_file(request: Request) -> HttpResponse:
    """Give the framework as a file to start from."""
    text = queries.framework_text(actor=request.actor)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="framework.yaml"'
    return answer
