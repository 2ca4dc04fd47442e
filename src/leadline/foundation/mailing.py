"""Whether mail can leave this machine."""

from __future__ import annotations

from django.conf import settings


def can_mail() -> bool:
    """Return whether an operator has named a mail server."""
    return bool(settings.EMAIL_HOST)
