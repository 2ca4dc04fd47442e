"""What a range means, said back while it is typed."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from leadline.foundation.ranges import Asked
from leadline.web.shell.requests import Request, in_workspace, render
from leadline.web.shell.said_back import said_back

LONGEST_UNIT = 40


@require_safe
@in_workspace
def read_back(request: Request) -> HttpResponse:
    """Say in words what a range means, draw it, and say how one's record reads it."""
    text = str(request.GET.get(request.GET.get("field", ""), ""))
    unit = str(request.GET.get("unit", ""))[:LONGEST_UNIT]
    said = said_back(actor=request.actor, text=text, asked=Asked(unit))
    context = {"words": said.words, "record": said.record, "curve": said.curve}
    return render(request, "decisions/_range.html", context)
