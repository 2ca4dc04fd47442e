"""An address that is told, and what was posted to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from leadline.connections import jobs
from leadline.foundation.fetch import Sent


@dataclass
class Server:
    """Another program: what it got, and how it answers."""

    got: list[tuple[str, Sent]] = field(default_factory=list)
    answers: Callable[[], int] = lambda: 204

    def hand_in(self, address: str, sent: Sent, **_: object) -> int:
        self.got.append((address, sent))
        return self.answers()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Server:
    made = Server()
    settings.OWN_ADDRESS = "https://leadline.example"
    monkeypatch.setattr(jobs, "hand_in", made.hand_in)
    return made


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    """Keep what comes in out of the folder that others use."""
    settings.MEDIA_ROOT = str(tmp_path)
