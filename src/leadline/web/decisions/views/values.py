"""One value of a decision: its field where it stands, and the way back."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.decisions import queries
from leadline.web.decisions.value_forms import keep_value, label_of, value_form
from leadline.web.shell.requests import Request, in_workspace
from leadline.web.shell.values import Value, edited, put_back, shown, way_back


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def decision_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    actor = request.actor
    page = queries.decision_page(actor=actor, decision_id=pk)
    label, args = label_of(name), [actor.workspace_id, pk]
    show = partial(_shown, request, pk, name, label)
    if "shown" in request.GET:
        return show()
    actor.require("change")
    form = value_form(actor, page, name, request.POST or None)

    def back() -> str | None:
        address = reverse("decisions:decision_value_back", args=[*args, name])
        stands = queries.decision_page(actor=actor, decision_id=pk).row
        return way_back(address, form, stands.version)

    keep = partial(keep_value, actor, pk, form, now=timezone.now())
    own_page, record = reverse("decisions:decision", args=args), page.row.question
    return edited(request, form, Value(label, record, own_page, keep, back, show))


def _shown(request: Request, pk: int, name: str, label: str) -> HttpResponse:
    about = queries.decision_page(actor=request.actor, decision_id=pk)
    context = {"about": about, "row": about.row, "name": name, "label": label}
    context["level"] = request.GET.get("level", "")
    return shown(request, "decisions/value.html", context)


@require_POST
@in_workspace
def decision_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one value said, unless somebody has changed the decision since."""
    actor = request.actor
    actor.require("change")
    page, label = queries.decision_page(actor=actor, decision_id=pk), label_of(name)
    form = value_form(actor, page, name, request.GET)
    keep = partial(keep_value, actor, pk, form, now=timezone.now())
    own_page = reverse("decisions:decision", args=[actor.workspace_id, pk])
    return put_back(request, form, label, own_page, keep)
