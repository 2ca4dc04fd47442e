"""Templates of launches: those built in to read, and one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.paging import PER_PAGE
from leadline.launches import actions, queries
from leadline.launches.types import LaunchKind
from leadline.web.launches.forms import TemplateForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


def _address(request: Request) -> str:
    return reverse("launches:templates", args=[request.actor.workspace_id])


@require_safe
@in_workspace
def templates(request: Request) -> HttpResponse:
    """Show the templates there are, and what is in each that is built in."""
    actor = request.actor
    context = {
        "own": queries.list_templates(
            actor=actor, page=request.GET.get("page"), size=PER_PAGE
        ),
        "built_in": [
            queries.built_in_template(actor=actor, kind=kind) for kind in LaunchKind
        ],
    }
    return render(request, "launches/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_template(request: Request) -> HttpResponse:
    """Write a template, beginning with one that is built in."""
    request.actor.require("change")
    asked = request.GET.get("kind", "")
    kind = asked if asked in LaunchKind.values else LaunchKind.MAJOR.value
    text = queries.built_in_template(actor=request.actor, kind=kind).text
    form = TemplateForm(request.POST or None, text=text)
    return _kept(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def template(request: Request, pk: int) -> HttpResponse:
    """Read a template of one's own, and change it."""
    card = queries.template_card(actor=request.actor, template_id=pk)
    form = TemplateForm(request.POST or None, text=card.text, version=card.version)
    return _kept(request, form, pk)


def _kept(request: Request, form: TemplateForm, pk: int | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_template(
                actor=request.actor, text=form.cleaned_data["text"],
                now=timezone.now(), template_id=pk, seen=form.saw(),
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Saved. Launches that are begun stay as they are.")
            return go(request, _address(request))
    status = 422 if form.is_bound else 200
    context = {"form": form, "pk": pk}
    return render(request, "launches/template.html", context, status=status)


@require_POST
@in_workspace
def remove(request: Request, pk: int) -> HttpResponse:
    """Take a template away."""
    gone = actions.remove_template(actor=request.actor, template_id=pk)
    toast(request, f"“{gone.name}” is gone. Launches begun with it stay.")
    return go(request, _address(request))
