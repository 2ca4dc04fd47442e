"""Taking a decision, and taking it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leadline.decisions import actions, queries
from leadline.decisions.types import ChairVerdict
from leadline.foundation.errors import Conflict, Invalid
from leadline.web.decisions.forms import DecideForm, MoveReviewForm, ReverseForm
from leadline.web.decisions.views.decisions import address, decision_page
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace
from leadline.web.shell.toasts import toast


@require_POST
@in_workspace
def decide(request: Request, pk: int) -> HttpResponse:
    """Take the decision; a refusal shows the page again with what was typed."""
    request.actor.require("change")
    now = timezone.now()
    page = queries.decision_page(actor=request.actor, decision_id=pk)
    chair = queries.chair_of(actor=request.actor, decision_id=pk, now=now)
    is_weak = chair.verdict != ChairVerdict.TAKEN
    form = DecideForm(request.POST, page=page, is_weak=is_weak)
    if form.is_valid():
        try:
            actions.decide(
                actor=request.actor, decision_id=pk, now=now, **form.cleaned_data
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Decided. The sentence is kept as the room said it.")
            return go(request, address(request, pk))
    return decision_page(request, pk, form=form, status=422)


@require_POST
@in_workspace
def move_review(request: Request, pk: int) -> HttpResponse:
    """Look at a taken decision again on another day."""
    request.actor.require("change")
    form = MoveReviewForm(request.POST, auto_id="move_%s")
    if form.is_valid():
        try:
            actions.move_review(
                actor=request.actor, decision_id=pk, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The day is moved. Who is named here is to be told.")
            return go(request, address(request, pk))
    return decision_page(request, pk, move_form=form, status=422)


@require_POST
@in_workspace
def reverse(request: Request, pk: int) -> HttpResponse:
    """Take a taken decision back, with the reason."""
    request.actor.require("plan")
    form = ReverseForm(
        request.POST, actor=request.actor, decision_id=pk, auto_id="reverse_%s"
    )
    if form.is_valid():
        try:
            actions.reverse_decision(
                actor=request.actor, decision_id=pk, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The decision is taken back; the reason is saved.")
            return go(request, address(request, pk))
    return decision_page(request, pk, reverse_form=form, status=422)
