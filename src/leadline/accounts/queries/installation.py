"""What an installation knows as a whole; for who runs the machines."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from leadline.accounts.models import Standing
from leadline.accounts.queries.actors import logged_workspace_ids
from leadline.accounts.queries.chain import is_other_key

SCHEDULE = "schedule"
KEYS = "keys"
TABLES = "tables"
# A turn may come a minute and some seconds after the one before.
SILENT = timedelta(seconds=150)


def said_of(*, name: str) -> dict[str, Any] | None:
    """Return what stands under a name for every machine, or nothing."""
    return Standing.objects.filter(name=name).values_list("said", flat=True).first()


def schedule_is_kept(*, now: datetime) -> bool:
    """Return whether a worker of any machine has had its turn at the schedule lately.

    With SQLite there is one machine, which knows its workers better.
    """
    if connection.vendor == "sqlite":
        return False
    lately = Standing.objects.filter(name=SCHEDULE, at__gte=now - SILENT)
    return lately.exists()


def secret_name(secret: str | None = None) -> str:
    """Return by what a secret key is told from another; it gives nothing of it away."""
    said = salted_hmac("leadline.key", "name", secret=secret, algorithm="sha256")
    return said.hexdigest()[:16]


def other_keys() -> list[str]:
    """Return which keys at hand are not those of the other machines."""
    kept = (said_of(name=KEYS) or {}).get("secret", "")
    # A change of the key that was cut off leaves the one before it in the file.
    mine = [None, *settings.RETIRED_SECRET_KEYS]
    wrong = []
    if kept and kept not in map(secret_name, mine):
        wrong.append("secret.key")
    if any(is_other_key(workspace_id=number) for number in logged_workspace_ids()):
        wrong.append("record.key")
    return wrong
