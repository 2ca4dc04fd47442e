"""Who asks: the holder of the access token that came with the call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.util import find_spec

from django.utils import timezone

from leadline.accounts.queries import bearer_of
from leadline.accounts.types import Actor, Bearer, scope
from leadline.foundation.errors import NotAllowed

SURFACE = "mcp"
NO_TOKEN = (
    "The token opens nothing: it may have been revoked or have expired. Make one in "
    "Leadline's settings, under tokens."
)

NOT_INSTALLED = (
    "What assistants are answered with is not installed. Install leadline[mcp] on the "
    "machine that runs Leadline."
)

_token: ContextVar[str] = ContextVar("token")


def is_installed() -> bool:
    """Return whether the library of the protocol is there; it is an extra."""
    return find_spec("mcp.server") is not None


@contextmanager
def coming_with(token: str) -> Iterator[None]:
    """Have every call inside come with a token."""
    before = _token.set(token)
    try:
        yield
    finally:
        _token.reset(before)


def caller_of(token: str) -> Bearer | None:
    """Return who comes with a token, or ``None`` where it opens nothing."""
    return bearer_of(token=token, surface=SURFACE, now=timezone.now())


def caller() -> Bearer:
    """Return who asks, as of this moment. Raises ``NotAllowed``."""
    found = caller_of(_token.get(""))
    if found is None:
        raise NotAllowed(NO_TOKEN)
    return found


def actor_for(*areas: str, right: str = "read") -> Actor:
    """Return as whom a tool acts. Raises ``NotAllowed`` where the token lacks a scope.

    ``areas`` are all that the tool reads, or writes.
    """
    bearer = caller()
    for area in areas:
        if not bearer.may(area, right):
            raise NotAllowed(
                f"The token “{bearer.name}” lacks {scope(area, right)}. Make one that "
                "has it in Leadline's settings, under tokens."
            )
    return bearer.actor
