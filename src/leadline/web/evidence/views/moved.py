"""Pages whose work is done in place now: their addresses lead there."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from leadline.evidence import queries
from leadline.web.evidence.addresses import here
from leadline.web.shell.requests import Request, in_workspace


@require_safe
@in_workspace
def need_rename(request: Request, pk: int) -> HttpResponse:
    """Lead to the need, whose words are edited where they stand."""
    queries.need_card(actor=request.actor, need_id=pk)
    return HttpResponsePermanentRedirect(here(request, "need", pk))


@require_safe
@in_workspace
def feedback_edit(request: Request, pk: int) -> HttpResponse:
    """Lead to the piece, each value of which is edited where it stands."""
    queries.feedback_card(actor=request.actor, feedback_id=pk)
    return HttpResponsePermanentRedirect(here(request, "feedback_item", pk))
