"""``leadline check`` on a record: its key, what was changed, and earlier heads."""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check import check
from tests.worker import Folder

pytestmark = pytest.mark.sqlite

FILL = """
workspace, user = actions.set_up(
    workspace_name="Acme", owner_email="olu@example.com", owner_name="Olu", now=clock()
)
actor = Actor(workspace, user, Role.OWNER, "test")
_, token = actions.invite(actor=actor, role=Role.READER, now=clock())
actions.join(token=token, email="bo@example.com", name="Bo", password="x", now=clock())
for number in range(12):
    actions.add_product(actor=actor, name=f"Crane {number}")
"""
HEAD = re.compile(r"\d+-\d+-[0-9a-f]{64}")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("filled") / "data")
    (folder.path / "secret.key").chmod(0o600)
    (folder.path / "run").mkdir()
    folder.python(FILL)
    return folder


@pytest.fixture
def folder(filled: Folder, tmp_path: Path) -> Folder:
    shutil.copytree(filled.path, tmp_path / "data")
    copy = Folder.__new__(Folder)
    copy.path = tmp_path / "data"
    copy.environment = filled.environment | {"LEADLINE_DATA_DIR": str(copy.path)}
    return copy


def change(folder: Folder, *statements: str) -> None:
    with closing(sqlite3.connect(folder.path / "leadline.sqlite3")) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def lines(report: dict[str, Any], name: str) -> list[str]:
    return [one["line"] for one in report["checks"] if one["check"] == name]


def wrong(report: dict[str, Any]) -> list[str]:
    return [one["line"] for one in report["checks"] if one["state"] == "wrong"]


def leadline(folder: Folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "leadline", *arguments], env=folder.environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def move_key_out(folder: Folder) -> Path:
    key = folder.path.parent / "kept elsewhere.key"
    (folder.path / "record.key").rename(key)
    folder.environment["LEADLINE_RECORD_KEY_FILE"] = str(key)
    return key


def test_a_key_in_the_folder_is_private_and_check_says_what_it_is_worth(
    folder: Folder,
) -> None:
    key = folder.path / "record.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600

    code, report = check(folder)

    assert code == 0
    [said] = lines(report, "key")
    assert "lies in the data folder" in said
    assert "can write a record that holds" in said
    assert key.read_text() not in str(report)
    key.chmod(0o644)
    code, report = check(folder)
    assert (code, "record.key" in wrong(report)[0]) == (1, True)


def test_a_key_outside_holds_on_and_check_says_so(folder: Folder) -> None:
    key = move_key_out(folder)

    code, report = check(folder)

    assert (code, wrong(report)) == (0, [])
    [said] = lines(report, "key")
    assert f"outside the data folder ({key}" in said
    assert not (folder.path / "record.key").exists()


@pytest.mark.parametrize("is_outside", [True, False], ids=["outside", "inside"])
def test_a_role_that_was_raised_and_a_tail_that_was_cut_are_named(
    folder: Folder, is_outside: bool
) -> None:
    if is_outside:
        move_key_out(folder)
    change(
        folder,
        "UPDATE accounts_membership SET role = 'owner' WHERE role = 'reader'",
        "DELETE FROM accounts_event WHERE sequence > 8",
        "UPDATE accounts_chainhead SET sequence = 8, hash = "
        "(SELECT hash FROM accounts_event WHERE sequence = 8)",
    )

    code, report = check(folder)

    assert code == 1
    cut, raised = wrong(report)
    assert "breaks at line 9: the end bears no seal" in cut
    assert "The role of member 2 was rewritten after line 3" in raised


def test_a_key_that_points_to_nothing_hides_nothing_else(folder: Folder) -> None:
    change(
        folder,
        "DELETE FROM accounts_workspace",
        "DELETE FROM accounts_user WHERE email = 'bo@example.com'",
        "UPDATE accounts_membership SET role = 'owner' WHERE role = 'reader'",
        "UPDATE accounts_event SET verb = 'nothing.happened' WHERE sequence = 9",
    )

    code, report = check(folder)

    assert code == 1
    said = " ".join(wrong(report))
    assert (
        "rows of accounts_membership point to what is gone from accounts_workspace"
        in (said)
    )
    assert "row of accounts_membership point to what is gone from accounts_user" in said
    assert "breaks at line 9: it was changed" in said
    assert "The role of member 2 was rewritten" in said


