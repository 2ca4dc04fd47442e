"""Ways in: what other programs send, and what is read at an address; for owners."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from leadline.connections import actions, queries
from leadline.foundation.errors import Conflict, Invalid
from leadline.web.connections.forms import IntakeForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


def _home(request: Request) -> str:
    return reverse("connections:intakes", args=[request.actor.workspace_id])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def intakes(request: Request) -> HttpResponse:
    """Show the ways in, and open another; the secret of one shows once."""
    request.actor.require("administer")
    form = IntakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = actions.add_intake(
                actor=request.actor, intake=form.said(), now=timezone.now()
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            return _all(request, IntakeForm(), secret=secret, new=made.id)
    return _all(request, form, status=422 if request.method == "POST" else 200)


def _all(
    request: Request,
    form: IntakeForm,
    *,
    secret: str = "",
    new: int = 0,
    status: int = 200,
) -> HttpResponse:
    found = queries.list_intakes(actor=request.actor)
    at = {
        one.id: request.build_absolute_uri(reverse("sent_in", args=[one.key]))
        for one in found
        if one.key
    }
    context = {
        "intakes": [(one, at.get(one.id, "")) for one in found],
        "form": form,
        "secret": secret,
        "new": at.get(new, ""),
    }
    return render(request, "connections/intakes.html", context, status=status)


@require_POST
@in_workspace
def switch(request: Request, pk: int) -> HttpResponse:
    """Take in by a way, or close it for a while."""
    is_on = request.POST.get("on") == "yes"
    actions.switch_intake(
        actor=request.actor, intake_id=pk, is_on=is_on, now=timezone.now()
    )
    return go(request, _home(request))


@require_POST
@in_workspace
def again(request: Request, pk: int) -> HttpResponse:
    """Read once more what was put aside."""
    actions.read_aside(actor=request.actor, intake_id=pk, now=timezone.now())
    toast(request, "It is read within a minute.")
    return go(request, _home(request))


@never_cache
@require_POST
@in_workspace
def renew(request: Request, pk: int) -> HttpResponse:
    """Give who sends another secret and show it, once."""
    made, secret = actions.renew_intake(actor=request.actor, intake_id=pk)
    return _all(request, IntakeForm(), secret=secret, new=made.id)


@require_POST
@in_workspace
def remove(request: Request, pk: int) -> HttpResponse:
    """Forget a way in and what waits there."""
    actions.remove_intake(actor=request.actor, intake_id=pk)
    toast(request, "It is forgotten; what came by it stays.")
    return go(request, _home(request))
