"""What a range means, said back while it is typed."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from leadline.decisions import queries
from leadline.foundation.errors import Invalid
from leadline.foundation.ranges import Asked, range_in_words, read_range
from leadline.web.shell.requests import Request, in_workspace, render
from leadline.web.shell.spoken_fields import MIDDLE

LONGEST_UNIT = 40


@require_safe
@in_workspace
def read_back(request: Request) -> HttpResponse:
    """Say in words what a range means, and how one's own record reads it."""
    text = next((v for k, v in request.GET.items() if k.endswith(MIDDLE)), "")
    unit = str(request.GET.get("unit", ""))[:LONGEST_UNIT]
    words = record = ""
    asked = Asked(unit)
    try:
        if str(text).strip():
            said = read_range(str(text), asked)
            words = range_in_words(said, unit)
            found = queries.ranges_record(actor=request.actor)
            if found.is_enough and not said.is_exact:
                read = queries.read_by_own_record(
                    actor=request.actor, said=said, asked=asked
                )
                record = found.words_on(said, read, asked)
    except (ValueError, Invalid) as error:
        words = str(error)
    context = {"words": words, "record": record}
    return render(request, "decisions/_range.html", context)
