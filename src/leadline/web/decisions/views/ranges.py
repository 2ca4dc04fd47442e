"""What a range means, said back while it is typed."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from leadline.decisions import queries
from leadline.foundation.errors import Invalid
from leadline.foundation.measures import measured
from leadline.foundation.ranges import Asked, SaidRange, range_in_words, read_range
from leadline.web.shell.charts.density import Density, density
from leadline.web.shell.requests import Request, in_workspace, render

LONGEST_UNIT = 40


@require_safe
@in_workspace
def read_back(request: Request) -> HttpResponse:
    """Say in words what a range means, draw it, and say how one's record reads it."""
    text = str(request.GET.get(request.GET.get("field", ""), "")).strip()
    unit = str(request.GET.get("unit", ""))[:LONGEST_UNIT]
    words = record = ""
    curve: Density | None = None
    asked = Asked(unit)
    try:
        if text:
            said = read_range(text, asked)
            words = range_in_words(said, unit)
            found = queries.ranges_record(actor=request.actor)
            read: SaidRange | None = None
            if found.is_enough and not said.is_exact:
                read = queries.read_by_own_record(
                    actor=request.actor, said=said, asked=asked
                )
                record = found.words_on(said, read, asked)
            curve = _drawn(request, said, read, asked)
    except (ValueError, Invalid) as error:
        words = str(error)
    context = {"words": words, "record": record, "curve": curve}
    return render(request, "decisions/_range.html", context)


def _drawn(
    request: Request, said: SaidRange, read: SaidRange | None, asked: Asked
) -> Density | None:
    if said.is_exact:
        return None
    curves = queries.outlines_of(actor=request.actor, said=said, read=read, asked=asked)
    marks = [
        (float(end), measured(end, asked.unit if asked.currency else ""))
        for end in (said.low, said.mid, said.high)
    ]
    return density(
        curves[0], curves[1] if len(curves) > 1 else [], marks, float(said.nothing)
    )
