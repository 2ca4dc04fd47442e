"""A request of Django's carried to an application of the protocol's."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from django.http import HttpRequest, HttpResponse


class Carried:
    """A request of Django's, as the protocol's application reads and answers it."""

    def __init__(self, request: HttpRequest, path: str) -> None:
        self.body, self.is_read = request.body, False
        self.status, self.headers = 500, list[tuple[bytes, bytes]]()
        self.pieces = list[bytes]()
        self.scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": request.scheme,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [
                (name.lower().encode("latin-1"), value.encode("latin-1", "replace"))
                for name, value in request.headers.items()
            ],
        }

    async def receive(self) -> dict[str, Any]:
        """Give the body, whole, then say that nobody waits for more."""
        if self.is_read:
            return {"type": "http.disconnect"}
        self.is_read = True
        return {"type": "http.request", "body": self.body, "more_body": False}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Keep a part of the answer."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        else:
            self.pieces.append(message.get("body", b""))

    def answer(self) -> HttpResponse:
        """Return the answer as Django sends it."""
        told = HttpResponse(b"".join(self.pieces), status=self.status)
        del told["Content-Type"]
        for name, value in self.headers:
            if name.lower() != b"content-length":
                told[name.decode("latin-1")] = value.decode("latin-1")
        return told
