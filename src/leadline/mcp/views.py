"""The address that assistants call: the protocol over HTTP, one answer a request."""

from __future__ import annotations

from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.types import ALL_READ, SCOPES
from leadline.foundation.errors import NotFound, StepNeeded
from leadline.mcp.caller import (
    NO_TOKEN,
    NOT_INSTALLED,
    caller_of,
    coming_with,
    is_installed,
)
from leadline.mcp.carried import Carried
from leadline.mcp.limits import TOO_MANY, wait_for

BEARER = "Bearer "
PATH = "/mcp"
TOKEN = "/oauth/token"
GRANTS = ("authorization_code", "refresh_token")
AUTHORIZE = "/oauth/authorize"
ABOUT_RESOURCE = f"/.well-known/oauth-protected-resource{PATH}"


def issuer(request: HttpRequest) -> str:
    """Return by which name this Leadline lets assistants in."""
    return f"{request.scheme}://{request.get_host()}"


@require_safe
def resource(request: HttpRequest) -> HttpResponse:
    """Say who lets assistants in (RFC 9728)."""
    here = issuer(request)
    return _told(
        {
            "resource": f"{here}{PATH}",
            "authorization_servers": [here],
            "scopes_supported": list(ALL_READ),
            "bearer_methods_supported": ["header"],
            "resource_name": "Leadline",
            "resource_documentation": f"{here}/docs/assistants/",
        }
    )


@require_safe
def server(request: HttpRequest) -> HttpResponse:
    """Say how assistants are let in (RFC 8414): by codes, PKCE and documents alone."""
    here = issuer(request)
    return _told(
        {
            "issuer": here,
            "authorization_endpoint": f"{here}{AUTHORIZE}",
            "token_endpoint": f"{here}{TOKEN}",
            "scopes_supported": list(SCOPES),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": list(GRANTS),
            "token_endpoint_auth_methods_supported": ["none"],
            "code_challenge_methods_supported": ["S256"],
            "client_id_metadata_document_supported": True,
            "authorization_response_iss_parameter_supported": True,
            "service_documentation": f"{here}/docs/assistants/",
        }
    )


def _told(said: dict[str, object]) -> HttpResponse:
    if not is_installed():
        raise NotFound(NOT_INSTALLED)
    answer = JsonResponse(said)
    answer["Access-Control-Allow-Origin"] = "*"  # the same for everybody
    return answer


@never_cache
@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Give an assistant keys for a code, or the next ones."""
    if not is_installed():
        raise NotFound(NOT_INSTALLED)
    if wrong := _wrong(request):
        return JsonResponse(wrong, status=400)
    return async_to_sync(_exchange)(request)


def _wrong(request: HttpRequest) -> dict[str, str]:
    """Return what the library would not say by its own name, or let pass."""
    request.body  # noqa: B018 - read first, it can be read again behind the form
    kind, asked = request.POST.get("grant_type", ""), request.POST.getlist("resource")
    if kind and kind not in GRANTS:
        return {
            "error": "unsupported_grant_type",
            "error_description": "Bring a code, or renew a key.",
        }
    own = f"{issuer(request)}{PATH}"
    if any(one.rstrip("/") != own for one in asked):
        return {
            "error": "invalid_target",
            "error_description": f"Only {own} is let into.",
        }
    return {}


async def _exchange(request: HttpRequest) -> HttpResponse:
    from leadline.mcp.admitting import application

    carried = Carried(request, TOKEN)
    await application(TOKEN)(carried.scope, carried.receive, carried.send)
    return carried.answer()


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
        answer["WWW-Authenticate"] = (
            'Bearer realm="Leadline", error="invalid_token", '
            f'resource_metadata="{issuer(request)}{ABOUT_RESOURCE}"'
        )
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
    carried = Carried(request, PATH)
    async with app.router.lifespan_context(app):
        await app(carried.scope, carried.receive, carried.send)
    return carried.answer()
