"""Whatever a store of files answers ends soon, in a sentence, and leads nowhere."""

from __future__ import annotations

import hashlib
import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from leadline.foundation import shelf, store_client
from leadline.foundation.errors import Invalid
from tests import hostile_store

CONTENT = hostile_store.CONTENT
NAME = hashlib.sha256(CONTENT).hexdigest()
# These never come to an end, so that little patience is enough.
SLOW = {"slow", "slow-chunk", "slow-error", "slow-heads", "go-on", "deaf"}
PATIENCE, LITTLE = 20.0, 0.1
# How a store behaves: what becomes of a file that is fetched, put, and of a list.
KEPT, REFUSED, GONE = "kept", "refused", "gone"
MOODS = {
    "honest": (KEPT, KEPT, []),
    "swapped": (REFUSED, REFUSED, REFUSED),
    "empty": (REFUSED, KEPT, []),
    "moved": (REFUSED, REFUSED, REFUSED),
    "moved-for-good": (REFUSED, REFUSED, REFUSED),
    "moved-to-keys": (REFUSED, REFUSED, REFUSED),
    "short": (REFUSED, REFUSED, REFUSED),
    "long": (REFUSED, REFUSED, REFUSED),
    "no-number": (REFUSED, REFUSED, REFUSED),
    "beyond": (REFUSED, REFUSED, REFUSED),
    "without-length": (REFUSED, REFUSED, REFUSED),
    "endless": (REFUSED, REFUSED, REFUSED),
    "endless-chunks": (REFUSED, REFUSED, REFUSED),
    "endless-error": (REFUSED, REFUSED, REFUSED),
    "slow": (REFUSED, REFUSED, REFUSED),
    "slow-chunk": (REFUSED, REFUSED, REFUSED),
    "slow-error": (REFUSED, REFUSED, REFUSED),
    "slow-heads": (REFUSED, REFUSED, REFUSED),
    "not-yet": (REFUSED, REFUSED, REFUSED),
    "go-on": (REFUSED, REFUSED, REFUSED),
    "deaf": (REFUSED, REFUSED, REFUSED),
    "goes-on": (REFUSED, REFUSED, REFUSED),
    "gibberish": (REFUSED, REFUSED, REFUSED),
    "echoes": (REFUSED, REFUSED, REFUSED),
    "markup": (REFUSED, REFUSED, REFUSED),
    "bomb": (REFUSED, REFUSED, REFUSED),
    "other-names": (REFUSED, KEPT, ["7/good", "7/deep/er"]),
    "odd-days": (REFUSED, KEPT, REFUSED),
    "odd-sizes": (REFUSED, KEPT, REFUSED),
    "no-days": (REFUSED, KEPT, REFUSED),
    "more": (REFUSED, KEPT, REFUSED),
}


@pytest.fixture(scope="module")
def ports() -> Iterator[tuple[int, int]]:
    with hostile_store.running() as found:
        yield found


@pytest.fixture
def root(
    ports: tuple[int, int], monkeypatch: Any, settings: Any, tmp_path: Path
) -> Iterator[Path]:
    """An empty folder of uploads before the store, which may say less than others."""
    named = {
        "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{ports[0]}",
        "AWS_ACCESS_KEY_ID": "a-key", "AWS_SECRET_ACCESS_KEY": "a secret that signs",
        "AWS_SESSION_TOKEN": "a-token", "AWS_DEFAULT_REGION": "eu-central-1",
    }  # fmt: skip
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(store_client, "ATTEMPTS", 1)
    monkeypatch.setattr(store_client, "LARGEST", 2**22)
    monkeypatch.setattr(store_client, "MOST_SAID", 2**20)
    monkeypatch.setattr(shelf, "MOST_LISTS", 20)
    settings.S3_BUCKET, settings.MEDIA_ROOT = "files", tmp_path / "uploads"
    shelf._client_of.cache_clear()
    yield tmp_path / "uploads"
    shelf._client_of.cache_clear()


def outcome(what: Callable[[], Any]) -> Any:
    """Return what came of it; only a sentence of ours may stand for a failure."""
    try:
        found = what()
    except Invalid as error:
        said = str(error)
        assert said in (shelf.GIVEN, shelf.TAKEN, shelf.LISTED), said
        return REFUSED
    return {None: KEPT, True: KEPT, False: GONE}.get(found, found)


def test_whatever_it_answers_ends_and_is_not_believed(
    root: Path, ports: tuple[int, int], settings: Any, monkeypatch: Any,
    caplog: Any, capfd: Any,
) -> None:  # fmt: skip
    fetched = root / "attached" / "7" / NAME[:2] / NAME
    mine = root / "7" / "mine.csv"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"x" * 2**20)
    found, late = {}, {}
    for mood in MOODS:
        settings.S3_PREFIX = f"{mood}/"
        for name in ("SEND_SECONDS", "ANSWER_SECONDS", "FILE_SECONDS"):
            seconds = LITTLE if mood in SLOW else PATIENCE
            monkeypatch.setattr(store_client, name, seconds)
        began = time.monotonic()
        got = outcome(lambda: shelf.here(fetched))
        put = outcome(lambda: shelf.put(mine))
        names = outcome(
            lambda: tuple(
                file.path.relative_to(root).as_posix()
                for file in shelf.lying(root / "7")
            )
        )
        found[mood] = (got, put, names if names == REFUSED else sorted(names))
        if (took := time.monotonic() - began) > PATIENCE:
            late[mood] = round(took, 1)
        shelf.drop(mine.with_name("another.csv"))
        assert fetched.is_file() == (got == KEPT)
        fetched.unlink(missing_ok=True)

    wrong = [
        f"{mood}: {found[mood]}, not {due}"
        for mood, due in MOODS.items()
        if found[mood] != (*due[:2], due[2] if due[2] == REFUSED else sorted(due[2]))
    ]
    assert not wrong, "\n".join(wrong)
    assert not late, f"seconds: {late}"
    assert [one.path.name for one in shelf.in_folder(root)] == ["mine.csv"]
    with urllib.request.urlopen(f"http://127.0.0.1:{ports[1]}/asked") as answer:
        assert json.load(answer) == ["/asked"], "it was led somewhere else"
    said = caplog.text + "".join(capfd.readouterr())
    for word in ("a-token", "a secret", "AWS4-HMAC", "script", "red", "\x1b"):
        assert word not in said, "what a store says is repeated"


def test_a_start_repeats_nothing_that_a_store_says(root: Path, settings: Any) -> None:
    said = {}
    for mood in ("honest", "echoes", "markup", "moved", "gibberish"):
        settings.S3_PREFIX = f"{mood}/"
        try:
            shelf.need_store()
        except Invalid as error:
            text = str(error).partition(" cannot be written: ")[2]
            said[mood] = text.partition(" (")[0]  # whether it is closed or reset

    assert said == {
        "echoes": "it says 403.",
        "markup": "it says 400.",
        "moved": "it says TemporaryRedirect.",
        "gibberish": "it does not answer as a store does",
    }


def test_a_file_below_a_file_is_refused(root: Path, settings: Any) -> None:
    settings.S3_PREFIX = "honest/"
    (root / "8").mkdir(parents=True)
    (root / "7").write_bytes(b"a file")

    for name in ("7/a.csv", "7/deep/er.csv", "8"):
        assert outcome(lambda name=name: shelf.here(root / name)) == REFUSED
