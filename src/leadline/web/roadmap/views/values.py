"""One value of a bet: its field where it stands, and the way back."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.roadmap import queries
from leadline.web.roadmap.value_forms import keep_value, label_of, value_form
from leadline.web.shell.requests import Request, in_workspace
from leadline.web.shell.values import Value, edited, put_back, shown, way_back


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def bet_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    actor, now = request.actor, timezone.now()
    bet = queries.bet_page(actor=actor, bet_id=pk).bet
    label = label_of(bet, name)
    args = [actor.workspace_id, pk]
    if "shown" in request.GET:
        return _shown(request, pk, name, label)
    actor.require("change")
    form = value_form(actor, bet, name, request.POST or None, now)
    own_page = reverse("roadmap:bet", args=args)

    def back() -> str | None:
        stands = queries.bet_page(actor=actor, bet_id=pk).bet
        address = reverse("roadmap:bet_value_back", args=[*args, name])
        also = {"reason": "Taken back"} if name == "state" else {}
        return way_back(address, form, stands.version, **also)

    keep = partial(keep_value, actor, bet, name, form, now=now)
    show = partial(_shown, request, pk, name, label)
    return edited(request, form, Value(label, bet.title, own_page, keep, back, show))


def _shown(request: Request, pk: int, name: str, label: str) -> HttpResponse:
    bet = queries.bet_page(actor=request.actor, bet_id=pk).bet
    context = {"bet": bet, "name": name, "label": label}
    context["level"] = request.GET.get("level", "")
    if "effort" in label:
        context["effort"] = next(e for e in bet.efforts if name == f"team_{e.team_id}")
    return shown(request, "roadmap/value.html", context)


@require_POST
@in_workspace
def bet_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one value said, unless somebody has changed the bet since."""
    actor, now = request.actor, timezone.now()
    actor.require("change")
    bet = queries.bet_page(actor=actor, bet_id=pk).bet
    label = label_of(bet, name)
    form = value_form(actor, bet, name, request.GET, now)
    own_page = reverse("roadmap:bet", args=[actor.workspace_id, pk])
    keep = partial(keep_value, actor, bet, name, form, now=now)
    return put_back(request, form, label, own_page, keep)
