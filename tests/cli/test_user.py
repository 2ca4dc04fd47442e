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
    assert "Nobody here has" in leadline(folder, "link", "--email", ANA).stderr
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


def test_the_last_owner_stays(folder: Folder) -> None:
    for deed in (("off", OLU), ("forget", OLU, "--yes"), ("role", OLU, "reader")):
        assert "needs an owner" in refused(folder, *deed)
