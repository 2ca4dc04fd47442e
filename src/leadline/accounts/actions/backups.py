"""Backups on schedule: made by the worker, brought back for trial, a few kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from leadline.accounts.actions.installation import say_to_all
from leadline.accounts.actions.jobs import start_job
from leadline.accounts.queries import (
    job_under_way,
    list_heads,
    owner_of,
    workspace_ids,
)
from leadline.accounts.queries.backups import BACKUP, backup_is_due
from leadline.accounts.types import Actor, BackupReport
from leadline.foundation.backups import try_restore, write_archive
from leadline.foundation.errors import Invalid

KIND = "accounts.back_up"
NAMED = "leadline-{:%Y-%m-%dT%H-%M-%S}.tar.gz"
PATTERN = "leadline-????-??-??T??-??-??.tar.gz"


def queue_backup(*, now: datetime) -> None:
    """Queue a backup that fell due, in the name of who set the installation up."""
    if not backup_is_due(now=now) or not (ids := workspace_ids()):
        return
    actor = owner_of(workspace_id=ids[0], surface="job")
    if job_under_way(actor=actor, kind=KIND) is None:
        start_job(actor=actor, kind=KIND, args={})


def back_up(*, actor: Actor, now: datetime) -> BackupReport | None:
    """Make a backup, bring it back for trial, let old ones go; return the outcome.

    Nothing where one was made a moment ago by another worker. What could not be done
    is kept as its fault, and tried again when the next falls due.
    """
    actor.require("administer")
    if not backup_is_due(now=now):
        return None
    folder = Path(settings.BACKUP_FOLDER).expanduser()
    file = folder / NAMED.format(now)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_archive(Path(settings.DATA_DIR), file, made_at=now, list_heads=list_heads)
        report = BackupReport(now, str(file), file.stat().st_size, try_restore(file))
        for old in sorted(folder.glob(PATTERN))[: -max(settings.BACKUPS_KEPT, 1)]:
            old.unlink()
    except (Invalid, OSError) as error:
        # One that does not come back takes no place of one that does.
        file.unlink(missing_ok=True)
        report = BackupReport(now, str(file), 0, fault=str(error)[:300])
    _keep(report)
    return report


def _keep(report: BackupReport) -> None:
    said = {
        "at": report.at.isoformat(),
        "file": report.file,
        "size": report.size,
        "trial": report.trial,
        "fault": report.fault,
    }
    say_to_all(name=BACKUP, said=said, now=report.at)
