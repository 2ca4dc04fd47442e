"""The map of needs: how many ask for each, and what one of them pays."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leadline.evidence import queries
from leadline.roadmap.queries import list_bet_names, needs_of_bets
from leadline.roadmap.types import BetState
from leadline.web.evidence.forms import NeedFilterForm
from leadline.web.evidence.need_map import MOST, need_map
from leadline.web.shell.requests import Request, in_workspace, render


@require_safe
@in_workspace
def needs_map(request: Request) -> HttpResponse:
    """Show the needs of the list's filter on a map; htmx asks for it alone."""
    actor, form = request.actor, NeedFilterForm(request.GET)
    needs = queries.list_needs(
        actor=actor, wanted=form.wanted(), now=timezone.now(), per_page=MOST
    )
    alive = [
        bet for bet in list_bet_names(actor=actor) if bet.state != BetState.DROPPED
    ]
    of_bets = needs_of_bets(actor=actor, bet_ids=[bet.id for bet in alive])
    rows = sorted(needs, key=lambda need: (-need.customers, need.id))
    context = {
        "form": form,
        "map": need_map(rows, set().union(*of_bets.values())),
        "rows": rows,
        "total": needs.total,
        "is_filtered": bool(form.given().keys() - {"sort"}),
    }
    return render(request, "evidence/need_map.html", context, part="map")
