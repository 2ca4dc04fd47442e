"""Assistants that sign in: what they bring is checked by the protocol's own library.

It takes codes apart and proves who began (PKCE); what is kept and what is given is
decided by the actions of accounts. Who lets an assistant in does so on a page of web.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.utils import timezone
from mcp.server.auth.handlers.token import TokenHandler
from mcp.server.auth.middleware.client_auth import ClientAuthenticator
from mcp.server.auth.provider import (
    AuthorizationCode,
    RefreshToken,
    TokenError,
)
from mcp.shared.auth import OAuthClientInformationFull, OAuthToken
from starlette.applications import Starlette
from starlette.routing import Route

from leadline.accounts.actions import begin_assistant, renew_assistant
from leadline.accounts.queries import (
    admission_by_code,
    admission_by_renewal,
    knows_assistant,
)
from leadline.accounts.types import KEY_LASTS, AssistantKeys
from leadline.foundation.client_documents import check_address
from leadline.foundation.errors import Invalid

T = TypeVar("T")


async def _here(work: Callable[..., T], **said: Any) -> T:
    """Do it in the thread that carries the request, with its database."""
    return await sync_to_async(work)(**said)


class Admissions:
    """What the library asks of whoever keeps codes and keys."""

    async def get_client(self, client_id: str) -> OAuthClientInformationFull | None:
        """Return an assistant that somebody let in; it has no secret."""
        try:
            known = await _here(knows_assistant, address=check_address(client_id))
        except Invalid:
            return None
        if not known:
            return None
        return OAuthClientInformationFull(
            client_id=client_id, token_endpoint_auth_method="none"
        )

    async def load_authorization_code(
        self, client: OAuthClientInformationFull, authorization_code: str
    ) -> AuthorizationCode | None:
        """Return what was said where a code was given."""
        found = await _here(admission_by_code, code=authorization_code)
        if found is None or found.address != client.client_id:
            return None
        return AuthorizationCode.model_validate(
            {
                "code": authorization_code,
                "scopes": list(found.scopes),
                "expires_at": found.code_until.timestamp(),
                "client_id": found.address,
                "code_challenge": found.challenge,
                "redirect_uri": found.back_to,
                "redirect_uri_provided_explicitly": True,
            }
        )

    async def exchange_authorization_code(
        self, client: OAuthClientInformationFull, authorization_code: AuthorizationCode
    ) -> OAuthToken:
        """Give the first keys for a code, once."""
        code = authorization_code.code
        return _told(await _here(begin_assistant, code=code, now=timezone.now()))

    async def load_refresh_token(
        self, client: OAuthClientInformationFull, refresh_token: str
    ) -> RefreshToken | None:
        """Return what an assistant that renews its key was let in for."""
        now = timezone.now()
        found = await _here(admission_by_renewal, renewal=refresh_token, now=now)
        if found is None or found.address != client.client_id:
            return None
        return RefreshToken(
            token=refresh_token,
            client_id=found.address,
            scopes=list(found.scopes),
            expires_at=int(found.ends_at.timestamp()),
        )

    async def exchange_refresh_token(
        self,
        client: OAuthClientInformationFull,
        refresh_token: RefreshToken,
        scopes: list[str],
    ) -> OAuthToken:
        """Give the next keys; those of before open nothing any more."""
        if set(scopes) != set(refresh_token.scopes):
            raise TokenError("invalid_scope", "A key is renewed as it was given.")
        renewal = refresh_token.token
        return _told(await _here(renew_assistant, renewal=renewal, now=timezone.now()))


def _told(keys: AssistantKeys | None) -> OAuthToken:
    if keys is None:
        raise TokenError("invalid_grant", "It opens nothing, or did so once already.")
    return OAuthToken(
        access_token=keys.key,
        expires_in=int(KEY_LASTS.total_seconds()),
        scope=" ".join(keys.scopes),
        refresh_token=keys.renewal,
    )


def application(path: str) -> Starlette:
    """Return the library's application for codes and keys, at a path."""
    # The library's protocol names more than this handler asks: registration and the
    # page are not its, and no other server's word lets anybody in here.
    kept: Any = Admissions()
    handler = TokenHandler(kept, ClientAuthenticator(kept))
    return Starlette(routes=[Route(path, handler.handle, methods=["POST"])])
