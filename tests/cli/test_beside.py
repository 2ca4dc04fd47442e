"""Which version goes on with tables that a later one has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from leadline.accounts.actions import say_to_all
from leadline.accounts.queries import TABLES, said_of
from leadline.cli import folder, machines
from leadline.foundation.errors import Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(monkeypatch: Any) -> str:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0.9.0")
    return "0.9.0"


@pytest.mark.parametrize(
    ("later", "earliest", "goes"),
    [
        ("0.10.0", "0.9.0", True),
        ("0.10.0", "0.8.7", True),
        ("0.10.0", "0.9.1", False),
        ("0.10.0", "0.10.0", False),
        ("0.9.0", "0.9.0", False),
        ("0.8.0", "0.8.0", False),
    ],
)
def test_it_goes_on_where_the_later_version_says_so(
    version: str, tmp_path: Path, later: str, earliest: str, goes: bool
) -> None:
    said = {"version": later, "earliest": earliest}
    say_to_all(name=TABLES, said=said, now=timezone.now())
    MigrationRecorder(connection).record_applied("accounts", "9000_of_tomorrow")

    if goes:
        folder.migrate(tmp_path)
    else:
        with pytest.raises(Conflict, match="later version of Leadline"):
            folder.migrate(tmp_path)
    assert said_of(name=TABLES) == said, "an old version says nothing of the tables"


def test_where_nothing_was_said_it_refuses(version: str) -> None:
    assert not machines.runs_beside()


@pytest.mark.parametrize(("beside", "earliest"), [("0.8.0", "0.8.0"), ("", "0.9.0")])
def test_a_version_says_beside_which_it_runs(
    version: str, monkeypatch: Any, beside: str, earliest: str
) -> None:
    monkeypatch.setattr(machines, "EARLIEST_BESIDE", beside)

    machines.say_version()

    assert said_of(name=TABLES) == {"version": version, "earliest": earliest}


def test_a_migration_gives_way_and_comes_again(version: str, monkeypatch: Any) -> None:
    tries: list[str] = []

    def migrate(name: str, **_: Any) -> None:
        tries.append(name)
        if len(tries) < 3:
            raise OperationalError("no connection: connect again")

    monkeypatch.setattr("django.core.management.call_command", migrate)
    monkeypatch.setattr(machines, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(connection, "close", lambda: None)

    machines.migrate_beside_others()
    assert tries == ["migrate"] * 3

    monkeypatch.setattr(machines, "MOST_TRIES", 2)
    tries.clear()
    with pytest.raises(OperationalError):
        machines.migrate_beside_others()
    assert len(tries) == 2
