"""Who asks: the holder of an access token, as an actor with no more than its scopes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from leadline.accounts.actions import note_token_use
from leadline.accounts.queries import bearer_of
from leadline.accounts.types import Actor, Bearer, scope
from leadline.api.limits import count_request
from leadline.foundation.errors import NotAllowed, NotFound

SURFACE = "api"


class Request(HttpRequest):
    """A request of a program that may do what it asks for."""

    auth: Bearer


class AccessToken(HttpBearer):
    """Lets in who has a token of the workspace with the scope of the operation."""

    def __init__(self, area: str = "", right: str = "") -> None:
        super().__init__()
        self.area, self.right = area, right

    def authenticate(self, request: Any, token: str) -> Bearer | None:
        """Return who comes, ``None`` where the token opens nothing.

        Raises ``NotFound`` for a workspace that is not the token's, as a page answers
        a stranger, and ``NotAllowed`` where it lacks the scope.
        """
        now = timezone.now()
        bearer = bearer_of(token=token, surface=SURFACE, now=now)
        if bearer is None:
            return None
        asked = request.resolver_match.kwargs.get("workspace_id")
        if asked != bearer.actor.workspace_id:
            raise NotFound("There is no such workspace.")
        with suppress(DatabaseError):  # noted at the next request: nobody waits for it
            note_token_use(bearer=bearer, now=now)
        count_request(request, bearer.token_id, now)
        if self.area and not bearer.may(self.area, self.right):
            raise NotAllowed(
                f"The token “{bearer.name}” lacks {scope(self.area, self.right)}."
            )
        return bearer


def actor_of(request: Request) -> Actor:
    """Return as whom the request acts."""
    return request.auth.actor
