"""To tell."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.foundation.errors import Invalid
from leadline.foundation.paging import listed
from leadline.foundation.words import plural
from leadline.overview.telling import ToTell, to_tell
from leadline.stakeholders import actions
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast

SIZE = 30


def address(request: Request, name: str, *ids: int) -> str:
    """Return an address of the stakeholders area."""
    return reverse(f"stakeholders:{name}", args=[request.actor.workspace_id, *ids])


@require_safe
@in_workspace
def tell(request: Request) -> HttpResponse:
    """Show who is to be told of what."""
    waiting = to_tell(actor=request.actor, now=timezone.now())
    people: dict[int, list[ToTell]] = {}
    for one in waiting:
        people.setdefault(one.person_id, []).append(one)
    page = listed(list(people.values()), list, request.GET.get("page"), SIZE)
    context = {"waiting": waiting, "page": page}
    return render(request, "stakeholders/tell.html", context)


@require_POST
@in_workspace
def told(request: Request) -> HttpResponse:
    """Note that somebody was told of one change or several, or need not know."""
    actor = request.actor
    actor.require("change")
    given = request.POST.get("person", "")
    if not is_number(given):
        raise Invalid("Choose who was told.")
    subjects = request.POST.getlist("subject")
    if not subjects:
        raise Invalid("Tick what it is about.")
    for subject in subjects:
        actions.mark_told(
            actor=actor,
            person_id=int(given),
            subject=subject,
            how=request.POST.get("how", ""),
            now=timezone.now(),
            is_needless=request.POST.get("do") == "needless",
        )
    toast(request, f"{plural(len(subjects), 'change is', 'changes are')} noted.")
    return go(request, address(request, "tell"))
