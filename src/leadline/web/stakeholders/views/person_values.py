"""One fact of a stakeholder: its field where it stands, and the way back."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from leadline.stakeholders import queries
from leadline.stakeholders.types import PersonRow
from leadline.web.shell.requests import Request, in_workspace
from leadline.web.shell.values import Value, edited, put_back, shown, way_back
from leadline.web.stakeholders.person_values import keep_value, label_of, value_form


def _row(request: Request, pk: int) -> PersonRow:
    today = timezone.localdate()
    return queries.person_page(actor=request.actor, person_id=pk, on=today).row


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def person_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one fact, keep it, or give the fact as it stands."""
    actor, row, label = request.actor, _row(request, pk), label_of(name)
    show = partial(_shown, request, pk, name, label)
    if "shown" in request.GET:
        return show()
    actor.require("change")
    form = value_form(actor, row, name, request.POST or None)
    args = [actor.workspace_id, pk]

    def back() -> str | None:
        address = reverse("stakeholders:person_value_back", args=[*args, name])
        return way_back(address, form, _row(request, pk).version)

    keep = partial(keep_value, actor, pk, form)
    own_page = reverse("stakeholders:person", args=args)
    return edited(request, form, Value(label, row.name, own_page, keep, back, show))


def _shown(request: Request, pk: int, name: str, label: str) -> HttpResponse:
    context = {"row": _row(request, pk), "name": name, "label": label}
    return shown(request, "stakeholders/person_value.html", context)


@require_POST
@in_workspace
def person_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one fact said, unless somebody has changed them since."""
    actor = request.actor
    actor.require("change")
    row, label = _row(request, pk), label_of(name)
    form = value_form(actor, row, name, request.GET)
    own_page = reverse("stakeholders:person", args=[actor.workspace_id, pk])
    return put_back(
        request, form, label, own_page, partial(keep_value, actor, pk, form)
    )
