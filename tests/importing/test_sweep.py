"""Uploads and drafts that nobody came back for go, by their age; others stay."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from leadline.evidence.actions import start_import
from leadline.evidence.models import Import
from leadline.evidence.types import ImportFile, ImportKind, ImportState
from leadline.importing import jobs
from leadline.importing.sweep import DRAFT_AGE, UPLOAD_AGE, sweep
from tests.conftest import Person
from tests.factories import as_row

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def _upload(folder: Path, person: Person, name: str, age: dt.timedelta) -> Path:
    path = folder / str(person.actor.workspace_id) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("id,words\n")
    moment = (NOW - age).timestamp()
    os.utime(path, (moment, moment))
    return path


def _draft(person: Person, path: Path, age: dt.timedelta) -> Import:
    where = f"{path.parent.name}/{path.name}"
    file = ImportFile(file_name=path.name, path=where, size=9, options={}, mapping={})
    made = start_import(actor=person.actor, kind=ImportKind.FEEDBACK, file=file)
    Import.objects.filter(pk=made.id).update(created_at=NOW - age)
    return as_row(Import, made)


def test_an_upload_without_an_import_goes_after_a_day(
    olu: Person, folder: Path
) -> None:
    old = _upload(folder, olu, "old.csv", UPLOAD_AGE + MINUTE)
    young = _upload(folder, olu, "young.csv", UPLOAD_AGE - MINUTE)
    kept = _upload(folder, olu, "kept.csv", UPLOAD_AGE + MINUTE)
    _draft(olu, kept, UPLOAD_AGE)

    assert sweep(NOW) == 1

    assert [path.exists() for path in (old, young, kept)] == [False, True, True]
    assert sweep(NOW) == 0


def test_a_draft_goes_with_its_file_after_thirty_days(
    olu: Person, folder: Path
) -> None:
    old, young, begun = (
        _upload(folder, olu, f"{name}.csv", MINUTE)
        for name in ("old", "young", "begun")
    )
    gone = _draft(olu, old, DRAFT_AGE + MINUTE)
    _draft(olu, young, DRAFT_AGE - MINUTE)
    running = _draft(olu, begun, DRAFT_AGE + MINUTE)
    Import.objects.filter(pk=running.pk).update(state=ImportState.RUNNING)

    assert sweep(NOW) == 1

    assert not Import.objects.filter(pk=gone.pk).exists()
    assert [path.exists() for path in (old, young, begun)] == [False, True, True]


@pytest.mark.django_db
def test_workers_sweep_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[dt.datetime] = []
    monkeypatch.setattr(jobs, "sweep", swept.append)

    for minutes in (0, 59, 60, 61):
        jobs.sweep_uploads(NOW + minutes * MINUTE)

    assert swept == [NOW, NOW + 60 * MINUTE]


def test_begin_pressed_six_times_is_one_job(ana: Person, folder: Path) -> None:
    from leadline.accounts.models import Job
    from leadline.accounts.types import JobState
    from leadline.evidence.actions import queue_import

    draft = _draft(ana, _upload(folder, ana, "rows.csv", MINUTE), MINUTE)
    for _ in range(6):
        queued = queue_import(actor=ana.actor, import_id=draft.pk)

    job = Job.objects.get(kind="importing.run")
    assert queued.job_id == job.pk

    Job.objects.update(state=JobState.FAILED)
    assert queue_import(actor=ana.actor, import_id=draft.pk).job_id != job.pk
    assert Job.objects.filter(kind="importing.run").count() == 2
