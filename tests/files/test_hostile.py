"""No file that anybody can send stops Leadline, or slows it for others."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse

from leadline.attention.models import CalendarSource, Target
from leadline.cli.main import cli
from leadline.evidence.models import Import
from tests.conftest import Person
from tests.files import tasks
from tests.files.hostile import FILES

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


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("name", FILES)
def test_a_command_reads_it_or_says_in_a_line_what_to_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    reader, content = FILES[name]
    path = tmp_path / name
    path.write_bytes(content)

    result = _run(reader, path)

    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code in (0, 1)
    if result.exit_code:
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("name", BY_WEB)
def test_a_page_answers_and_keeps_nothing_of_what_it_refuses(
    name: str, ana: Person, tmp_path: Path, settings: object
) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    reader, content = FILES[name]
    door = "importing:start" if reader == "import" else "attention:calendars"
    where = reverse(door, args=[ana.actor.workspace_id])
    upload = SimpleUploadedFile(name, content)

    answer = ana.browser.post(where, {"file": upload, "kind": ""})

    assert answer.status_code in (302, 422), answer.status_code
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == Import.objects.count()
    if answer.status_code == 422:
        assert not kept
        assert not CalendarSource.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_another_person_writes_while_a_calendar_is_held_open(
    ana: Person, olu: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the order of events: the calendar is let go once the other has saved."""
    monkeypatch.setattr("leadline.attention.bridge.read_calendar", tasks.hold)
    answers: list[HttpResponse] = []
    reader = threading.Thread(target=_bring_calendar, args=(ana, tmp_path, answers))
    reader.start()
    while not (tmp_path / "reads").exists():
        assert reader.is_alive(), answers
        time.sleep(0.01)

    saved = olu.browser.post(
        reverse("attention:target", args=[olu.actor.workspace_id]), {"hours": "3"}
    )

    assert saved.status_code == 302
    assert Target.objects.get().hours == 3
    assert reader.is_alive()
    assert not (tmp_path / "has read").exists()
    (tmp_path / "go").touch()
    reader.join()
    assert (tmp_path / "has read").exists()
    assert "held open" in answers[0].content.decode()
    assert not CalendarSource.objects.exists()


def _bring_calendar(person: Person, folder: Path, answers: list[HttpResponse]) -> None:
    door = reverse("attention:calendars", args=[person.actor.workspace_id])
    upload = SimpleUploadedFile("own.ics", str(folder).encode())
    try:
        answers.append(person.browser.post(door, {"file": upload}))
    finally:
        connection.close()
