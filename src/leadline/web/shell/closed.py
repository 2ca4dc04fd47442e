"""Pages for people without an account: nothing is kept, and nothing leads back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

CLOSED = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action {forms}; frame-ancestors {sites}"
)


def closed_page(
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    forms: str = "'none'",
    sites: str = "'none'",
) -> HttpResponse:
    """Return a page that nobody keeps, finds by searching or is told of by a link.

    ``forms`` and ``sites`` say where its form may go, and who may frame it.
    """
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Content-Security-Policy"] = CLOSED.format(forms=forms, sites=sites)
    return response
