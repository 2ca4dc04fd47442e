"""What became of the backups that the worker makes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from leadline.accounts.queries.installation import said_of
from leadline.accounts.types import BackupReport

BACKUP = "backup"


def last_backup() -> BackupReport | None:
    """Return the outcome of the last backup on schedule, where there was one.

    For who runs the machines: it tells of no workspace.
    """
    said = said_of(name=BACKUP)
    if said is None:
        return None
    return BackupReport(
        at=datetime.fromisoformat(said["at"]),
        file=said["file"],
        size=said["size"],
        trial=said["trial"],
        fault=said["fault"],
    )


def backup_is_due(*, now: datetime) -> bool:
    """Return whether a backup on schedule is to be made now."""
    if settings.BACKUP_HOURS <= 0:
        return False
    last = last_backup()
    return last is None or now - last.at >= timedelta(hours=settings.BACKUP_HOURS)
