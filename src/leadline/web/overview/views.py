"""Pages of the overview area: today, the line of an item, search everywhere."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leadline.overview.home import today as read_today
from leadline.overview.search import find
from leadline.overview.trace import line_of
from leadline.web.accounts.forms import currency_form
from leadline.web.overview.headline import headline
from leadline.web.shell.requests import Request, in_workspace, render

IN_PALETTE, ON_PAGE = 4, 20


@require_safe
@in_workspace
def today(request: Request) -> HttpResponse:
    """Show what moved since last week, and what waits."""
    now = timezone.now()
    brief = read_today(actor=request.actor, now=now, on=timezone.localdate(now))
    return render(
        request,
        "overview/today.html",
        {
            "brief": brief,
            "headline": headline(brief),
            "now": now,
            "currency_form": currency_form(request.actor),
        },
    )


@require_safe
@in_workspace
def line(request: Request, kind: str, pk: int) -> HttpResponse:
    """Trace an item from the customers' words to what was learned."""
    found = line_of(actor=request.actor, kind=kind, pk=pk, now=timezone.now())
    return render(request, "overview/line.html", {"line": found})


@require_safe
@in_workspace
def search(request: Request) -> HttpResponse:
    """Find records of every kind; the palette asks for the rows alone."""
    text = request.GET.get("q", "")[:120]
    in_palette = request.GET.get("part") == "palette"
    each = IN_PALETTE if in_palette else ON_PAGE
    hits = find(actor=request.actor, text=text, each=each)
    template = "overview/_hits.html" if in_palette else "overview/search.html"
    return render(request, template, {"text": text, "hits": hits})
