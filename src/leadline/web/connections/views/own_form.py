"""The feedback form as owners word it, open it and close it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from leadline.accounts.queries import sharing_rules
from leadline.connections import actions, queries
from leadline.foundation.errors import Conflict, Invalid
from leadline.web.connections.forms import OwnForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


def _home(request: Request) -> str:
    return reverse("connections:form", args=[request.actor.workspace_id])


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def own_form(request: Request) -> HttpResponse:
    """Show the form's address and words, and change its words."""
    card = queries.form_card(actor=request.actor)
    form = OwnForm(request.POST or None, card=card)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_form(actor=request.actor, form=form.said(), seen=form.saw())
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Kept; the page says so from now on.")
            return go(request, _home(request))
    sites = sharing_rules(actor=request.actor).sites
    context = {"card": card, "form": form, "sites": sites}
    if card.key:
        for name, address in (("link", "form_page"), ("frame", "form_embed")):
            path = reverse(address, args=[card.key])
            context[name] = request.build_absolute_uri(path)
    status = 422 if request.method == "POST" else 200
    return render(request, "connections/form.html", context, status=status)


@require_POST
@in_workspace
def switch(request: Request) -> HttpResponse:
    """Open the form for everybody who has its address, or close it."""
    is_on = request.POST.get("on") == "yes"
    actions.switch_form(actor=request.actor, is_on=is_on)
    toast(request, "Whoever has its address can write." if is_on else "It is closed.")
    return go(request, _home(request))


@require_POST
@in_workspace
def renew(request: Request) -> HttpResponse:
    """Give the form another address."""
    actions.renew_form(actor=request.actor)
    toast(request, "It has another address; the one before leads nowhere.")
    return go(request, _home(request))
