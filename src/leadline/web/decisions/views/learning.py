"""Learn next: what to ask whom while the plan may change."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leadline.decisions import queries
from leadline.web.shell.requests import Request, in_workspace, render

MANY = 10


@require_safe
@in_workspace
def learn(request: Request) -> HttpResponse:
    """Show the one list of what is worth learning, by the plan to steer by."""
    on = timezone.localdate()
    found = queries.lessons(actor=request.actor, on=on, limit=MANY)
    talks = [] if found.rows else queries.next_talks(actor=request.actor, on=on)
    context = {"learn": found, "talks": talks}
    return render(request, "decisions/learn.html", context)
