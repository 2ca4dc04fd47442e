"""A folder moves from SQLite into PostgreSQL; run beside one by ``make test``."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import tables
from tests.worker import Folder

SERVER = os.environ.get("LEADLINE_DATABASE_URL", "")
pytestmark = [
    pytest.mark.django_db,  # so that the empty tables are laid, which it begins with
    pytest.mark.skipif(
        "POSTGRES_IS_OURS" not in os.environ, reason="beside a PostgreSQL of our own"
    ),
]
FILL = """
from leadline.evidence import actions as evidence
from leadline.evidence.types import FeedbackIn
from leadline.decisions import actions as decisions
from leadline.decisions.types import DecisionIn
workspace, user = actions.set_up(
    workspace_name="Acme", owner_email="olu@example.com", owner_name="Olu", now=clock()
)
actor = Actor(workspace, user, Role.OWNER, "test")
for number in range(12):
    evidence.record_feedback(
        actor=actor, piece=FeedbackIn(f"The crane is slow, ünï {number}"), now=clock()
    )
decisions.create_decision(
    actor=actor, decision=DecisionIn("Raise the licence?"), now=clock()
)
ExchangeRate.objects.create(
    workspace_id=workspace, base="USD", quote="EUR", on_date=clock().date(),
    value="0.123456789012", source="by hand", is_newest=True,
)
actions.start_job(actor=actor, kind="evidence.place_feedback", args={"a": [1.5, None]})
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with SQLite that some work was done in, to be copied by each test."""
    folder = Folder(tmp_path_factory.mktemp("filled") / "data")
    folder.python(FILL)
    return folder.path


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Iterator[Folder]:
    """A copy of it, and beside it a database of its own with empty tables."""
    name = f"moved_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE {name} TEMPLATE "{tables.name()}"')
        folder = Folder(tmp_path / "data")
        shutil.copytree(filled, folder.path, dirs_exist_ok=True)
        (folder.path / "secret.key").chmod(0o600)
        (folder.path / "run").mkdir()
        to = urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        folder.environment["LEADLINE_DATABASE_URL"] = to
        yield folder
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def leadline(folder: Folder, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "leadline", *words],
        env=folder.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def counted(path: Path) -> dict[str, int]:
    """Return how many rows each table of a file has, but for what searches words."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    with closing(sqlite3.connect(path)) as file:
        names = [name for (name,) in file.execute(tables)]
        return {
            name: file.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]
            for name in names
            if "feedback_words" not in name and not name.startswith("sqlite_")
        }


def test_every_row_moves_and_the_record_holds(folder: Folder) -> None:
    before = counted(folder.path / "leadline.sqlite3")

    done = leadline(folder, "move-to-postgres", "--json")

    assert done.returncode == 0, done.stderr
    with psycopg.connect(folder.environment["LEADLINE_DATABASE_URL"]) as moved:
        after = {
            name: moved.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]
            for name in before
        }
        words = moved.execute(
            "SELECT COUNT(*) FROM evidence_feedback WHERE words_index @@ 'crane'"
        ).fetchone()
    assert after == before
    assert words == (12,)
    assert (
        json.loads(done.stdout)["rows"]
        == sum(before.values()) - before["django_migrations"]
    )
    assert not (folder.path / "leadline.sqlite3").exists()
    assert Path(json.loads(done.stdout)["aside"]).stat().st_mode & 0o777 == 0o600
    checked = json.loads(leadline(folder, "check", "--json").stdout)
    assert [one["line"] for one in checked["checks"] if one["state"] == "wrong"] == []


def test_work_goes_on_with_numbers_of_its_own(folder: Folder) -> None:
    leadline(folder, "move-to-postgres")

    made = folder.python(
        """
        actor = Actor(1, 1, Role.OWNER, "test")
        answer = [actions.add_product(actor=actor, name="Gate").id,
                  Event.objects.count()]
        """
    )

    assert made[0] == 1
    assert json.loads(leadline(folder, "check", "--json").stdout)["ok"]


def test_a_database_in_use_is_left_alone(folder: Folder) -> None:
    leadline(folder, "move-to-postgres")
    (aside,) = (folder.path / "backups").glob("moved-*")
    aside.rename(folder.path / "leadline.sqlite3")

    done = leadline(folder, "move-to-postgres")

    assert done.returncode == 1
    assert "is in use" in done.stderr
    assert (folder.path / "leadline.sqlite3").exists()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE evidence_feedback SET words = 'a' || char(0) WHERE id = 7", "Row 7"),
        ("UPDATE accounts_user SET name = hex(zeroblob(99))", "Row 1"),
    ],
)
def test_a_row_that_postgresql_does_not_take_is_named_and_nothing_moves(
    folder: Folder, statement: str, named: str
) -> None:
    with closing(sqlite3.connect(folder.path / "leadline.sqlite3")) as file:
        file.execute(statement)
        file.commit()

    done = leadline(folder, "move-to-postgres")

    assert done.returncode == 1
    assert named in done.stderr
    assert (folder.path / "leadline.sqlite3").exists()
    with psycopg.connect(folder.environment["LEADLINE_DATABASE_URL"]) as target:
        assert target.execute("SELECT COUNT(*) FROM accounts_user").fetchone() == (0,)


def test_it_says_what_is_missing(folder: Folder) -> None:
    (folder.path / "leadline.sqlite3").unlink()
    assert "There is no SQLite database" in leadline(folder, "move-to-postgres").stderr

    del folder.environment["LEADLINE_DATABASE_URL"]
    done = leadline(folder, "move-to-postgres")
    assert "Name an empty PostgreSQL database" in done.stderr
