"""How allauth fits in: no open sign-up, our pages, our words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


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
