"""An assistant that calls tools by a token, one message a request."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.test import Client

from tests.api.program import key_of
from tests.conftest import Person

VERSION = "2025-06-18"
numbers = count(1)


@dataclass
class Assistant:
    """Speaks the protocol with a token."""

    key: str
    client: Client = field(default_factory=Client)

    def send(self, method: str, **params: Any) -> Any:
        """Send a message and return Django's answer."""
        said = {"authorization": f"Bearer {self.key}"} if self.key else {}
        message = {
            "jsonrpc": "2.0", "id": next(numbers), "method": method, "params": params,
        }  # fmt: skip
        return self.client.post(
            "/mcp",
            message,
            content_type="application/json",
            headers={
                **said,
                "accept": "application/json, text/event-stream",
                "mcp-protocol-version": VERSION,
            },
        )

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool and return its result."""
        answer = self.send("tools/call", name=tool, arguments=arguments)
        assert answer.status_code == 200, answer.content
        told: dict[str, Any] = answer.json()["result"]
        return told

    def get(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool that works, and return what it told."""
        result = self.call(tool, **arguments)
        assert not result.get("isError"), result
        told: dict[str, Any] = result["structuredContent"]
        return told

    def refusal(self, tool: str, **arguments: Any) -> str:
        """Call a tool that is refused, and return why."""
        result = self.call(tool, **arguments)
        assert result["isError"], result
        said: str = result["content"][0]["text"]
        return said


def assistant(who: Person, *scopes: str) -> Assistant:
    """An assistant with a token of somebody."""
    return Assistant(key_of(who, *scopes))
