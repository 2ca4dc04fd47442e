"""Rows that matter, as a line of the audit log vouches for them.

A model says with ``SEALED`` which columns count. The digest of a row is read back
from the database by the writer and by the verifier alike, so that both see the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from leadline.accounts.models import ChainHead, Event
from leadline.foundation.sealing import key_name, seal, sealer

Touched = tuple[type[models.Model], Iterable[int]]
VERSION = "1"
AT_ONCE = 500
LENGTH = 32
UNDER = "@"
# What every log vouched for before its end said which tables it does.
FIRST_SEALED = (
    "accounts.membership", "decisions.decision", "decisions.prediction",
    "evidence.feedback",
)  # fmt: skip


def sealed_models() -> list[Any]:
    """Return every table whose rows lines of the log vouch for, in a fixed order."""
    found = [model for model in apps.get_models() if hasattr(model, "SEALED")]
    return sorted(found, key=lambda model: model._meta.label_lower)


def digests_of(
    model: Any, workspace_id: int, pks: Iterable[int] | None = None
) -> Iterator[tuple[int, str]]:
    """Yield the number and digest of a workspace's rows; all, or those named.

    A named row that is gone has an empty digest. Where rows go with another one that
    a table below takes out, ``SEALED_UNDER``, the digest names that one.
    """
    label, names = model._meta.label_lower, ("pk", *model.SEALED)
    under = getattr(model, "SEALED_UNDER", "")
    place = names.index(under) - 1 if under else 0
    above = model._meta.get_field(under).related_model if under else None
    sealed = sealer("row")

    def digest(pk: int, values: list[Any]) -> str:
        said = [_plain(value) for value in values]
        digest = f"{VERSION}:{sealed(VERSION, label, pk, said)[:LENGTH]}"
        if above is None:
            return digest
        return f"{digest}{UNDER}{above._meta.label_lower}:{values[place]}"

    rows = model._base_manager.filter(workspace_id=workspace_id).order_by("pk")
    if pks is None:
        for pk, *values in rows.values_list(*names).iterator(chunk_size=2000):
            yield pk, digest(pk, values)
        return
    wanted = sorted({pk for pk in pks if pk is not None})
    for start in range(0, len(wanted), AT_ONCE):
        lot = wanted[start : start + AT_ONCE]
        there = dict.fromkeys(lot, "")
        for pk, *values in rows.filter(pk__in=lot).values_list(*names):
            there[pk] = digest(pk, values)
        yield from there.items()


def line_seal(event: Event, sealed: Callable[..., str] | None = None) -> str:
    """Return the seal of an audit line, chained to the line before it.

    ``sealed`` seals lines with another key than the one of today.
    """
    return (sealed or sealer("line"))(*line_of(event), event.digests)


def head_seal(
    workspace_id: int,
    sequence: int,
    line_hash: str,
    kind: str = "head",
    tables: str = "",
) -> str:
    """Return the seal of where a log ends, which no line of it gives away.

    ``kind`` is ``due`` for a log of an earlier release that waits for its first seal;
    ``tables`` are those whose rows the log vouches for.
    """
    also = [tables] if tables else []
    return f"{key_name()}:{seal(kind, workspace_id, sequence, line_hash, *also)}"


def is_sealed_by(head: ChainHead, kind: str) -> bool:
    """Return whether the end of a log bears this seal of who holds the key."""
    said = (head.workspace_id, head.sequence, head.hash, kind, head.tables)
    return head.seal == head_seal(*said)


def vouched_tables(head: ChainHead) -> tuple[str, ...]:
    """Return the tables whose rows a sealed log vouches for."""
    return tuple(head.tables.split()) or FIRST_SEALED


def line_of(event: Event) -> list[Any]:
    """Return what a line says, in plain values."""
    return [
        event.previous_hash,
        event.workspace_id,
        event.sequence,
        utc(event.created_at),
        event.user_id,
        event.surface,
        event.verb,
        event.subject,
        event.detail,
    ]


def utc(at: datetime) -> str:
    """Return a moment as every database gives it back."""
    return at.astimezone(UTC).isoformat()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if value is None or isinstance(value, bool | int | str):
        return value
    return json.dumps(value, sort_keys=True)
