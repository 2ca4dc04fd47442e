"""One's own inbox, and how one is told."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.conversation import actions, queries
from leadline.conversation.types import Shelf
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.mailing import can_tell
from leadline.web.conversation.forms import TellingForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    go,
    in_workspace,
    is_number,
    render,
    wants_part,
)
from leadline.web.shell.toasts import toast, undone


def _address(request: Request) -> str:
    return reverse("conversation:inbox", args=[request.actor.workspace_id])


@require_safe
@in_workspace
def inbox(request: Request) -> HttpResponse:
    """Show what one was told, the latest first, and how one is told."""
    return _inbox(request)


def _inbox(request: Request, status: int = 200, **given: Any) -> HttpResponse:
    shelf = _shelf(request.POST.get("show") or request.GET.get("show"))
    telling, version = queries.telling_of(actor=request.actor)
    notes = queries.list_notes(
        actor=request.actor, shelf=shelf, page=request.GET.get("page")
    )
    context = {
        "notes": notes,
        "shelf": shelf,
        "shelves": Shelf,
        "snoozed": queries.count_snoozed(actor=request.actor),
        "newest": max((note.id for note in notes), default=0),
        "form": TellingForm(None, telling=telling, version=version),
        "can_tell": can_tell(),
        "zone": str(queries.zone_of(actor=request.actor)),
        **given,
    }
    return render(
        request, "conversation/inbox.html", context, part="inbox", status=status
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
    return _back(request)


@require_POST
@in_workspace
def snooze(request: Request, pk: int) -> HttpResponse:
    """Let one line sleep until the hour of the digest."""
    until = actions.snooze_note(actor=request.actor, note_id=pk, now=timezone.now())
    undo = reverse("conversation:note_wake", args=[request.actor.workspace_id, pk])
    local = until.astimezone(queries.zone_of(actor=request.actor))
    toast(request, f"It comes back on {local:%a %-d %b, %H:%M}.", undo)
    return _back(request)


@require_POST
@in_workspace
def wake(request: Request, pk: int) -> HttpResponse:
    """Bring one line back at once."""
    actions.wake_note(actor=request.actor, note_id=pk)
    undone(request, "the line is back.")
    return _back(request)


def _back(request: Request) -> HttpResponse:
    """Show the shelf that one was at: as a part where it stands, else as a page."""
    if wants_part(request):
        return _inbox(request)
    return go(request, f"{_address(request)}?show={_shelf(request.POST.get('show'))}")


def _shelf(said: str | None) -> Shelf:
    return Shelf(said) if said in Shelf.values else Shelf.NEW


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
