"""Pages for requests that could not be done now: what was typed is offered again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

from leadline.web.front.refusals import RETRY_SECONDS, STATUS, WORDS

NEVER_KEPT = ("password", "secret")
OF_FORMS = {"csrfmiddlewaretoken"}
OF_PROGRAMS = ("/in/", "/mcp", "/oauth/token", "/scim/")
"""Where programs come: they read JSON, and no page."""


def not_now(request: HttpRequest, why: str) -> HttpResponse:
    """Answer what was refused with a page that needs no database.

    ``why`` is one of ``STATUS``. Whoever pressed a button gets their form back as
    hidden fields, without passwords and files; htmx gets a notice beside the form,
    which still holds what was typed; a program gets why, as JSON.
    """
    if request.path.startswith(OF_PROGRAMS):
        return _not_kept(JsonResponse({"detail": WORDS[why]}, status=STATUS[why]), why)
    is_part = bool(request.headers.get("HX-Request"))
    fields, is_lacking = _typed(request) if request.method == "POST" else ([], False)
    context: dict[str, Any] = {
        "why": why,
        "fields": fields,
        "is_lacking": is_lacking,
        "again": request.get_full_path(),
        "may_repeat": why == "busy",
        "user": AnonymousUser(),
        "messages": [],
    }
    name = "shell/busy.html#notice" if is_part else "shell/busy.html"
    response = render(request, name, context, status=STATUS[why])
    if is_part:
        response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
    return _not_kept(response, why)


def _not_kept(response: HttpResponse, why: str) -> HttpResponse:
    if why in RETRY_SECONDS:
        response["Retry-After"] = str(RETRY_SECONDS[why])
    response["Cache-Control"] = "no-store"
    return response


def _typed(request: HttpRequest) -> tuple[list[tuple[str, str]], bool]:
    """Return the fields to send again, and whether some have to be given anew."""
    try:
        post, files = request.POST, request.FILES
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return [], True
    hidden = getattr(request, "sensitive_post_parameters", ())
    kept = list(_kept(post.lists(), hidden))
    all_fields = sum(
        len(values) for name, values in post.lists() if name not in OF_FORMS
    )
    return kept, bool(files) or len(kept) < all_fields


def _kept(lists: Any, hidden: Any) -> Iterator[tuple[str, str]]:
    for name, values in lists:
        is_secret = any(word in name.lower() for word in NEVER_KEPT)
        if name in OF_FORMS or is_secret or hidden == "__ALL__" or name in hidden:
            continue
        yield from ((name, value) for value in values)
