"""No file that anybody can send stops Leadline, or slows it for others."""

from __future__ import annotations

import datetime as dt
import threading
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leadline.attention.actions import set_target
from leadline.attention.bridge import calendar_around
from leadline.attention.models import CalendarSource, Target
from leadline.cli.main import cli
from leadline.evidence.models import Import
from leadline.foundation import child
from leadline.foundation.child import Budget
from leadline.foundation.errors import Invalid
from tests.conftest import Person
from tests.files import tasks
from tests.files.hostile import FILES

# Far more than any of them takes, and far less than without an end: the machine that
# runs the tests has other work. `python -m tests.files.hostile` helps to measure.
LONGEST_SECONDS = 60
NOW = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
COMMANDS = {
    "import": ("import", "--dry-run"),
    "hours": ("hours", "--from", "2026-03-01", "--to", "2026-03-31",
              "--domain", "house.example", "--out", "out.csv"),
    "score": ("score",),
    "optimise": ("optimise", "--out", "out.json", "--time-limit", "2"),
}  # fmt: skip
BY_WEB = [name for name, (reader, _) in FILES.items() if reader in ("import", "hours")]


def _run(reader: str, path: Path) -> Result:
    command, *options = COMMANDS[reader]
    return CliRunner().invoke(cli, [command, str(path), *options])


@pytest.mark.parametrize("name", FILES)
def test_a_command_reads_it_or_says_in_a_line_what_to_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    reader, content = FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    begun = time.monotonic()

    result = _run(reader, path)

    assert time.monotonic() - begun < LONGEST_SECONDS
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code in (0, 1)
    if result.exit_code:
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", BY_WEB)
def test_a_page_answers_and_keeps_nothing_of_what_it_refuses(
    name: str, ana: Person, tmp_path: Path, settings: object
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    reader, content = FILES[name]
    door = "importing:start" if reader == "import" else "attention:calendars"
    where = reverse(door, args=[ana.actor.workspace_id])
    upload = SimpleUploadedFile(name, content)
    begun = time.monotonic()

    answer = ana.browser.post(where, {"file": upload, "kind": ""})

    assert time.monotonic() - begun < LONGEST_SECONDS
    assert answer.status_code in (302, 422), answer.status_code
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == Import.objects.count()
    if answer.status_code == 422:
        assert not kept
        assert not CalendarSource.objects.exists()


def test_another_person_writes_while_a_calendar_is_held_open(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "for_size", lambda *_: Budget(seconds=4.0))
    monkeypatch.setattr("leadline.attention.bridge.read_calendar", tasks.spin_on)
    told: list[str] = []
    reader = threading.Thread(target=_read_calendar, args=(told,))
    reader.start()
    time.sleep(0.5)
    begun = time.process_time()

    set_target(actor=ana.actor, hours=3)  # type: ignore[arg-type]

    assert reader.is_alive()
    assert time.process_time() - begun < 1.0
    assert Target.objects.get().hours == 3
    reader.join()
    assert ["too long to read" in line for line in told] == [True]


def _read_calendar(told: list[str]) -> None:
    try:
        calendar_around(b"BEGIN:VCALENDAR", now=NOW, zone=ZoneInfo("UTC"))
    except Invalid as error:
        told.append(str(error))
