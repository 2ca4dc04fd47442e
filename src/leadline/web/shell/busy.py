"""Pages for requests that could not be done now: what was typed is offered again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

from leadline.web.front.refusals import RETRY_SECONDS, STATUS

NEVER_KEPT = ("password", "secret")
OF_FORMS = {"csrfmiddlewaretoken"}
# PostgreSQL: lock not got, deadlock, not serialisable, cancelled; too many, going down.
BUSY_STATES = {"55P03", "40P01", "40001", "57014", "53300", "57P01", "57P02", "57P03"}
BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_busy(error: BaseException | None) -> bool:
    """Return whether the same request may well succeed in a moment."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    cause = error.__cause__
    if (code := getattr(cause, "sqlite_errorcode", None)) is not None:
        return code & 0xFF in BUSY_CODES
    if (state := getattr(cause, "sqlstate", None)) is not None:
        return state in BUSY_STATES or str(state).startswith("08")
    # A server that does not answer has no state to give.
    return isinstance(error, OperationalError) and "connect" in str(error).lower()


def not_now(request: HttpRequest, why: str) -> HttpResponse:
    """Answer what was refused with a page that needs no database.

    ``why`` is one of ``STATUS``. Whoever pressed a button gets their form back as
    hidden fields, without passwords and files; htmx gets a notice beside the form,
    which still holds what was typed.
    """
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
