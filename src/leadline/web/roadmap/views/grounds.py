"""What a bet rests on: choosing its needs among many."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.evidence.queries import list_needs
from leadline.evidence.types import NeedFilter
from leadline.roadmap import actions, queries
from leadline.web.shell.requests import Request, go, in_workspace, numbers, render
from leadline.web.shell.toasts import toast

OFFERED = 40


@require_safe
@in_workspace
def bet_grounds(request: Request, pk: int) -> HttpResponse:
    """Choose the needs a bet answers."""
    actor = request.actor
    page = queries.bet_page(actor=actor, bet_id=pk)
    text = request.GET.get("text", "")[:100]
    now = timezone.now()
    wanted = NeedFilter(text=text, sort="-pieces")
    found = list_needs(actor=actor, wanted=wanted, now=now, per_page=OFFERED)
    linked = {need.id for need in page.needs}
    context = {
        "bet": page.bet,
        "needs": page.needs,
        "text": text,
        "others": [need for need in found.items if need.id not in linked],
        "offered": OFFERED,
        "is_cut": found.has_next,
    }
    return render(request, "roadmap/grounds.html", context, part="choice")


@require_POST
@in_workspace
def bet_needs(request: Request, pk: int) -> HttpResponse:
    """Keep the needs that are ticked."""
    actions.set_bet_needs(
        actor=request.actor,
        bet_id=pk,
        need_ids=numbers(request.POST.getlist("need")),
        now=timezone.now(),
    )
    toast(request, "The needs are saved.")
    return go(request, reverse("roadmap:bet", args=[request.actor.workspace_id, pk]))
