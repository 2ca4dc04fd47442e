"""What tests of conversation have at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conversation.mailbox import Mailbox, served


@pytest.fixture
def mailbox(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that keeps what it gets."""
    with served(settings, monkeypatch) as box:
        yield box
