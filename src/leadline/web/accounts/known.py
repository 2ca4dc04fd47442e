"""Browsers that signed somebody in before: a signed cookie, counted by itself."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from leadline.accounts.queries import tries_key

COOKIE = "leadline_known"
YEAR = 365 * 24 * 3600
MOST_PEOPLE = 5


def known_browser(request: HttpRequest, email: str) -> str:
    """Return the name of a browser that signed this account in before, or ""."""
    name, people = _read(request)
    return name if tries_key("known", email) in people else ""


def know_browser(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Let the browser be known by this account from now on.

    It proves nothing: whoever has the cookie may guess at their own pace, no faster.
    """
    name, people = _read(request)
    key = tries_key("known", email)
    kept = [key, *(person for person in people if person != key)][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps([name or secrets.token_urlsafe(12), *kept], salt=COOKIE),
        max_age=YEAR,
        path="/sign-in/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=YEAR)
    except signing.BadSignature:
        return "", []
    return str(said[0]), [str(person) for person in said[1:]]
