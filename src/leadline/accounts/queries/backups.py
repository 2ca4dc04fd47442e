"""What became of the backups that the worker makes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from leadline.accounts.types import BackupReport

STATE = "scheduled.json"


def state_file() -> Path:
    """Return where the outcome of the last backup on schedule is kept."""
    return Path(settings.BACKUP_FOLDER).expanduser() / STATE


def last_backup() -> BackupReport | None:
    """Return the outcome of the last backup on schedule, where there was one.

    For who runs the machine: it tells of no workspace.
    """
    try:
        said = json.loads(state_file().read_text(encoding="utf-8"))
        return BackupReport(
            at=datetime.fromisoformat(said["at"]),
            file=str(said["file"]),
            size=int(said["size"]),
            trial=str(said["trial"]),
            fault=str(said["fault"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def backup_is_due(*, now: datetime) -> bool:
    """Return whether a backup on schedule is to be made now."""
    if settings.BACKUP_HOURS <= 0:
        return False
    last = last_backup()
    return last is None or now - last.at >= timedelta(hours=settings.BACKUP_HOURS)
