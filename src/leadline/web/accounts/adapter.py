"""How allauth fits in: no open sign-up, our pages, our words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from leadline.accounts.queries import count_passkeys
from leadline.foundation.lockbox import lock, unlock


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

    def get_login_stages(self) -> list[str]:
        """Return what a sign-in goes through: our stage of the second step alone."""
        return ["leadline.web.accounts.stages.SecondStepStage"]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our own views tell what happened."""


class StepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second steps: their secrets are locked with the key of the installation."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": (
            "That does not fit. A code of an app is good once and for half a minute; "
            "take the next one."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Lock a secret before it is kept."""
        return lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what was locked."""
        return unlock(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Name a passkey until the person does."""
        return f"Passkey {count_passkeys(user_id=user.pk) + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Say for which name passkeys are made: the one of this page."""
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": "Leadline"}
