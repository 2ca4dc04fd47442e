"""Addresses that are told what happens to records; for owners."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from leadline.connections import actions, queries
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.mailing import own_address
from leadline.web.connections.forms import EndpointForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


def _page(request: Request, pk: int) -> str:
    return reverse("connections:webhook", args=[request.actor.workspace_id, pk])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def webhooks(request: Request) -> HttpResponse:
    """Show the addresses that are told, and take in another; its secret shows once."""
    found = queries.list_endpoints(actor=request.actor)
    form = EndpointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = actions.add_endpoint(
                actor=request.actor, endpoint=form.said()
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            return _one(request, made.id, secret=secret)
    status = 422 if request.method == "POST" else 200
    context = {"endpoints": found, "form": form, "has_address": bool(own_address())}
    return render(request, "connections/webhooks.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def webhook(request: Request, pk: int) -> HttpResponse:
    """Show an address with what it was told, and change it."""
    endpoint = queries.endpoint_row(actor=request.actor, endpoint_id=pk)
    if request.method != "POST":
        return _one(request, pk)
    form = EndpointForm(request.POST, endpoint=endpoint)
    if form.is_valid():
        try:
            actions.change_endpoint(
                actor=request.actor, endpoint_id=pk, endpoint=form.said(),
                seen=form.saw(),
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Kept; it is told so from now on.")
            return go(request, _page(request, pk))
    return _one(request, pk, form=form, status=422)


def _one(
    request: Request,
    pk: int,
    *,
    form: EndpointForm | None = None,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    endpoint = queries.endpoint_row(actor=request.actor, endpoint_id=pk)
    deliveries = queries.list_deliveries(
        actor=request.actor, endpoint_id=pk, page=request.GET.get("page")
    )
    context = {
        "endpoint": endpoint,
        "deliveries": deliveries,
        "form": form or EndpointForm(endpoint=endpoint),
        "secret": secret,
        "now": timezone.now(),
    }
    return render(request, "connections/webhook.html", context, status=status)


@require_POST
@in_workspace
def switch(request: Request, pk: int) -> HttpResponse:
    """Tell an address from now on, or no more."""
    is_on = request.POST.get("on") == "yes"
    actions.switch_endpoint(actor=request.actor, endpoint_id=pk, is_on=is_on)
    return go(request, _page(request, pk))


@never_cache
@require_POST
@in_workspace
def rotate(request: Request, pk: int) -> HttpResponse:
    """Put another secret in place and show it, once."""
    _, secret = actions.rotate_secret(
        actor=request.actor, endpoint_id=pk, now=timezone.now()
    )
    return _one(request, pk, secret=secret)


@require_POST
@in_workspace
def try_it(request: Request, pk: int) -> HttpResponse:
    """Put a message on its way that tells of nothing."""
    actions.try_endpoint(actor=request.actor, endpoint_id=pk, now=timezone.now())
    toast(request, "On its way; within a minute it says here how it went.")
    return go(request, _page(request, pk))


@require_POST
@in_workspace
def again(request: Request, pk: int, delivery_id: int) -> HttpResponse:
    """Send a message again, by hand."""
    actions.send_again(actor=request.actor, delivery_id=delivery_id, now=timezone.now())
    toast(request, "On its way again, under its own id.")
    return go(request, _page(request, pk))


@require_POST
@in_workspace
def remove(request: Request, pk: int) -> HttpResponse:
    """Forget an address with its secret and its messages."""
    actions.remove_endpoint(actor=request.actor, endpoint_id=pk)
    toast(request, "The address and its secret are forgotten.")
    return go(
        request, reverse("connections:webhooks", args=[request.actor.workspace_id])
    )
