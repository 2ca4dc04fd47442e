"""When a person was last here, their time zone, and logs without secrets."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from zoneinfo import ZoneInfo

import structlog
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django_structlog.middlewares import RequestMiddleware

from leadline.accounts.actions import note_seen

SEEN, PROGRAMS = "seen_at", "/api/"
SEEN_EVERY = timedelta(minutes=10)
SECRET_PATH = re.compile(
    r"^/(sign-in|join|peer/\d+|s|in|f)/(?!link/|code/|passkey/|with/)[^/]+(?:/|$)"
)


class SeenMiddleware:
    """Show times in the person's zone, and note now and then that they are here.

    A sign-in stores the first moment; a page writes to the database only when the
    moment is ten minutes old.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A program has no session, and none is looked for.
        is_program = request.path.startswith(PROGRAMS)
        if is_program or not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now()
        seen_at = parse_datetime(request.session.get(SEEN, ""))
        if seen_at is not None and now - seen_at > SEEN_EVERY:
            with suppress(DatabaseError):  # noted at the next page: nobody waits for it
                note_seen(
                    session_key=request.session.session_key or "",
                    ip=request.META.get("REMOTE_ADDR", ""),
                    now=now,
                )
                request.session[SEEN] = now.isoformat()
        with timezone.override(ZoneInfo(request.user.timezone)):
            return self.get_response(request)


class RequestLogMiddleware(RequestMiddleware):
    """Log each request without the keys of links and without what was searched for."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Return the method and the path, the key of a link blotted out."""
        path = SECRET_PATH.sub(r"/\1/…/", request.path)
        return f"{request.method} {path}"

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Log who asks; programs have no session to look for them in."""
        if not request.path.startswith(PROGRAMS):
            RequestMiddleware.bind_user_id(request)

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """Log the address that limits and the record know the client by."""
        structlog.contextvars.bind_contextvars(ip=request.META.get("REMOTE_ADDR", ""))

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        """Log the answer; keep Django from logging a link's key once more."""
        super().handle_response(request, response)
        if SECRET_PATH.match(request.path):
            response._has_been_logged = True  # type: ignore[attr-defined]
