"""Two people and one record: who changes it names the version they saw."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Model

from leadline.accounts.models import Event, User, Versioned
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Stale
from leadline.foundation.jobs import clock


def take_version(*, actor: Actor, row: Versioned, seen: int | None) -> None:
    """Count a record's version up, for a change by somebody who saw version ``seen``.

    Call it first in the action's transaction, and give ``version=row.version`` to
    ``record``: who comes too late is told by that line who was there before. ``None``
    changes what stands, whatever it is. Raises ``Stale`` where another change came
    first, also one that is written at this very moment.
    """
    before = row.version
    if seen in (None, before):
        own = rows(type(row), actor).filter(pk=row.pk, version=before)
        if own.update(version=F("version") + 1):
            row.version = before + 1
            return
        row.refresh_from_db(fields=["version"])
    raise _stale(actor, row, before if seen is None else seen)


def result_of(row: Model) -> Kept:
    """Return what a surface needs of a row that was just written."""
    return Kept(row.pk, str(row), getattr(row, "version", 1))


def count_up(things: Iterable[object]) -> list[str]:
    """Count the version of rows up that are written at once; return the columns.

    The caller holds the rows: nobody is stopped, and who has one open is told.
    """
    versioned = [thing for thing in things if isinstance(thing, Versioned)]
    now = clock()
    for thing in versioned:
        thing.version += 1
        thing.written_at = now
    return ["version", "written_at"] if versioned else []


def _stale(actor: Actor, row: Versioned, seen: int) -> Stale:
    subject = f"{row._meta.label_lower}:{row.pk}"
    later = rows(Event, actor).filter(subject=subject, detail__version__gt=seen)
    last = later.order_by("sequence").last()
    user = User.objects.filter(pk=last.user_id).first() if last else None
    is_own = user is not None and user.pk == actor.user_id
    who = "You" if is_own else str(user or "Somebody")
    where = " in another window" if is_own else ""
    return Stale(
        f"{who} changed this{where} after it was opened here. Look at what stands "
        "now, then change it again.",
        version=row.version,
        by=who,
        at=last.created_at if last else None,
        is_own=is_own,
    )