def test_a_workspace_that_is_gone_is_named_with_its_log_that_holds(
    folder: Folder,
) -> None:
    change(folder, "DELETE FROM accounts_workspace")

    _, report = check(folder)

    assert "The workspace itself was taken out, though its log is there." in " ".join(
        wrong(report)
    )


def test_no_head_is_given_of_a_record_that_does_not_hold(folder: Folder) -> None:
    _, before = check(folder)
    assert HEAD.findall(" ".join(lines(before, "head")))
    change(folder, "DELETE FROM accounts_event WHERE sequence = 5")

    _, report = check(folder)

    [said] = lines(report, "head")
    assert said.startswith("No head is given of workspace 1: its log does not hold")
    assert HEAD.findall(str(report)) == []


def test_what_cannot_be_read_hides_no_later_look(folder: Folder) -> None:
    change(folder, "UPDATE accounts_event SET created_at = 'soon' WHERE sequence = 5")

    code, report = check(folder)

    assert code == 1
    assert "cannot be read to its end" in " ".join(wrong(report))
    assert lines(report, "worker")


def test_without_its_key_the_record_is_not_said_to_be_rewritten(
    folder: Folder,
) -> None:
    (folder.path / "record.key").unlink()
    code, report = check(folder)
    assert (code, len(wrong(report))) == (1, 1)
    assert "a key named" in wrong(report)[0]
    assert not (folder.path / "record.key").exists(), "a look makes no key"

    with pytest.raises(AssertionError, match="The key of the record is gone"):
        folder.python(
            """
            actor = Actor(1, 1, Role.OWNER, "test")
            actions.add_product(actor=actor, name="Gate")
            """
        )

    assert not (folder.path / "record.key").exists()


def test_heads_are_printed_kept_in_backups_and_asked_for_later(
    folder: Folder, tmp_path: Path
) -> None:
    witness = tmp_path / "heads.txt"
    folder.environment["LEADLINE_RECORD_WITNESS"] = str(witness)
    file = tmp_path / "monday.tar.gz"
    assert leadline(folder, "backup", str(file)).returncode == 0
    _, report = check(folder)
    [head] = HEAD.findall(" ".join(lines(report, "head")))
    assert HEAD.findall(witness.read_text()) == [head]
    folder.python(
        """
        actor = Actor(1, 1, Role.OWNER, "test")
        actions.add_product(actor=actor, name="Gate")
        """
    )

    for given in (head, str(file), str(witness)):
        code, report = check(folder, "--against", given)
        assert (code, lines(report, "against")) == (
            0, ["1 earlier head was looked for in the log."],
        )  # fmt: skip
    other = head[:-64] + "0" * 64
    done = leadline(folder, "check", "--against", other)
    assert (done.returncode, "say different things" in done.stderr) == (1, True)
    witness.unlink()
    code, report = check(folder, "--against", other)
    assert "is not the one it was" in wrong(report)[0]
    code, report = check(folder, "--against", f"1-99-{'a' * 64}")
    assert "was cut off" in wrong(report)[0]
    code, report = check(folder, "--against", f"7-1-{'a' * 64}")
    assert wrong(report) == ["Workspace 7, of which a head was written down, is gone."]
    done = leadline(folder, "check", "--against", "nothing")
    assert (done.returncode, "neither a head nor a file" in done.stderr) == (1, True)


def test_a_backup_brings_its_key_along(folder: Folder, tmp_path: Path) -> None:
    file = tmp_path / "monday.tar.gz"
    leadline(folder, "backup", str(file))
    new = tmp_path / "new"
    done = leadline(folder, "restore", str(file), "--folder", str(new))
    assert done.returncode == 0, done.stderr

    code, report = check(folder, "--folder", str(new))

    assert (code, wrong(report)) == (0, [])
    assert (new / "record.key").read_text() == (folder.path / "record.key").read_text()
