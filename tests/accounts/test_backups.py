"""Backups on schedule: made by the worker, brought back for trial, a few kept."""

from __future__ import annotations

import gzip
import sqlite3
import tarfile
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from leadline.accounts import actions
from leadline.accounts.actions.backups import PATTERN
from leadline.accounts.models import Job
from leadline.accounts.queries import last_backup
from leadline.accounts.queries.backups import backup_is_due
from leadline.foundation.backups import (
    RESTORED,
    SQLITE,
    Entry,
    Manifest,
    _pack,
    _sha256,
    try_restore,
)
from leadline.foundation.errors import Invalid, NotAllowed
from tests.conftest import Person
from tests.worker import Folder, migrated

NOW = timezone.now()


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    """A data folder whose worker backs up once a day and keeps two."""
    (tmp_path / "run").mkdir()
    (tmp_path / "uploads").mkdir()
    settings.DATA_DIR = tmp_path
    settings.BACKUP_HOURS, settings.BACKUPS_KEPT = 24, 2
    settings.BACKUP_FOLDER = tmp_path / "kept"
    return tmp_path


@pytest.fixture
def copied(monkeypatch: Any) -> None:
    """Backups hold a file of empty tables: the one of tests lies in memory."""

    def dump(target: Path) -> None:
        target.write_bytes(migrated().read_bytes())

    monkeypatch.setattr("leadline.foundation.backups.dump_database", dump)
    monkeypatch.setattr("leadline.accounts.actions.backups.list_heads", list)


@pytest.mark.django_db
@pytest.mark.parametrize(("hours", "due"), [(23.9, False), (24, True)])
def test_a_backup_falls_due_by_the_hours_the_operator_says(
    place: Path, copied: None, olu: Person, hours: float, due: bool
) -> None:
    assert backup_is_due(now=NOW)
    actions.back_up(actor=olu.actor, now=NOW)

    assert backup_is_due(now=NOW + timedelta(hours=hours)) is due


@pytest.mark.django_db
def test_without_hours_none_is_made(place: Path, olu: Person, settings: Any) -> None:
    settings.BACKUP_HOURS = 0

    actions.queue_backup(now=NOW)

    assert not Job.objects.exists()
    assert actions.back_up(actor=olu.actor, now=NOW) is None


@pytest.mark.django_db
def test_it_is_queued_once_in_the_name_of_the_owner(place: Path, olu: Person) -> None:
    for _ in range(2):
        actions.queue_backup(now=NOW)

    (job,) = Job.objects.all()
    assert (job.kind, job.user_id) == (actions.BACK_UP, olu.user.pk)


@pytest.mark.django_db
@pytest.mark.sqlite
def test_it_is_brought_back_for_trial_and_a_few_are_kept(
    place: Path, copied: None, olu: Person
) -> None:
    for day in range(4):
        made = actions.back_up(actor=olu.actor, now=NOW + timedelta(days=day))

    assert made == last_backup()
    assert made is not None
    assert (made.trial, made.fault) == (RESTORED, "")
    kept = sorted((place / "kept").glob(PATTERN))
    assert len(kept) == 2
    assert kept[-1] == Path(made.file)
    assert kept[-1].stat().st_mode & 0o777 == 0o600
    assert (
        actions.back_up(actor=olu.actor, now=NOW + timedelta(days=3, hours=1)) is None
    )


@pytest.mark.django_db
@pytest.mark.sqlite
def test_one_that_would_not_come_back_takes_no_place(
    place: Path, copied: None, olu: Person, monkeypatch: Any
) -> None:
    good = actions.back_up(actor=olu.actor, now=NOW)
    monkeypatch.setattr(
        "leadline.accounts.actions.backups.list_heads", lambda: [f"1-7-{'a' * 64}"]
    )

    bad = actions.back_up(actor=olu.actor, now=NOW + timedelta(days=1))

    assert good is not None
    assert bad is not None
    assert "lacks the line 1-7-aaaa" in bad.fault
    assert [str(p) for p in (place / "kept").glob(PATTERN)] == [good.file]


@pytest.mark.django_db
def test_only_an_owner_starts_one(place: Path, ana: Person) -> None:
    with pytest.raises(NotAllowed):
        actions.back_up(actor=ana.actor, now=NOW)
    with pytest.raises(NotAllowed):
        actions.start_job(actor=ana.actor, kind=actions.BACK_UP, args={})


def packed(path: Path, database: Path) -> Path:
    entry = Entry(SQLITE, database.stat().st_size, _sha256(database))
    _pack(path, Manifest("0.1.0", "2026-11-30", "sqlite", (entry,)), {SQLITE: database})
    return path


@pytest.mark.sqlite
def test_a_damaged_database_and_a_cut_file_are_found(tmp_path: Path) -> None:
    database = tmp_path / SQLITE
    database.write_bytes(migrated().read_bytes())
    assert try_restore(packed(tmp_path / "good.tar.gz", database)) == RESTORED

    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes((tmp_path / "good.tar.gz").read_bytes()[:-400])
    with pytest.raises((Invalid, tarfile.TarError, gzip.BadGzipFile)):
        try_restore(cut)
    with closing(sqlite3.connect(database)) as broken:
        broken.execute("PRAGMA foreign_keys = OFF")
        broken.execute(
            "INSERT INTO accounts_ownaddress (email, created_at, user_id) "
            "VALUES ('a@b.example', '2026-01-01', 99)"
        )
        broken.commit()
    with pytest.raises(Invalid, match="damaged"):
        try_restore(packed(tmp_path / "broken.tar.gz", database))
    assert not list(tmp_path.glob(".trial-*"))


@pytest.mark.sqlite
def test_a_real_worker_makes_one_and_check_tells_of_it(tmp_path: Path) -> None:
    from tests.cli.test_check import check

    folder = Folder(tmp_path / "data")
    (folder.path / "secret.key").chmod(0o600)
    for name in ("run", "uploads"):
        (folder.path / name).mkdir()
    folder.environment["LEADLINE_BACKUP_HOURS"] = "24"
    folder.python(
        """
        actions.set_up(workspace_name="Acme", owner_email="olu@example.com",
                       owner_name="Olu", now=clock())
        """
    )

    with folder.worker():
        deadline = time.monotonic() + 60
        while not folder.python("answer = Job.objects.count()"):
            assert time.monotonic() < deadline, "the worker queued nothing"
        folder.wait_for_job(1, "done", seconds=120)
    code, report = check(folder)

    told = [one for one in report["checks"] if one["check"] == "backup"]
    assert code == 0
    assert [one["state"] for one in told] == ["ok"]
    assert "was brought back for trial" in told[0]["line"]


@pytest.mark.django_db
@pytest.mark.sqlite
def test_owners_see_on_the_page_of_jobs_what_became_of_it(
    place: Path, copied: None, olu: Person, ben: Person
) -> None:
    actions.back_up(actor=olu.actor, now=NOW)
    page = f"/w/{olu.actor.workspace_id}/settings/jobs/"

    assert "was brought back for trial" in olu.browser.get(page).text
    assert "brought back" not in ben.browser.get(page).text
