"""Backup and restore: everything comes back, nothing is overwritten, no tricks."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from leadline.foundation.backups import read_archive
from leadline.foundation.errors import Invalid
from tests.worker import Folder

pytestmark = pytest.mark.sqlite


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "data")
    (folder.path / "run").mkdir()
    (folder.path / "uploads" / "1").mkdir(parents=True)
    (folder.path / "uploads" / "1" / "tickets.csv").write_text("text\nslow!\n")
    return folder


def leadline(folder: Folder, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "leadline", *map(str, words)],
        env=folder.environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_was_backed_up_comes_back(folder: Folder, tmp_path: Path) -> None:
    folder.python(
        """
        actions.set_up(workspace_name="Acme", owner_email="olu@example.com",
                       owner_name="Olu", now=clock())
        """
    )
    archive, new = tmp_path / "all.tar.gz", tmp_path / "new"

    made = leadline(folder, "backup", archive, "--json")
    back = leadline(folder, "restore", archive, "--folder", new, "--json")

    assert (made.returncode, back.returncode) == (0, 0), made.stderr + back.stderr
    assert json.loads(made.stdout)["files"] == json.loads(back.stdout)["files"] == 4
    assert archive.stat().st_mode & 0o777 == 0o600
    for name in ("secret.key", "uploads/1/tickets.csv"):
        assert (new / name).read_bytes() == (folder.path / name).read_bytes()
    checked = leadline(folder, "check", "--folder", new, "--json")
    assert checked.returncode == 0, checked.stdout
    assert "1 audit line of 1 workspace read" in checked.stdout


def test_a_folder_that_is_not_empty_is_kept_beside(
    folder: Folder, tmp_path: Path
) -> None:
    archive = tmp_path / "all.tar.gz"
    leadline(folder, "backup", archive)
    (folder.path / "uploads" / "later.csv").write_text("later")

    refused = leadline(folder, "restore", archive)
    assert refused.returncode == 1
    assert "is not empty. --force puts what is there aside" in refused.stderr
    forced = leadline(folder, "restore", archive, "--force")

    assert forced.returncode == 0, forced.stderr
    assert not (folder.path / "uploads" / "later.csv").exists()
    (aside,) = tmp_path.glob("data-before-*")
    assert (aside / "uploads" / "later.csv").read_text() == "later"


def test_a_backup_into_a_folder_that_is_not_there_says_so(
    folder: Folder, tmp_path: Path
) -> None:
    done = leadline(folder, "backup", tmp_path / "none" / "all.tar.gz")

    assert done.returncode == 1
    assert "Make it first" in done.stderr


def archive_of(path: Path, files: dict[str, bytes], /, **about: object) -> Path:
    manifest = {
        "format": 1,
        "leadline": "0.1.0",
        "made_at": "2026-11-23T09:00:00+00:00",
        "database": "sqlite",
        "files": [
            {"name": n, "size": len(c), "sha256": hashlib.sha256(c).hexdigest()}
            for n, c in files.items()
        ],
        **about,
    }
    parts = {"manifest.json": json.dumps(manifest).encode(), **files}
    with tarfile.open(path, "w:gz") as tar:
        for name, content in parts.items():
            line = tarfile.TarInfo(name)
            line.size = len(content)
            tar.addfile(line, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    "name",
    ["../outside", "uploads/../../outside", "/etc/outside", "bin/sh", "uploads//x"],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(
    tmp_path: Path, name: str
) -> None:
    archive = archive_of(tmp_path / "a.tar.gz", {name: b"x"})

    with pytest.raises(Invalid, match="not safe"):
        read_archive(archive, tmp_path / "new")

    assert [path.name for path in tmp_path.iterdir()] == ["a.tar.gz"]


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "a.tar.gz", {})
    about = {
        "format": 1, "leadline": "0", "made_at": "", "database": "sqlite",
        "files": [{"name": "secret.key", "size": 0, "sha256": ""}],
    }  # fmt: skip
    with tarfile.open(archive, "w:gz") as tar:
        head = tarfile.TarInfo("manifest.json")
        text = json.dumps(about).encode()
        head.size = len(text)
        tar.addfile(head, io.BytesIO(text))
        link = tarfile.TarInfo("secret.key")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)

    with pytest.raises(Invalid, match="not expected"):
        read_archive(archive, tmp_path / "new")


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    files = [{"name": "secret.key", "size": 3, "sha256": "0" * 64}]
    archive = archive_of(tmp_path / "a.tar.gz", {"secret.key": b"key"}, files=files)

    with pytest.raises(Invalid, match=r"secret\.key was changed"):
        read_archive(archive, tmp_path / "new")


def test_a_missing_file_is_found(tmp_path: Path) -> None:
    files = [{"name": "secret.key", "size": 3, "sha256": "0" * 64}]
    archive = archive_of(tmp_path / "a.tar.gz", {}, files=files)

    with pytest.raises(Invalid, match=r"secret\.key is missing"):
        read_archive(archive, tmp_path / "new")


@pytest.mark.parametrize("content", [b"", b"words", b"\x1f\x8b\x08broken"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.tar.gz").write_bytes(content)

    with pytest.raises(Invalid, match="not a backup of Leadline"):
        read_archive(tmp_path / "a.tar.gz", tmp_path / "new")


def test_a_backup_of_a_later_version_is_refused(tmp_path: Path) -> None:
    archive = archive_of(tmp_path / "a.tar.gz", {}, format=2)

    with pytest.raises(Invalid, match="later Leadline"):
        read_archive(archive, tmp_path / "new")
