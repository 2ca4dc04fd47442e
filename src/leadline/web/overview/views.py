"""Pages of the overview area: today, the line of an item, search everywhere."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leadline.overview.trace import line_of
from leadline.roadmap.queries import dates_of_plan
from leadline.web.overview.asking import rows_of
from leadline.web.overview.page import today_page
from leadline.web.overview.palette import alike_groups, found_page, palette
from leadline.web.shell.requests import Request, in_workspace, render


@require_safe
@in_workspace
def today(request: Request) -> HttpResponse:
    """Show what asks for the reader, what moved since last week, and what waits."""
    return render(request, "overview/today.html", today_page(request, rows_of))


@require_safe
@in_workspace
def line(request: Request, kind: str, pk: int) -> HttpResponse:
    """Trace an item from the customers' words to what was learned."""
    found = line_of(actor=request.actor, kind=kind, pk=pk, now=timezone.now())
    dates = dates_of_plan(actor=request.actor) if found.places else None
    return render(request, "overview/line.html", {"line": found, "dates": dates})


@require_safe
@in_workspace
def search(request: Request) -> HttpResponse:
    """Find records of every kind; the palette asks for its rows alone."""
    text = request.GET.get("q", "")[:120]
    if request.GET.get("part") == "palette":
        groups = palette(actor=request.actor, text=text)
        return render(
            request, "overview/_palette.html", {"text": text, "groups": groups}
        )
    if request.GET.get("part") == "alike":
        alike = alike_groups(actor=request.actor, text=text)
        return render(request, "overview/_alike.html", {"text": text, "alike": alike})
    found = found_page(
        actor=request.actor,
        text=text,
        kind=request.GET.get("kind", ""),
        part=request.GET.get("of", "")[:80],
    )
    context = {"text": text, "found": found, "alike": None}
    if request.GET.get("alike"):
        context["alike"] = alike_groups(actor=request.actor, text=text)
    return render(request, "overview/search.html", context)
