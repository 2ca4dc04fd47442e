"""Channels of Slack and Teams, and what they hear; for owners."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.conversation import actions, queries
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.mailing import own_address
from leadline.web.conversation.forms import ChannelForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


def _address(request: Request) -> str:
    return reverse("conversation:channels", args=[request.actor.workspace_id])


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def channels(request: Request) -> HttpResponse:
    """Show the channels that are told, and take in another."""
    found = queries.list_channels(actor=request.actor)
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_channel(
                actor=request.actor, channel=form.said(), now=timezone.now()
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The channel is told from now on.")
            return go(request, _address(request))
    status = 422 if request.method == "POST" else 200
    context = {"channels": found, "form": form, "has_address": bool(own_address())}
    return render(request, "conversation/channels.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def channel(request: Request, pk: int) -> HttpResponse:
    """Show a channel, and change what it is called and hears."""
    found = queries.channel_row(actor=request.actor, channel_id=pk)
    form = ChannelForm(request.POST or None, channel=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_channel(
                actor=request.actor, channel_id=pk, channel=form.said(),
                now=timezone.now(), seen=form.saw(),
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Kept; it is told so from now on.")
            return go(request, _address(request))
    status = 422 if request.method == "POST" else 200
    context = {"channel": found, "form": form}
    return render(request, "conversation/channel.html", context, status=status)


@require_POST
@in_workspace
def switch(request: Request, pk: int) -> HttpResponse:
    """Tell a channel, or be silent there."""
    is_on = request.POST.get("on") == "yes"
    actions.switch_channel(
        actor=request.actor, channel_id=pk, is_on=is_on, now=timezone.now()
    )
    return go(request, _address(request))


@require_POST
@in_workspace
def remove(request: Request, pk: int) -> HttpResponse:
    """Forget a channel and its address."""
    actions.remove_channel(actor=request.actor, channel_id=pk)
    toast(request, "The channel and its address are forgotten.")
    return go(request, _address(request))
