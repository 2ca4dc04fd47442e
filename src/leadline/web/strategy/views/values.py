"""One value of a goal: its field where it stands, and the way back."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from leadline.strategy import queries
from leadline.web.shell.requests import Request, in_workspace
from leadline.web.shell.values import Value, edited, put_back, shown, way_back
from leadline.web.strategy.value_forms import keep_value, label_of, value_form


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def goal_value(request: Request, pk: int, name: str) -> HttpResponse:
    """Give the field of one value, keep it, or give the value as it stands."""
    actor = request.actor
    goal = queries.goal_page(actor=actor, goal_id=pk).goal
    label, args = label_of(name), [actor.workspace_id, pk]
    show = partial(_shown, request, pk, name, label)
    if "shown" in request.GET:
        return show()
    actor.require("plan")
    form = value_form(actor, goal, name, request.POST or None)

    def back() -> str | None:
        address = reverse("strategy:goal_value_back", args=[*args, name])
        stands = queries.goal_page(actor=actor, goal_id=pk).goal
        return way_back(address, form, stands.version, reason="Taken back")

    keep = partial(keep_value, actor, pk, form)
    own_page = reverse("strategy:goal", args=args)
    return edited(request, form, Value(label, goal.name, own_page, keep, back, show))


def _shown(request: Request, pk: int, name: str, label: str) -> HttpResponse:
    page = queries.goal_page(actor=request.actor, goal_id=pk)
    context = {"goal": page.goal, "page": page, "name": name, "label": label}
    return shown(request, "strategy/value.html", context)


@require_POST
@in_workspace
def goal_value_back(request: Request, pk: int, name: str) -> HttpResponse:
    """Put back what one value said, unless somebody has changed the goal since."""
    actor = request.actor
    actor.require("plan")
    goal, label = queries.goal_page(actor=actor, goal_id=pk).goal, label_of(name)
    form = value_form(actor, goal, name, request.GET)
    own_page = reverse("strategy:goal", args=[actor.workspace_id, pk])
    keep = partial(keep_value, actor, pk, form)
    return put_back(request, form, label, own_page, keep)
