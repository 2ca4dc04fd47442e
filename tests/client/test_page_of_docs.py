"""Every example of docs/client.md is run, in its order."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from leadline import client
from leadline.api.limits import forget_limits
from leadline.evidence.models import Customer, Feedback
from tests.api.program import key_of
from tests.conftest import Person

PAGE = (Path(__file__).parents[2] / "docs" / "client.md").read_text()
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)


@pytest.mark.django_db(transaction=True)
def test_every_example_does_what_it_says(
    live_server: LiveServer,
    ana: Person,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    forget_limits()
    monkeypatch.setenv("LEADLINE_ADDRESS", live_server.url)
    monkeypatch.setenv("LEADLINE_TOKEN", key_of(ana))
    monkeypatch.setenv("LEADLINE_WORKSPACE", str(ana.actor.workspace_id))
    for library in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, library, None)
    known: dict[str, Any] = {}
    for block in BLOCKS:
        exec(compile(block, "docs/client.md", "exec"), known)

    assert len(BLOCKS) == 6
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "lead"
    assert said[1].endswith("We cannot tell who opened a file.")
    assert said[2].endswith("pip install pandas.")
    assert said[3].endswith("['/name']")
    assert Customer.objects.get().plan == "Pro"
    assert Feedback.objects.get().customer_id == Customer.objects.get().pk


def test_every_exception_is_told() -> None:
    kinds = [
        name
        for name in client.__all__
        if isinstance(kind := getattr(client, name), type)
        and issubclass(kind, client.LeadlineError)
    ]

    assert len(kinds) > 8
    assert [name for name in kinds if f"`{name}`" not in PAGE] == []
