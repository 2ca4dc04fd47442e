"""A program that asks the API by a token."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import make_token
from leadline.accounts.types import SCOPES, TokenIn
from tests.conftest import Person


def key_of(
    who: Person, *scopes: str, now: datetime | None = None, days: int = 90
) -> str:
    """A token of somebody with some scopes, all of them where none is said."""
    token = TokenIn("Test", scopes or SCOPES, days)
    return make_token(actor=who.actor, token=token, now=now or timezone.now())[1]


@dataclass
class Program:
    """Asks for addresses of a workspace with a token."""

    workspace_id: int
    key: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Ask for an address, counted from the workspace's."""
        said = {"authorization": f"Bearer {self.key}"} if self.key else {}
        data = {} if body is None else {"data": body}
        call = getattr(self.client, method)
        kind = {"content_type": "application/json"} if method != "get" else {}
        return call(
            f"/api/v1/w/{self.workspace_id}/{path}",
            headers={**said, **{k.replace("_", "-"): v for k, v in headers.items()}},
            **data,
            **kind,
        )

    def get(self, path: str, **headers: str) -> Any:
        """Read an address."""
        return self.ask("get", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """Make something."""
        return self.ask("post", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        """Change something."""
        return self.ask("patch", path, body, **headers)


def program(who: Person, *scopes: str) -> Program:
    """A program with a token of somebody in their own workspace."""
    return Program(who.actor.workspace_id, key_of(who, *scopes))
