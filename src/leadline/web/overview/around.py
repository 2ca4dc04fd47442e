"""The whole of one list around a customer or a person."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from leadline.foundation.paging import PER_PAGE
from leadline.overview.around import AroundPart, around, name_of
from leadline.web.shell.requests import Request, in_workspace, render


@require_safe
@in_workspace
def whole_list(request: Request, kind: str, pk: int, part: str) -> HttpResponse:
    """Show everything of one kind around somebody, by pages."""
    page = around(
        actor=request.actor, whom=kind, pk=pk, part=part,
        page=request.GET.get("page"), size=PER_PAGE,
    )  # fmt: skip
    context = {
        "name": name_of(actor=request.actor, whom=kind, pk=pk),
        "whom": kind,
        "pk": pk,
        "part": AroundPart(part),
        "page": page,
    }
    return render(request, "overview/around.html", context)
