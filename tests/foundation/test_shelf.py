"""Files that several machines find: what one put into the store, another has."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from leadline.accounts.types import Actor, Role
from leadline.config.environment import store_of_files
from leadline.foundation import shelf, store_client
from leadline.foundation.attached import arrive, keep, kept_files, path_of
from leadline.foundation.backups import _files
from leadline.foundation.errors import Invalid
from leadline.importing.drafts import drop_file, file_of, keep_upload
from tests import store

ANA = Actor(7, 1, Role.LEAD, "test")
Machine = Callable[[str], Path]


@pytest.fixture(scope="module")
def served() -> Iterator[dict[str, str]]:
    with store.running() as named:
        yield named


@pytest.fixture
def machine(
    served: dict[str, str], monkeypatch: Any, settings: Any, tmp_path: Path
) -> Iterator[Machine]:
    """Turn this process into a machine of a name, with a data folder of its own."""
    for name, value in served.items():
        monkeypatch.setenv(name, value)
    settings.S3_BUCKET, settings.S3_PREFIX = store.BUCKET, f"{tmp_path.name}/"
    monkeypatch.setattr(shelf, "_tidied", [0.0])
    shelf._client_of.cache_clear()

    def be(name: str) -> Path:
        settings.DATA_DIR = tmp_path / name
        settings.MEDIA_ROOT = tmp_path / name / "uploads"
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        return Path(settings.MEDIA_ROOT)

    yield be
    shelf._client_of.cache_clear()


def test_what_one_machine_takes_in_another_reads(machine: Machine) -> None:
    one = machine("one")
    upload = keep_upload(actor=ANA, file_name="said.csv", chunks=[b"words\n", b"so\n"])
    digest = keep(7, arrive(7, [b"a picture"]))
    named = str(upload.relative_to(one))

    machine("two")
    found, attached = file_of(named), path_of(7, digest)

    assert found != upload
    assert (found.read_bytes(), found.stat().st_mode & 0o777) == (
        b"words\nso\n", 0o600,
    )  # fmt: skip
    assert [file.path for file in kept_files(7)] == [attached]
    assert b"".join(shelf.chunks(attached)) == b"a picture"
    assert not attached.exists(), "what is only verified is not copied"
    assert shelf.here(attached)
    assert attached.read_bytes() == b"a picture"


def test_a_name_in_the_store_leads_nowhere_else(machine: Machine) -> None:
    one = machine("one")
    path = keep_upload(actor=ANA, file_name="said.csv", chunks=[b"words\n"])
    folder = path.parent.relative_to(one).as_posix()
    for name in (
        f"{folder}/../../../outside", f"{folder}//twice", f"{folder}/./here",
        f"{folder}/", "../outside", "/etc/outside", f"{folder}/a/..",
    ):  # fmt: skip
        shelf._client().put_object(
            Bucket=store.BUCKET, Key=f"{shelf.settings.S3_PREFIX}{name}", Body=b"x"
        )

    assert [file.path for file in shelf.lying(one)] == [path]
    assert [file.path for file in shelf.lying(path.parent, is_deep=False)] == [path]


def test_what_is_let_go_of_is_gone_for_all(machine: Machine) -> None:
    one = machine("one")
    path = keep_upload(actor=ANA, file_name="said.csv", chunks=[b"words\n"])
    named = str(path.relative_to(one))
    machine("two")
    drop_file(named)
    drop_file(named)

    with pytest.raises(Invalid, match="no longer kept"):
        file_of(named)
    assert not list(shelf.lying(shelf.root()))
    assert not list(shelf.in_folder(shelf.root())), "a fetch that failed left something"
    machine("three")
    with pytest.raises(Invalid, match="no longer kept"):
        file_of(named)


def test_a_folder_is_listed_alone_or_with_what_is_below(
    machine: Machine, settings: Any
) -> None:
    root = machine("one")
    for name in ("7/a.csv", "7/b.csv", "77/c.csv", "attached/7/ab/d"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"12345")
        shelf.put(path)

    def names(folder: Path, **how: Any) -> list[str]:
        return [
            file.path.relative_to(root).as_posix()
            for file in shelf.lying(folder, **how)
        ]

    in_store = [names(root), names(root / "7"), names(root, is_deep=False)]
    assert in_store[0] == ["7/a.csv", "7/b.csv", "77/c.csv", "attached/7/ab/d"]
    assert in_store[1:] == [["7/a.csv", "7/b.csv"], []]
    assert {file.size for file in shelf.lying(root)} == {5}
    packed = [name for name, _ in _files(root.parent)]
    assert packed == [f"uploads/{name}" for name in in_store[0]]
    settings.S3_BUCKET = ""
    here = [names(root), names(root / "7"), names(root, is_deep=False)]
    assert here == in_store
    settings.S3_BUCKET, settings.S3_PREFIX = store.BUCKET, "somebody-elses/"
    assert names(root) == []


@pytest.mark.parametrize(("age", "stays"), [(86_000, True), (86_800, False)])
def test_a_copy_goes_a_day_after_it_was_asked_for(
    machine: Machine, age: float, stays: bool
) -> None:
    root = machine("one")
    old, young = root / "7" / "old.csv", root / "7" / "young.csv"
    for path in (old, young):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"words")
        shelf.put(path)
    shelf._tidied[0] = 0.0
    moment = old.stat().st_mtime - age
    os.utime(old, (moment, moment))

    shelf.tidy()

    assert (old.exists(), young.exists()) == (stays, True)
    assert shelf.here(old), "it is fetched again"


def test_a_store_that_does_not_answer_is_said_and_keeps_nothing(
    machine: Machine, monkeypatch: Any
) -> None:
    root = machine("one")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    shelf._client_of.cache_clear()

    with pytest.raises(Invalid, match="could not be kept"):
        keep_upload(actor=ANA, file_name="said.csv", chunks=[b"words\n"])
    assert not list(shelf.in_folder(root))
    with pytest.raises(Invalid, match="cannot be written"):
        shelf.need_store()


def test_a_store_that_gives_something_else_is_not_believed(
    machine: Machine, monkeypatch: Any
) -> None:
    """Too much, too late, other content than the name says, or nothing at all."""
    machine("one")
    digest = keep(7, arrive(7, [b"a picture"]))
    root = machine("two")
    place = root / "attached" / "7" / digest[:2] / digest
    client, bucket = shelf._client(), store.BUCKET
    for name, value in {"LARGEST": 8, "FILE_SECONDS": 0.0}.items():
        with monkeypatch.context() as odd:
            odd.setattr(store_client, name, value)
            with pytest.raises(Invalid, match="not here now"):
                shelf.here(place)
    client.put_object(Bucket=bucket, Key=shelf._key(place), Body=b"another")
    with pytest.raises(Invalid, match="not here now"):
        shelf.here(place)
    assert not list(shelf.in_folder(root))
    client.put_object(Bucket=bucket, Key=shelf._key(place), Body=b"a picture")
    monkeypatch.setattr(store_client, "LARGEST", 9)
    assert shelf.here(place)
    place.unlink()
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    shelf._client_of.cache_clear()
    with pytest.raises(Invalid, match="not here now"):
        shelf.here(place)


def test_a_bucket_has_to_be_there_at_the_start(machine: Machine, settings: Any) -> None:
    machine("one")
    shelf.need_store()
    assert not list(shelf.lying(shelf.root()))

    settings.S3_BUCKET = "nobodys-bucket"

    with pytest.raises(Invalid, match="nobodys-bucket of LEADLINE_S3"):
        shelf.need_store()


@pytest.mark.parametrize("named", ["a", "s3://files", "two words", "-files"])
def test_what_is_no_bucket_stops_the_start(named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LEADLINE_S3"):
        store_of_files(named)


def test_a_folder_moves_into_the_store_and_stays_as_copies(
    served: dict[str, str], tmp_path: Path
) -> None:
    uploads = tmp_path / "data" / "uploads" / "7"
    uploads.mkdir(parents=True)
    (tmp_path / "data" / "run").mkdir()
    for name in ("a.csv", "b.csv"):
        (uploads / name).write_bytes(b"words\n")
    environment = {
        **os.environ, **served, "LEADLINE_DATA_DIR": str(tmp_path / "data"),
        "LEADLINE_S3": f"{store.BUCKET}/moved",
    }  # fmt: skip
    environment.pop("LEADLINE_DATABASE_URL", None)

    done = subprocess.run(
        [sys.executable, "-m", "leadline", "move-files", "--json"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"files": 2, "bytes": 12}
    assert sorted(path.name for path in uploads.iterdir()) == ["a.csv", "b.csv"]
