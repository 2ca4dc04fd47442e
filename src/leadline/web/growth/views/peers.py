"""What others say: peers by a link without an account, and a manager."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from leadline.accounts.types import Actor, Role
from leadline.foundation.errors import Conflict, Invalid
from leadline.growth import actions, queries
from leadline.web.growth.forms import LevelsForm, PeerForm
from leadline.web.growth.views.cycles import address, cycle_page
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


@require_POST
@in_workspace
def invite(request: Request, pk: int) -> HttpResponse:
    """Make a link for one peer and show it, this once; or take unused ones back."""
    if request.POST.get("do") == "take":
        actions.take_back_links(actor=request.actor, cycle_id=pk)
        toast(request, "No link that was not used works any more.")
        return go(request, address(request, "cycle", pk))
    token = actions.peer_link_for(
        actor=request.actor, cycle_id=pk, on=timezone.localdate()
    )
    path = reverse("peer_answer", args=[request.actor.workspace_id, token])
    return cycle_page(request, pk, link=request.build_absolute_uri(path))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, space: int, token: str) -> HttpResponse:
    """Ask a peer, who needs no account and learns nothing but a name."""
    peer = Actor(space, 0, Role.READER, "link")
    today = timezone.localdate()
    page = queries.peer_page(actor=peer, token=token, on=today)
    form = PeerForm(request.POST or None, plan=page.framework)
    context = {"form": form, "page": page, "is_done": False}
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_as_peer(
                actor=peer,
                token=token,
                levels=form.levels(),
                comment=form.cleaned_data["comment"],
                on=today,
            )
        except Invalid as error:
            show_on(form, error)
        else:
            context["is_done"] = True
            return django_render(request, "growth/peer.html", context)
    status = 422 if form.is_bound else 200
    return django_render(request, "growth/peer.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def view(request: Request, pk: int) -> HttpResponse:
    """Give the manager's view of somebody who asked for it."""
    plan, who = queries.asked_view(actor=request.actor, cycle_id=pk)
    form = LevelsForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate_as_manager(
                actor=request.actor, cycle_id=pk, levels=form.levels()
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Your view is with them; they decide who else sees it.")
            return go(request, address(request))
    status = 422 if form.is_bound else 200
    context = {"form": form, "name": who, "who": who}
    return render(request, "growth/rate.html", context, status=status)
