"""``leadline workspace``: into a new folder, with its record, and nothing that was
changed on the way."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_check import check
from tests.cli.test_record import FILL, leadline, wrong
from tests.worker import Folder

pytestmark = pytest.mark.sqlite
SAY = """
from leadline.evidence import actions as evidence
from leadline.evidence.types import FeedbackIn
for words in ("=HYPERLINK(1)", "The crane is slow, ünï"):
    evidence.record_feedback(actor=actor, piece=FeedbackIn(words), now=clock())
from leadline.attention import actions as attention
attention.subscribe_calendar(
    actor=actor, address="https://cal.example/quagga.ics", name="Quagga", now=clock()
)
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("filled") / "data")
    (folder.path / "secret.key").chmod(0o600)
    (folder.path / "run").mkdir()
    own = folder.path / "uploads" / "1"
    own.mkdir(parents=True)
    (own / "tickets.csv").write_text("text\nslow\n")
    folder.python(FILL + SAY)
    return folder


@pytest.fixture(scope="module")
def parcel(filled: Folder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workspace in it, made once."""
    out = tmp_path_factory.mktemp("out") / "acme"
    done = leadline(filled, "workspace", "export", str(out), "--with-private")
    assert done.returncode == 0, done.stderr
    return out


def new_folder(tmp_path: Path, filled: Folder) -> Folder:
    """A folder with empty tables and no key of the record yet."""
    folder = Folder(tmp_path / "new")
    (folder.path / "secret.key").chmod(0o600)
    return folder


def wrongs(folder: Folder) -> list[str]:
    _, report = check(folder)
    return wrong(report)


def test_what_is_written_is_open_and_private_to_who_wrote_it(parcel: Path) -> None:
    about = json.loads((parcel / "manifest.json").read_text())
    lines = (parcel / "data" / "evidence.feedback.jsonl").read_text().splitlines()
    sheet = (parcel / "csv" / "evidence.feedback.csv").read_text()

    assert [json.loads(line)["words"] for line in lines] == [
        "=HYPERLINK(1)", "The crane is slow, ünï",
    ]  # fmt: skip
    assert about["tables"]["evidence.feedback"] == 2
    assert "'=HYPERLINK(1)" in sheet
    assert (parcel / "files" / "1" / "tickets.csv").read_text() == "text\nslow\n"
    assert parcel.stat().st_mode & 0o777 == 0o700
    assert (parcel / "manifest.json").stat().st_mode & 0o777 == 0o600
    for path in parcel.rglob("*.*"):
        if path.name != "manifest.json":
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            assert about["sums"][path.relative_to(parcel).as_posix()] == digest


def test_without_the_old_key_the_log_is_sealed_anew(
    filled: Folder, parcel: Path, tmp_path: Path
) -> None:
    folder = new_folder(tmp_path, filled)

    done = leadline(folder, "workspace", "import", str(parcel), "--json")

    assert done.returncode == 0, done.stderr
    assert wrongs(folder) == []
    last = folder.python(
        "answer = Event.objects.order_by('-sequence').values_list('detail')[0][0]"
    )
    assert last["sealed_anew"] > 10
    copied = folder.path / "uploads" / "1" / "tickets.csv"
    assert copied.read_text() == "text\nslow\n"


def test_with_the_old_key_heads_of_before_are_good_witnesses(
    filled: Folder, parcel: Path, tmp_path: Path
) -> None:
    folder = new_folder(tmp_path, filled)
    _, before = check(filled)
    [head] = [
        one["line"].split()[-1] for one in before["checks"] if one["check"] == "head"
    ]
    key = str(filled.path / "record.key")

    done = leadline(
        folder, "workspace", "import", str(parcel), "--record-key", key, "--json"
    )

    assert done.returncode == 0, done.stderr
    code, report = check(folder, "--against", head)
    assert (code, wrong(report)) == (0, [])


def test_private_things_stay_unless_they_are_asked_for(
    filled: Folder, tmp_path: Path
) -> None:
    out = tmp_path / "acme.zip"
    done = leadline(filled, "workspace", "export", str(out))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
    assert b"quagga" not in text.lower()
    folder = new_folder(tmp_path, filled)

    back = leadline(folder, "workspace", "import", str(out))

    assert back.returncode == 0, back.stderr
    assert wrongs(folder) == []


def test_numbers_that_are_taken_are_left_alone(filled: Folder, parcel: Path) -> None:
    done = leadline(filled, "workspace", "import", str(parcel))

    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert wrongs(filled) == []


def spoilt(parcel: Path, tmp_path: Path, deed: Any, *, is_summed: bool) -> Path:
    """A copy of the parcel, changed; its sums follow where they are to."""
    copy = tmp_path / "spoilt"
    shutil.copytree(parcel, copy)
    path = copy / "data" / "evidence.feedback.jsonl"
    path.write_text(deed(path.read_text()))
    about = json.loads((copy / "manifest.json").read_text())
    if is_summed:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        about["sums"]["data/evidence.feedback.jsonl"] = digest
    (copy / "manifest.json").write_text(json.dumps(about))
    return copy


@pytest.mark.parametrize(
    ("deed", "is_summed", "said"),
    [
        (lambda t: t + " ", False, "was changed after it was exported"),
        (lambda t: t + "{", True, "Line 3 of data/evidence.feedback.jsonl is no JSON"),
        (lambda t: t + "[]", True, "Line 3 of data/evidence.feedback.jsonl is no obj"),
        (lambda t: t + '{"id": 3}', True, "Row 3 of evidence.feedback has other col"),
        (lambda t: t.replace('"id": 2', '"id": "2"'), True, "id: it has to be a int"),
        (lambda t: t.replace('"id": 2', '"id": 1'), True, "evidence.feedback"),
        (lambda t: t.replace('"id": 2', f'"id": {2**63}'), True, "id: no table holds"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_comes(
    filled: Folder, parcel: Path, tmp_path: Path, deed: Any, is_summed: bool, said: str
) -> None:
    folder = new_folder(tmp_path, filled)
    copy = spoilt(parcel, tmp_path, deed, is_summed=is_summed)

    done = leadline(folder, "workspace", "import", str(copy))

    assert done.returncode == 1, done.stdout
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert folder.python("answer = Workspace.objects.count()") == 0
    assert not list((folder.path / "uploads").rglob("*.csv"))


def test_names_that_lead_elsewhere_and_other_files_are_refused(
    filled: Folder, parcel: Path, tmp_path: Path
) -> None:
    folder = new_folder(tmp_path, filled)
    copy = tmp_path / "bad"
    shutil.copytree(parcel, copy)
    about = json.loads((copy / "manifest.json").read_text())
    for name in ("files/../../x", "/etc/x", "files/2/x"):
        about["sums"] = {name: "0"}
        (copy / "manifest.json").write_text(json.dumps(about))
        done = leadline(folder, "workspace", "import", str(copy))
        assert done.returncode == 1
        assert len(done.stderr.strip().splitlines()) == 1
    about["sums"] = ["files/1/x"]
    (copy / "manifest.json").write_text(json.dumps(about))
    done = leadline(folder, "workspace", "import", str(copy))
    assert "holds no workspace" in done.stderr
    assert "Traceback" not in done.stderr
    other = tmp_path / "other.zip"
    other.write_bytes(b"PK nothing")
    done = leadline(folder, "workspace", "import", str(other))
    assert "holds no workspace" in done.stderr
