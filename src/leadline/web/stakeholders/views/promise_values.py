"""One value of a promise: its field where it stands, and the way back."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.roadmap.queries import bets_of_promise
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import PromiseRow
from leadline.web.shell.requests import Request, in_workspace
from leadline.web.shell.values import Value, edited, put_back, shown, way_back
from leadline.web.stakeholders.promise_forms import (
    REASONED,
    PromiseValueForm,
    keep_value,
    label_of,
)


def _row(request: Request, pk: int) -> PromiseRow:
    today = timezone.localdate()
    return queries.promise_row(actor=request.actor, promise_id=pk, on=today)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def promise_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    actor, row, label = request.actor, _row(request, pk), label_of(name)
    show = partial(_shown, request, pk, name, label)
    if "shown" in request.GET:
        return show()
    actor.require("change")
    form = PromiseValueForm(
        request.POST or None, actor=actor, promise=row, name=name,
        bets=bets_of_promise(actor=actor, promise_id=pk),
    )  # fmt: skip
    args = [actor.workspace_id, pk]

    def back() -> str | None:
        address = reverse("stakeholders:promise_value_back", args=[*args, name])
        also = {"why": "Taken back"} if name in REASONED else {}
        return way_back(address, form, _row(request, pk).version, **also)

    keep = partial(keep_value, actor, pk, name, form, now=timezone.now())
    own_page = reverse("stakeholders:promise", args=args)
    return edited(request, form, Value(label, row.what, own_page, keep, back, show))


def _shown(request: Request, pk: int, name: str, label: str) -> HttpResponse:
    context = {
        "row": _row(request, pk),
        "bets": bets_of_promise(actor=request.actor, promise_id=pk),
        "name": name,
        "label": label,
        "level": request.GET.get("level", ""),
    }
    return shown(request, "stakeholders/promise_value.html", context)


@require_POST
@in_workspace
def promise_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one value said, unless somebody has changed the promise since."""
    actor, now = request.actor, timezone.now()
    actor.require("change")
    row, label = _row(request, pk), label_of(name)
    bets = bets_of_promise(actor=actor, promise_id=pk)
    form = PromiseValueForm(request.GET, actor=actor, promise=row, name=name, bets=bets)
    if name == "state":  # it may have ended: it goes back where no move leads
        was = request.GET.get("state", "")
        form.fields["state"].choices = [(was, was)]  # type: ignore[attr-defined]

    def keep(seen: int) -> None:
        if name == "state":
            actions.take_promise_back(actor=actor, promise_id=pk, seen=seen, now=now)
        else:
            keep_value(actor, pk, name, form, seen, now=now)

    own_page = reverse("stakeholders:promise", args=[actor.workspace_id, pk])
    return put_back(request, form, label, own_page, keep)
