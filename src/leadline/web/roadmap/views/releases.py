"""What outside people may hear of a bet."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leadline.foundation.errors import Invalid
from leadline.roadmap import actions
from leadline.roadmap.queries import name_of_bet
from leadline.web.roadmap.forms import ReleaseForm
from leadline.web.shell.requests import Request, go, in_workspace
from leadline.web.shell.toasts import toast


@require_POST
@in_workspace
def release(request: Request, pk: int) -> HttpResponse:
    """Let one partner hear of a bet, by a name of its own if need be."""
    actor = request.actor
    actor.require("change")
    name_of_bet(actor=actor, bet_id=pk)
    form = ReleaseForm(request.POST, actor=actor)
    if not form.is_valid():
        raise Invalid("Choose the partner who may hear of it.")
    actions.release_bet(
        actor=actor,
        bet_id=pk,
        person_id=int(form.cleaned_data["person"]),
        words=form.cleaned_data["words"],
        now=timezone.now(),
    )
    toast(request, "They may hear of it: it stands in their next briefing.")
    return _back(request, pk)


@require_POST
@in_workspace
def withhold(request: Request, pk: int, person_id: int) -> HttpResponse:
    """Take back that a partner may hear of a bet."""
    actions.withhold_bet(actor=request.actor, bet_id=pk, person_id=person_id)
    toast(request, "Taken back: it is in no briefing for them from now on.")
    return _back(request, pk)


def _back(request: Request, pk: int) -> HttpResponse:
    return go(request, reverse("roadmap:bet", args=[request.actor.workspace_id, pk]))
