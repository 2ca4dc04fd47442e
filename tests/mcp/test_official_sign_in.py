"""The official client signs a person in, over HTTP, and renews its key."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from django.core.cache import cache
from mcp.client import Client
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import (
    AuthorizationCodeResult,
    OAuthClientInformationFull,
    OAuthClientMetadata,
    OAuthToken,
)
from pytest_django.live_server_helper import LiveServer

from leadline.foundation import client_documents
from tests.conftest import Person
from tests.mcp.signing_in import ADDRESS, BACK, Web, document
from tests.mcp.test_official_client import alone


class Kept:
    """What an assistant keeps of its own."""

    tokens: OAuthToken | None = None
    client: OAuthClientInformationFull | None = None

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens = tokens

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        return self.client

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        self.client = client_info


class Somebody:
    """Somebody at a browser, who says yes to what is ticked."""

    def __init__(self, session: str) -> None:
        self.session, self.address, self.page = session, "", ""

    async def open(self, address: str) -> None:
        self.address = address

    async def answer(self) -> AuthorizationCodeResult:
        cookies = {"sessionid": self.session}
        async with httpx2.AsyncClient(cookies=cookies, timeout=120) as browser:
            self.page = (await browser.get(self.address)).text
            hidden = dict(
                re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page)
            )
            ticked = re.findall(r'name="reads" value="(\w+)"', self.page)
            (space,) = re.findall(r'<option value="(\d+)"', self.page)
            said = {**hidden, "reads": ticked, "workspace": space, "days": "30"}
            there = urlsplit(self.address)
            sent = await browser.post(
                f"{there.scheme}://{there.netloc}{there.path}",
                data={**said, "answer": "yes"},
            )
        back = {
            n: v[0]
            for n, v in parse_qs(urlsplit(sent.headers["location"]).query).items()
        }
        return AuthorizationCodeResult(**back)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", ["2026-07-28", "legacy"])
def test_the_official_client_is_let_in_and_renews_its_key(
    live_server: LiveServer, ana: Person, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    cache.clear()
    web = Web({ADDRESS: document()})
    monkeypatch.setattr(client_documents, "fetch", web.read)
    kept = Kept()
    person = Somebody(ana.browser.cookies["sessionid"].value)
    provider = OAuthClientProvider(
        server_url=f"{live_server.url}/mcp",
        client_metadata=OAuthClientMetadata(redirect_uris=[BACK]),
        storage=kept,
        redirect_handler=person.open,
        callback_handler=person.answer,
        client_metadata_url=ADDRESS,
    )

    async def go() -> list[Any]:
        told = []
        async with httpx2.AsyncClient(auth=provider, timeout=120) as http:
            transport = streamable_http_client(
                f"{live_server.url}/mcp", http_client=http
            )
            async with Client(transport, mode=mode) as client:
                for _ in range(2):
                    found = await client.call_tool("find_needs", {})
                    assert kept.tokens is not None
                    told.append((found.structured_content, kept.tokens.access_token))
                    provider.context.token_expiry_time = 1  # it is to renew its key
        return told

    (first, key), (second, other) = alone(go)

    assert first == second == {"items": [], "total": 0, "next": ""}
    assert key != other
    assert "Let “Helper” read here in your name?" in person.page
    assert web.asked == [(ADDRESS, 0, False)]
