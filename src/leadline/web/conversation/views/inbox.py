"""One's own inbox, and how one is told."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.conversation import actions, queries
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.mailing import can_tell
from leadline.web.conversation.forms import TellingForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast


def _address(request: Request) -> str:
    return reverse("conversation:inbox", args=[request.actor.workspace_id])


@require_safe
@in_workspace
def inbox(request: Request) -> HttpResponse:
    """Show what one was told, the latest first, and how one is told."""
    return _inbox(request)


def _inbox(request: Request, status: int = 200, **given: Any) -> HttpResponse:
    shows_all = request.GET.get("show") == "all"
    telling, version = queries.telling_of(actor=request.actor)
    notes = queries.list_notes(
        actor=request.actor, only_new=not shows_all, page=request.GET.get("page")
    )
    context = {
        "notes": notes,
        "shows_all": shows_all,
        "newest": max((note.id for note in notes), default=0),
        "form": TellingForm(None, telling=telling, version=version),
        "can_tell": can_tell(),
        "zone": str(queries.zone_of(actor=request.actor)),
        **given,
    }
    return render(
        request, "conversation/inbox.html", context, part="notes", status=status
    )


@require_POST
@in_workspace
def read_all(request: Request) -> HttpResponse:
    """Mark as read all that was on the page, and nothing that came since."""
    newest = request.POST.get("newest", "")
    until = int(newest) if is_number(newest) else None
    actions.read_all_notes(actor=request.actor, now=timezone.now(), until=until)
    return go(request, _address(request))


@require_POST
@in_workspace
def read(request: Request, pk: int) -> HttpResponse:
    """Mark one line as read, or as new again."""
    actions.read_note(
        actor=request.actor, note_id=pk, now=timezone.now(),
        is_read=request.POST.get("as") != "new",
    )  # fmt: skip
    show = "?show=all" if request.POST.get("show") == "all" else ""
    return go(request, _address(request) + show)


@require_POST
@in_workspace
def telling(request: Request) -> HttpResponse:
    """Say how one wants to be told."""
    stands, version = queries.telling_of(actor=request.actor)
    form = TellingForm(request.POST, telling=stands, version=version)
    if form.is_valid():
        try:
            actions.set_telling(
                actor=request.actor, said=form.said(), now=timezone.now(),
                seen=form.saw(),
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "You are told as you said.")
            return go(request, _address(request))
    return _inbox(request, status=422, form=form)
