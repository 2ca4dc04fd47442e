"""How allauth and axes fit in: no open sign-up, our pages, our words."""

from __future__ import annotations

import math
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from leadline.accounts.queries import sign_in_wait


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: an invitation lets people in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "This email and password do not belong together. Check both, or ask for "
            "a link."
        ),
        "enter_current_password": "That is not your password until now.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no; ``/join/`` is the way in."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our own views tell what happened."""


def tried_email(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return the address that somebody tries to sign in with, in lower case."""
    tried = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(tried).strip().lower()


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None,
    credentials: dict[str, Any] | None,
) -> HttpResponse:
    """Say how long the door stays shut after too many tries."""
    wait = sign_in_wait(
        email=tried_email(request, credentials),
        ip=request.META.get("REMOTE_ADDR", ""),
        now=timezone.now(),
    )
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    page = render(request, "accounts/locked.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(minutes * 60)
    return page
