"""The pages of failures: what happened, that nothing is lost, what to do next."""

from __future__ import annotations

import secrets
import sys
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from leadline.foundation.busy import is_busy
from leadline.foundation.errors import (
    Conflict,
    Invalid,
    LeadlineError,
    NotAllowed,
    NotFound,
    Stale,
)
from leadline.web.shell.busy import not_now

STATUS = {NotFound: 404, NotAllowed: 403, Invalid: 422, Conflict: 409, Stale: 409}


def reference() -> str:
    """Return the number to pass on; the log holds it as the request's id."""
    request_id = str(structlog.contextvars.get_contextvars().get("request_id", ""))
    letters = request_id.replace("-", "")[:8] or secrets.token_hex(4)
    return f"{letters[:4]}-{letters[4:]}".upper()


def _page(
    request: HttpRequest,
    kind: str,
    status: int,
    *,
    error: object = "",
    above: str = "",
) -> HttpResponse:
    """Render the error page; htmx gets its notice alone."""
    by_htmx = bool(request.headers.get("HX-Request"))
    context: dict[str, Any] = {
        "kind": kind,
        "error": str(error),
        "above": above,
        "status": status,
        "number": reference(),
        "when": timezone.now(),
    }
    name = "shell/error.html#notice" if by_htmx else "shell/error.html"
    response = render(request, name, context, status=status)
    if by_htmx:
        response["HX-Retarget"] = "#notices"
        response["HX-Reswap"] = "innerHTML"
        response["HX-Reselect"] = "unset"
    return response


def expected_failure(request: HttpRequest, error: LeadlineError) -> HttpResponse:
    """Answer one of the four failures a person can understand and mend."""
    return _page(request, error.code, STATUS.get(type(error), 400), error=error)


def sent_to(request: HttpRequest) -> HttpResponse:
    """Answer who opens an address that forms are sent to, such as after a refusal."""
    return _page(request, "sent_to", 405, above=request.path.rsplit("/", 2)[0] + "/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that no browser of ours would send."""
    return _page(request, "bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a refusal of Django's own."""
    return _page(request, "not_allowed", 403, error=exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return _page(request, "not_found", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; the number finds it in the log.

    A database that is busy fails outside views too, such as where a session is kept.
    """
    if is_busy(sys.exception()):
        return not_now(request, "busy")
    return _page(request, "fault", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was open too long or came from elsewhere."""
    return _page(request, "stale_form", 403)
