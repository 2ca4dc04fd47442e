"""The client, for somebody of a test."""

from __future__ import annotations

from pytest_django.live_server_helper import LiveServer

from leadline.client import Leadline
from tests.api.program import key_of
from tests.conftest import Person


def asking(live_server: LiveServer, who: Person) -> Leadline:
    """Somebody's own workspace, by a token of theirs."""
    workspace = who.actor.workspace_id
    return Leadline(live_server.url, key_of(who), workspace=workspace)
