"""The address that assistants call: the protocol over HTTP, one answer a request."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from leadline.foundation.errors import StepNeeded
from leadline.mcp.caller import (
    NO_TOKEN,
    NOT_INSTALLED,
    caller_of,
    coming_with,
    is_installed,
)
from leadline.mcp.limits import TOO_MANY, wait_for

BEARER = "Bearer "
PATH = "/mcp"


@never_cache
@csrf_exempt
@require_POST
def endpoint(request: HttpRequest) -> HttpResponse:
    """Answer one message of whoever comes with an access token."""
    said = request.headers.get("Authorization", "")
    token = said[len(BEARER) :].strip() if said[: len(BEARER)] == BEARER else ""
    try:
        bearer = caller_of(token)
    except StepNeeded as error:
        return JsonResponse({"error": str(error)}, status=403)
    if bearer is None:
        answer = JsonResponse(
            {"error": "invalid_token", "error_description": NO_TOKEN}, status=401
        )
        answer["WWW-Authenticate"] = 'Bearer realm="Leadline", error="invalid_token"'
        return answer
    if wait := wait_for(bearer.token_id, timezone.now()):
        answer = JsonResponse({"error": TOO_MANY}, status=429)
        answer["Retry-After"] = str(wait)
        return answer
    if not is_installed():
        return JsonResponse({"error": NOT_INSTALLED}, status=501)
    with coming_with(token):
        return async_to_sync(_answer)(request)


async def _answer(request: HttpRequest) -> HttpResponse:
    from mcp.server.transport_security import TransportSecuritySettings

    from leadline.mcp.server import server

    app = server().streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        max_request_body_size=settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 1,
        # Names of this machine are looked at by Django, and no browser sends a token.
        transport_security=TransportSecuritySettings(
            enable_dns_rebinding_protection=False
        ),
    )
    carried = Carried(request)
    async with app.router.lifespan_context(app):
        await app(carried.scope, carried.receive, carried.send)
    return carried.answer()


class Carried:
    """A request of Django's, as the protocol's application reads and answers it."""

    def __init__(self, request: HttpRequest) -> None:
        self.body, self.is_read = request.body, False
        self.status, self.headers = 500, list[tuple[bytes, bytes]]()
        self.pieces = list[bytes]()
        self.scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": request.method,
            "scheme": request.scheme,
            "path": PATH,
            "raw_path": PATH.encode(),
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
