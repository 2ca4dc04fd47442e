"""The official client at both versions of the protocol, over HTTP and over pipes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from pytest_django.live_server_helper import LiveServer

from tests.api.program import key_of
from tests.conftest import Person
from tests.worker import Folder


async def _ask(transport: Any, mode: str) -> tuple[str, int, Any]:
    async with Client(transport, mode=mode) as client:
        tools = (await client.list_tools()).tools
        told = await client.call_tool("find_needs", {})
        return client.protocol_version, len(tools), told.structured_content


def alone(go: Callable[[], Any]) -> Any:
    """Run it in a thread of its own: a browser may hold the loop of this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, go).result()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("mode", "version"), [("2026-07-28", "2026-07-28"), ("legacy", "2025-11-25")]
)
def test_it_is_understood_over_http(
    live_server: LiveServer, ana: Person, mode: str, version: str
) -> None:
    import httpx2

    said = {"Authorization": f"Bearer {key_of(ana)}"}

    async def go() -> tuple[str, int, Any]:
        async with httpx2.AsyncClient(headers=said, timeout=120) as http:
            address = f"{live_server.url}/mcp"
            return await _ask(streamable_http_client(address, http_client=http), mode)

    spoken, tools, told = alone(go)

    assert (spoken, tools) == (version, 16)
    assert told == {"items": [], "total": 0, "next": ""}


@pytest.mark.sqlite
def test_it_is_understood_over_pipes(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    key = folder.python(
        """
        from django.utils import timezone
        space = Workspace.objects.create(name="Acme", currency="EUR")
        user = actions.create_user(email="a@example.com", password="x", name="Ana")
        Membership.objects.create(workspace=space, user_id=user.id, role=Role.LEAD)
        actor = Actor(space.pk, user.id, Role.LEAD, "test")
        made = actions.make_token(
            actor=actor, token=TokenIn("Test", ALL_READ), now=timezone.now()
        )
        answer = made[1]
        """
    )
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "leadline", "mcp", "--folder", str(folder.path)],
        env={**os.environ, "LEADLINE_TOKEN": str(key)},
    )

    async def go() -> tuple[str, int, Any]:
        return await _ask(stdio_client(server), "auto")

    spoken, tools, told = alone(go)

    assert spoken
    assert tools == 16
    assert told["total"] == 0
