"""Whether mail can leave this machine, and what leads back to it."""

from __future__ import annotations

from django.conf import settings


def can_mail() -> bool:
    """Return whether an operator has named a mail server."""
    return bool(settings.EMAIL_HOST)


def own_address() -> str:
    """Return the address people open Leadline by, without a slash at the end, or "".

    A job knows no request to read it from: the operator says it.
    """
    return str(settings.OWN_ADDRESS)


def answers_to() -> str:
    """Return the address of a mailbox in which answers to mails are read, or ""."""
    return str(settings.ANSWERS_TO)


def can_tell() -> bool:
    """Return whether people can be told by mail: with a way back, and a way out."""
    return can_mail() and bool(own_address())
