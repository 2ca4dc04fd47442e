"""What stands at addresses elsewhere, for assistants that sign in."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from leadline.foundation import client_documents
from tests.mcp.signing_in import ADDRESS, Web, document


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    """Let nothing be read but what stands here: one assistant's document."""
    cache.clear()
    there = Web({ADDRESS: document()})
    monkeypatch.setattr(client_documents, "fetch", there.read)
    return there
