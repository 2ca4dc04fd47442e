"""``leadline rotate-keys``: what was sealed holds, what was locked opens, and the key
that others may know is worth nothing any more."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from leadline.foundation.keys import current_of, retired_of, with_new_key, write_key
from tests.cli.test_check import check
from tests.cli.test_record import FILL, HEAD, change, leadline, lines, wrong
from tests.worker import Folder

pytestmark = pytest.mark.sqlite
LOCK = """
from leadline.foundation.lockbox import lock, unlock
from allauth.mfa.models import Authenticator
from leadline.strategy.models import MetricSource
"""
SESSION = """
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
Session.objects.create(session_key="one", session_data="x", expire_date=clock())
UserSession.objects.create(user_id=1, session_key="one", ip="192.0.2.1")
"""
ADD = """
actor = Actor(1, 1, Role.OWNER, "test")
actions.add_product(actor=actor, name=name)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("filled") / "data")
    (folder.path / "secret.key").chmod(0o600)
    (folder.path / "run").mkdir()
    keep = """
    MetricSource.objects.create(workspace_id=1, name="own", kind="postgresql",
                                address="db.example", password=lock("zebra"))
    Authenticator.objects.create(user_id=1, type="totp", data={"secret": lock("steps")})
    """
    folder.python(FILL + LOCK + SESSION + keep.replace("\n    ", "\n"))
    return folder


@pytest.fixture
def folder(made: Folder, tmp_path: Path) -> Folder:
    shutil.copytree(made.path, tmp_path / "data")
    copy = Folder.__new__(Folder)
    copy.path = tmp_path / "data"
    copy.environment = made.environment | {"LEADLINE_DATA_DIR": str(copy.path)}
    return copy


def rotate(folder: Folder, *options: str) -> dict[str, Any]:
    done = leadline(folder, "rotate-keys", "--json", *options)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def holds(folder: Folder, *options: str) -> dict[str, Any]:
    code, report = check(folder, *options)
    assert (code, wrong(report)) == (0, [])
    return report


def password(folder: Folder) -> Any:
    return folder.python(f"{LOCK}answer = unlock(MetricSource.objects.get().password)")


def test_a_log_goes_on_under_a_new_key_and_old_heads_stay_witnesses(
    folder: Folder,
) -> None:
    [head] = HEAD.findall(str(lines(holds(folder), "head")))
    old = (folder.path / "record.key").read_text()

    assert rotate(folder, "--only", "record") == {"logs": 1}
    folder.python(ADD, name="Gate")
    assert rotate(folder, "--only", "record") == {"logs": 1}
    folder.python(ADD, name="Quay")

    new = (folder.path / "record.key").read_text()
    assert (retired_of(new)[0], len(retired_of(new))) == (old, 2)
    assert (folder.path / "record.key").stat().st_mode & 0o777 == 0o600
    holds(folder, "--against", head)


def test_who_has_the_old_key_can_change_no_line_and_no_row(folder: Folder) -> None:
    """What is forged under it ends in a line that the key of today sealed."""
    rotate(folder, "--only", "record")
    change(folder, "UPDATE accounts_membership SET role = 'owner' WHERE role='reader'")
    folder.python(
        """
        from leadline.accounts.queries.seals import line_seal
        from leadline.foundation.keys import retired_of
        from leadline.foundation.sealing import key_file, sealing_with
        (old,) = retired_of(key_file().read_text())
        with sealing_with(old):
            line = Event.objects.get(sequence=4)
            line.detail = {"name": "forged"}
            line.hash = line_seal(line)
            line.save()
        """
    )

    code, report = check(folder)

    said = " ".join(wrong(report))
    assert code == 1
    assert "breaks at line 5: it does not follow" in said
    assert "was rewritten after line" in said


def test_a_log_cut_back_to_the_time_of_the_old_key_is_found(folder: Folder) -> None:
    before = folder.path.with_name("before.sqlite3")
    shutil.copy(folder.path / "leadline.sqlite3", before)
    rotate(folder, "--only", "record")
    shutil.copy(before, folder.path / "leadline.sqlite3")

    code, report = check(folder)

    assert code == 1
    assert "which is not at hand" in " ".join(wrong(report))


def test_a_record_that_does_not_hold_gets_no_new_key(folder: Folder) -> None:
    change(folder, "UPDATE accounts_membership SET role = 'owner' WHERE role='reader'")
    key = (folder.path / "record.key").read_text()

    done = leadline(folder, "rotate-keys")

    assert done.returncode == 1
    assert "The record of workspace 1 does not hold" in done.stderr
    assert (folder.path / "record.key").read_text() == key


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_change_that_was_cut_off_ends_at_the_next_start(
    folder: Folder, is_sealed: bool
) -> None:
    """The draft of the key is there; the logs go on under it, or do not yet."""
    path = folder.path / "record.key"
    ring = with_new_key(path.read_text())
    write_key(path.with_name("record.key.next"), ring)
    if is_sealed:
        folder.python("actions.seal_with_new_key(ring=ring)", ring=ring)

    folder.python(
        "from leadline.cli.rotate import finish_change_of_key; finish_change_of_key()"
    )

    assert (path.read_text() == ring) is is_sealed
    assert not path.with_name("record.key.next").exists()
    holds(folder)


def test_secrets_are_locked_anew_and_everybody_is_signed_out(folder: Folder) -> None:
    old = (folder.path / "secret.key").read_text()

    assert rotate(folder, "--only", "secret") == {"locked": 2, "signed_out": 1}

    new = (folder.path / "secret.key").read_text()
    assert (new != old, retired_of(new)) == (True, [])
    assert password(folder) == "zebra"
    secret = "answer = unlock(Authenticator.objects.get().data['secret'])"
    assert folder.python(LOCK + secret) == "steps"
    holds(folder)


def test_secrets_open_also_where_their_change_was_cut_off(folder: Folder) -> None:
    path = folder.path / "secret.key"
    path.write_text(with_new_key(path.read_text()))

    assert password(folder) == "zebra"
    rotate(folder, "--only", "secret")
    assert password(folder) == "zebra"
    assert retired_of(path.read_text()) == []


def test_both_are_exchanged_and_an_open_folder_is_left_alone(folder: Folder) -> None:
    assert set(rotate(folder)) == {"logs", "locked", "signed_out"}
    with (folder.path / "run" / "serve.lock").open("w") as file:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
        done = leadline(folder, "rotate-keys")
    assert "Leadline is open already" in done.stderr


@pytest.mark.parametrize("name", ["LEADLINE_RECORD_KEY", "LEADLINE_SECRET_KEY"])
def test_a_key_that_a_setting_holds_itself_is_said_to_be_in_the_way(
    folder: Folder, name: str
) -> None:
    key = "record.key" if "RECORD" in name else "secret.key"
    folder.environment[name] = (folder.path / key).read_text()

    done = leadline(folder, "rotate-keys")

    assert done.returncode == 1
    assert f"{name} holds the key itself" in done.stderr


def test_a_key_in_a_file_elsewhere_is_exchanged_there(
    folder: Folder, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.key"
    (folder.path / "record.key").rename(elsewhere)
    folder.environment["LEADLINE_RECORD_KEY_FILE"] = str(elsewhere)
    old = elsewhere.read_text()

    rotate(folder, "--only", "record")

    assert current_of(elsewhere.read_text()) != old
    holds(folder)
