"""``leadline check`` finds what is wrong, says it, and ends with 1."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.worker import Folder

pytestmark = pytest.mark.sqlite


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "data")
    (folder.path / "secret.key").chmod(0o600)
    return folder


def check(folder: Folder, *options: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "leadline", "check", "--json", *options],
        env=folder.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def set_up(folder: Folder) -> None:
    folder.python(
        """
        actions.set_up(workspace_name="Acme", owner_email="olu@example.com",
                       owner_name="Olu", now=clock())
        """
    )


def change(folder: Folder, statement: str) -> None:
    with closing(sqlite3.connect(folder.path / "leadline.sqlite3")) as database:
        database.execute(statement)
        database.commit()


def states(report: dict[str, Any]) -> dict[str, str]:
    return {found["check"]: found["state"] for found in report["checks"]}


def test_a_folder_as_it_should_be_passes(folder: Folder) -> None:
    set_up(folder)

    code, report = check(folder)

    assert (code, report["ok"]) == (0, True)
    assert states(report) == {
        "folder": "ok",
        "database": "ok",
        "migrations": "ok",
        "key": "note",
        "audit": "ok",
        "head": "note",
        "worker": "note",
        "files": "ok",
        "backup": "note",
    }


def test_a_changed_audit_line_is_found_and_named(folder: Folder) -> None:
    set_up(folder)
    change(folder, "UPDATE accounts_event SET verb = 'nothing.happened'")

    code, report = check(folder)

    assert (code, report["ok"]) == (1, False)
    wrong = [found["line"] for found in report["checks"] if found["state"] == "wrong"]
    assert len(wrong) == 1
    assert "breaks at line 1" in wrong[0]


def test_a_key_that_others_can_read_is_found(folder: Folder) -> None:
    (folder.path / "secret.key").chmod(0o644)

    code, report = check(folder)

    assert (code, states(report)["folder"]) == (1, "wrong")
    assert "chmod 600" in report["checks"][0]["line"]


def test_a_database_that_others_can_read_is_found(folder: Folder) -> None:
    (folder.path / "leadline.sqlite3").chmod(0o640)

    code, report = check(folder)

    assert (code, states(report)["folder"]) == (1, "wrong")
    line = report["checks"][0]["line"]
    assert line.endswith(f"chmod 600 {folder.path / 'leadline.sqlite3'}")


def test_a_folder_of_before_is_not_taken_for_a_later_one(folder: Folder) -> None:
    change(
        folder,
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('axes', '0001_initial', '2026-01-01')",
    )

    assert states(check(folder)[1])["migrations"] == "ok"


def test_a_migration_that_has_not_run_is_found(folder: Folder) -> None:
    change(folder, "DELETE FROM django_migrations WHERE app = 'growth'")

    code, report = check(folder)

    assert (code, states(report)["migrations"]) == (1, "wrong")


def test_a_file_that_is_no_database_is_found(folder: Folder) -> None:
    (folder.path / "leadline.sqlite3").write_bytes(b"not a database" * 100)

    code, report = check(folder)

    assert (code, states(report)) == (1, {"folder": "ok", "unreadable": "wrong"})


def test_a_living_worker_is_seen(folder: Folder) -> None:
    with folder.worker() as worker:
        while not list((folder.path / "run").glob("worker-*.lock")):
            assert worker.process.poll() is None

        assert states(check(folder)[1])["worker"] == "ok"


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("accounts_membership", "role", "x'ff'"),
        ("accounts_chainhead", "sequence", "'zz'"),
        ("accounts_event", "created_at", "'2026-02-30 10:00:00'"),
        ("accounts_event", "created_at", "'2026-02-03 10:00:00x'"),
    ],
)
def test_a_value_no_column_holds_is_named(
    folder: Folder, table: str, column: str, value: str
) -> None:
    set_up(folder)
    change(folder, f"UPDATE {table} SET {column} = {value}")

    code, report = check(folder)

    assert code == 1
    [line, *_] = [one["line"] for one in report["checks"] if one["state"] == "wrong"]
    assert f"of {table} holds in {column} what no such column can" in line


def test_parts_of_a_second_are_no_fault(folder: Folder) -> None:
    set_up(folder)
    change(folder, "UPDATE accounts_user SET last_login = '2026-12-31 23:59:59.999999'")

    assert check(folder)[0] == 0
