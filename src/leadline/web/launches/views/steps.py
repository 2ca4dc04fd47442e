"""Steps of a launch, changed where they stand: by a tick, a form, or a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.launches import actions, queries
from leadline.launches.types import LaunchStepRow, StepState
from leadline.web.launches.forms import AnswerForm, NewStepForm, StepForm
from leadline.web.launches.views.launches import address, context_of, launch_page
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    go,
    in_workspace,
    is_number,
    render,
    wants_part,
)
from leadline.web.shell.toasts import toast


def _row(request: Request, pk: int, step_id: int) -> LaunchStepRow:
    row = queries.step_row(actor=request.actor, step_id=step_id)
    if row.launch_id != pk:
        raise NotFound("There is no such step.")
    if not request.actor.can_change and row.owner_id != request.actor.user_id:
        raise NotAllowed("Only who owns a step answers for it.")
    return row


def _form(request: Request, row: LaunchStepRow, data: Any) -> StepForm | AnswerForm:
    """Return the form of who may change a step, or of who only answers for it."""
    if request.actor.can_change:
        today = timezone.localdate()
        return StepForm(data, actor=request.actor, on=today, step=row)
    return AnswerForm(data, step=row)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def step(request: Request, pk: int, step_id: int) -> HttpResponse:
    """Show a step with its fields, or as it stands, and keep what was said."""
    row = _row(request, pk, step_id)
    if request.method != "POST":
        form = None if request.GET.get("show") == "rest" else _form(request, row, None)
        return _shown(request, row, form)
    form = _form(request, row, request.POST)
    if form.is_valid():
        try:
            _keep(request, row, form)
        except (Conflict, Invalid, NotFound) as error:
            show_on(form, error)
        else:
            return _changed(request, row)
    return _shown(request, row, form, status=422)


def _keep(request: Request, row: LaunchStepRow, form: StepForm | AnswerForm) -> None:
    today = timezone.localdate()
    if isinstance(form, StepForm):
        actions.change_step(
            actor=request.actor, step_id=row.id, today=today, seen=form.saw(),
            **form.said(),
        )  # fmt: skip
    else:
        actions.answer_step(
            actor=request.actor, step_id=row.id, today=today, seen=form.saw(),
            **form.cleaned_data,
        )  # fmt: skip


@require_POST
@in_workspace
def tick(request: Request, pk: int, step_id: int) -> HttpResponse:
    """Say that a step is done, or open again; without proof its form opens."""
    row = _row(request, pk, step_id)
    state = StepState.OPEN if row.is_done else StepState.DONE
    said: dict[str, Any] = {
        "step_id": row.id, "state": state, "today": timezone.localdate(),
    }  # fmt: skip
    do = actions.change_step if request.actor.can_change else actions.answer_step
    try:
        do(actor=request.actor, **said)
    except Invalid as error:
        form = _form(request, row, None)
        form.initial["state"] = state
        form = _form(request, row, _as_sent(form))
        form.is_valid()
        show_on(form, error)
        return _shown(request, row, form, status=422)
    return _changed(request, row)


def _as_sent(form: forms.Form) -> dict[str, Any]:
    """Return what a form holds as a browser would send it."""
    sent = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in sent.items()}


@require_POST
@in_workspace
def add_step(request: Request, pk: int) -> HttpResponse:
    """Add a step to a launch."""
    request.actor.require("change")
    queries.launch_row(actor=request.actor, launch_id=pk)
    form = NewStepForm(request.POST, actor=request.actor)
    if form.is_valid():
        try:
            actions.add_step(
                actor=request.actor, launch_id=pk, step=form.step(),
                today=timezone.localdate(),
            )  # fmt: skip
        except (Conflict, Invalid, NotFound) as error:
            show_on(form, error)
        else:
            toast(request, "The step is added.")
            return go(request, address(request, pk))
    return launch_page(request, pk, status=422, new_step=form)


@require_POST
@in_workspace
def remove(request: Request, pk: int, step_id: int) -> HttpResponse:
    """Take a step out."""
    request.actor.require("change")
    row = _row(request, pk, step_id)
    actions.remove_step(actor=request.actor, step_id=row.id)
    toast(request, f"“{row.title}” is taken out.")
    return go(request, address(request, pk))


@require_POST
@in_workspace
def ask(request: Request, pk: int) -> HttpResponse:
    """Note that somebody was asked today about steps they said nothing of."""
    owner = request.POST.get("owner", "")
    if not is_number(owner):
        raise Invalid("Choose whom you asked.")
    actions.ask_again(
        actor=request.actor, launch_id=pk, owner_id=int(owner),
        today=timezone.localdate(),
    )  # fmt: skip
    toast(request, "Noted that you asked today. Nothing was sent.")
    return go(request, address(request, pk))


def _shown(
    request: Request,
    row: LaunchStepRow,
    form: StepForm | AnswerForm | None,
    status: int = 200,
) -> HttpResponse:
    """Show a step in its row, or on a page of its own without script."""
    launch = queries.launch_row(actor=request.actor, launch_id=row.launch_id)
    context = {
        "step": row, "form": form, "row": launch, "today": timezone.localdate()
    }  # fmt: skip
    answer = render(request, "launches/step.html", context, part="step", status=status)
    if wants_part(request):
        answer["HX-Reswap"] = "outerHTML"
        answer["HX-Retarget"] = f"#step-{row.id}"
    return answer


def _changed(request: Request, was: LaunchStepRow) -> HttpResponse:
    """Show what a change of a step changed, or the page where it moved elsewhere."""
    now = queries.step_row(actor=request.actor, step_id=was.id)
    if not wants_part(request) or now.part != was.part:
        return go(request, f"{address(request, was.launch_id)}#step-{was.id}")
    context = context_of(request, was.launch_id)
    part = next(one for one in context["page"].parts if one.ready.part == now.part)
    context |= {"part": part, "is_open": True, "changed_id": was.id}
    return render(request, "launches/changed.html", context, part="changed")
