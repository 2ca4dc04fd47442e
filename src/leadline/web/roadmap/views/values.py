"""One value of a bet: its field where it stands, and the way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.roadmap import queries
from leadline.web.roadmap.value_forms import keep_value, label_of, value_form
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    back_to,
    go,
    in_workspace,
    is_number,
    wants_part,
)
from leadline.web.shell.toasts import toast
from leadline.web.shell.values import asked, keep_on_top, shown, way_back


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
    if request.method == "POST" and form.is_valid():
        try:
            keep_on_top(
                form, lambda seen: keep_value(actor, bet, name, form, seen, now)
            )
        except (Conflict, Invalid, NotAllowed) as error:
            show_on(form, error)
        else:
            stands = queries.bet_page(actor=actor, bet_id=pk).bet
            back = reverse("roadmap:bet_value_back", args=[*args, name])
            also = {"reason": "Taken back"} if name == "state" else {}
            undo = way_back(back, form, stands.version, **also)
            toast(request, f"The {label} is changed.", undo)
            if not wants_part(request):
                return go(request, reverse("roadmap:bet", args=args))
            return _shown(request, pk, name, label)
    own_page = reverse("roadmap:bet", args=args)
    return asked(request, form, own_page, bet.title, label)


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
    version = request.GET.get("version", "")
    if not form.is_valid() or not is_number(version):
        raise Invalid("What it said before cannot be read. Edit the value instead.")
    keep_value(actor, bet, name, form, int(version), now)
    toast(request, f"The {label} is what it was.")
    own_page = reverse("roadmap:bet", args=[actor.workspace_id, pk])
    return go(request, back_to(request, own_page))
