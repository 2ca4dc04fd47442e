"""``leadline user``: who may come in, and what is kept of a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check import check
from tests.cli.test_record import leadline, wrong
from tests.worker import Folder

pytestmark = pytest.mark.sqlite
OLU, ANA = "olu@example.com", "ana@example.com"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("people") / "data")
    (folder.path / "secret.key").chmod(0o600)
    (folder.path / "run").mkdir()
    folder.python(
        """
        actions.set_up(workspace_name="Acme", owner_email="olu@example.com",
                       owner_name="Olu", now=clock())
        """
    )
    return folder


def asked(folder: Folder, *words: str) -> Any:
    done = leadline(folder, "user", *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refused(folder: Folder, *words: str) -> str:
    done = leadline(folder, "user", *words)
    assert done.returncode == 1, done.stdout
    return done.stderr


def test_a_person_comes_is_given_a_role_and_is_forgotten(
    folder: Folder, tmp_path: Path
) -> None:
    asked(folder, "add", ANA, "reader", "--name", "Ana Ruiz")
    assert "is a member already" in refused(folder, "add", ANA, "lead")
    asked(folder, "role", ANA, "lead")
    asked(folder, "off", ANA)
    told = leadline(folder, "link", "--email", ANA).stderr
    assert "is switched off. To let them in: leadline user on" in told
    asked(folder, "on", ANA)
    ana = next(one for one in asked(folder, "list") if one["email"] == ANA)
    assert (ana["name"], ana["is_active"]) == ("Ana Ruiz", True)
    assert ana["roles"] == [{"workspace": 1, "role": "lead"}]

    out = tmp_path / "ana.json"
    asked(folder, "export", ANA, str(out))
    assert json.loads(out.read_text())["tables"]["accounts.user"][0]["email"] == ANA
    assert out.stat().st_mode & 0o777 == 0o600

    assert leadline(folder, "user", "forget", ANA).returncode == 1, "it asks first"
    asked(folder, "forget", ANA, "--yes")
    assert "Nobody here has" in refused(folder, "export", ANA, str(tmp_path / "b.json"))
    code, report = check(folder)
    assert (code, wrong(report)) == (0, [])


def test_a_program_is_given_a_key_of_its_own_and_loses_it(folder: Folder) -> None:
    def token(*words: str) -> Any:
        done = leadline(folder, "token", *words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def opens(key: str) -> bool:
        return folder.python(
            f"""
            from leadline.accounts.queries import bearer_of
            answer = bearer_of(token={key!r}, surface="api", now=clock()) is not None
            """
        )

    made = token("add", "Weekly sync", "--role", "lead", "--scope", "roadmap:write")
    assert token("add", "Weekly sync")["id"] != made["id"]
    rows = {row["id"]: row for row in token("list")}
    assert [row["service"] for row in rows.values()] == ["Weekly sync"] * 2
    assert rows[made["id"]]["scopes"] == ["roadmap:write"]
    assert made["token"].endswith(rows[made["id"]]["ending"])
    assert opens(made["token"])
    assert "service" not in leadline(folder, "user", "list").stdout

    token("revoke", str(made["id"]))
    assert not opens(made["token"])
    assert {row["id"]: row["state"] for row in token("list")}[made["id"]] == "revoked"
    wrong_scope = leadline(folder, "token", "add", "B", "--scope", "calendars:read")
    assert "There is no scope calendars:read. There are: " in wrong_scope.stderr


def test_the_last_owner_stays(folder: Folder) -> None:
    for deed in (("off", OLU), ("forget", OLU, "--yes"), ("role", OLU, "reader")):
        assert "needs an owner" in refused(folder, *deed)
