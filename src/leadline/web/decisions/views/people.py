"""Who has a say in a decision: named, heard, dropped."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leadline.decisions import actions, queries
from leadline.foundation.errors import Conflict, Invalid
from leadline.web.decisions.people_forms import AnswerForm, HeardForm, SayForm
from leadline.web.decisions.views.decisions import address, decision_page
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace
from leadline.web.shell.toasts import toast


@require_POST
@in_workspace
def name(request: Request, pk: int) -> HttpResponse:
    """Say that a stakeholder is asked before the decision, or told after it."""
    request.actor.require("change")
    form = SayForm(request.POST, actor=request.actor)
    if form.is_valid():
        try:
            actions.name_person(
                actor=request.actor, decision_id=pk, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "They have a say, on record.")
            return go(request, address(request, pk))
    return decision_page(request, pk, say_form=form, status=422)


@require_POST
@in_workspace
def answer_asked(request: Request, pk: int) -> HttpResponse:
    """Keep where one stands oneself, before a decision in which one is asked."""
    actor = request.actor
    actor.require("answer")
    person_id = queries.asked_as(actor=actor, decision_id=pk) or 0
    options = queries.decision_page(actor=actor, decision_id=pk).options
    form = AnswerForm(request.POST, options=options, auto_id=f"say{person_id}_%s")
    if form.is_valid():
        try:
            actions.answer_asked(
                actor=actor, decision_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, "Your answer is saved with the day.")
            return go(request, address(request, pk))
    return decision_page(request, pk, heard=(person_id, form), status=422)


@require_POST
@in_workspace
def hear(request: Request, pk: int, person_id: int) -> HttpResponse:
    """Keep where somebody stands on the question, or that they have no say."""
    actor, now = request.actor, timezone.now()
    actor.require("change")
    queries.check_say(actor=actor, decision_id=pk, person_id=person_id)
    page = queries.decision_page(actor=actor, decision_id=pk)
    if request.POST.get("do") == "drop":
        actions.drop_person(actor=actor, decision_id=pk, person_id=person_id, now=now)
        return go(request, address(request, pk))
    form = HeardForm(request.POST, options=page.options, auto_id=f"say{person_id}_%s")
    if form.is_valid():
        try:
            actions.hear_person(
                actor=actor, decision_id=pk, person_id=person_id, now=now,
                **form.cleaned_data,
            )  # fmt: skip
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, "Heard, and kept with the day.")
            return go(request, address(request, pk))
    return decision_page(request, pk, heard=(person_id, form), status=422)
