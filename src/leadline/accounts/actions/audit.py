"""The audit log: a sealed chain that every action writes to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from leadline.accounts.models import ChainHead, Event, Membership
from leadline.accounts.queries.audit import NOBODY
from leadline.accounts.queries.chain import BROKEN, holds, is_due, unvouched
from leadline.accounts.queries.seals import (
    Touched,
    digests_of,
    head_seal,
    line_seal,
    sealed_models,
)
from leadline.accounts.types import Actor, Role
from leadline.foundation.errors import Conflict
from leadline.foundation.sealing import has_key, key_file, key_name, make_key

EXACT_FLOATS = 2.0**53
ROWS_OF_A_LINE = 5000


def record(*, actor: Actor, verb: str, subject: models.Model, **detail: object) -> None:
    """Write one line of the audit log; call it inside the action's transaction.

    Where the subject's table is sealed, the line vouches for the subject as it is now:
    call it after the row is written or deleted.
    """
    record_rows(actor=actor, verb=verb, subject=subject, touched=(), detail=detail)


@transaction.atomic(savepoint=False)
def record_rows(
    *,
    actor: Actor,
    verb: str,
    subject: models.Model,
    touched: Iterable[Touched],
    detail: Mapping[str, object],
) -> None:
    """Write one line that vouches for many rows, by table and number, as they are now.

    For bulk work on sealed tables; what ``record`` says of the subject holds here.
    """
    head = _head(actor.workspace_id)
    digests = _digests(actor.workspace_id, [(type(subject), [subject.pk]), *touched])
    if head.sequence and not holds(head):
        # Whoever moved the end did not have the key; no later seal may hide that.
        digests[BROKEN] = ""
    elif not head.sequence:
        digests |= _digests(actor.workspace_id, _everything())
        head.tables = _every_table()
    event = Event(
        user_id=actor.user_id,
        surface=actor.surface,
        verb=verb,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        detail=_plain(json.loads(json.dumps(detail, cls=DjangoJSONEncoder))),
        digests=digests,
    )
    _append(head, event)


def seal_records() -> int:
    """Seal the logs of an earlier release; return how many waited for it.

    Nobody acts here: the machine's owner starts a release whose logs have a key.
    """
    waiting = [
        head.workspace_id
        for head in ChainHead.objects.exclude(seal="")
        if is_due(head) or (holds(head) and unvouched(head))
    ]
    for workspace_id in waiting:
        with transaction.atomic():
            _head(workspace_id)
    return len(waiting)


def _head(workspace_id: int) -> ChainHead:
    """Return the end of a log, locked; an old log is sealed first."""
    if not has_key():
        _make_key()
    heads = ChainHead.objects.select_for_update()
    head, _ = heads.get_or_create(workspace_id=workspace_id)
    if head.sequence and is_due(head):
        _seal(head, sealed_models())
    elif head.sequence and unvouched(head) and holds(head):
        _seal(head, unvouched(head))
    return head


def _make_key() -> None:
    if ChainHead.objects.exclude(seal="").exists():
        raise Conflict(
            f"The key of the record is gone. Put {key_file()} back from a backup, or "
            "name the key in LEADLINE_RECORD_KEY_FILE: nothing is written without it."
        )
    make_key()


def _seal(head: ChainHead, tables: Iterable[Any], **detail: Any) -> None:
    """Write the lines from which on a log vouches for what is in some tables."""
    digests = _digests(head.workspace_id, [(table, None) for table in tables])
    names, old = sorted(digests), head.sequence
    head.tables = _every_table()
    for start in range(0, max(len(names), 1), ROWS_OF_A_LINE):
        lot = names[start : start + ROWS_OF_A_LINE]
        event = Event(
            user_id=NOBODY,
            surface="cli",
            verb="accounts.seal_record",
            subject=f"accounts.workspace:{head.workspace_id}",
            detail={"old_lines": old, "rows": len(lot), "key": key_name(), **detail},
            digests={name: digests[name] for name in lot},
        )
        _append(head, event)


def _append(head: ChainHead, event: Event) -> None:
    event.workspace_id = head.workspace_id
    event.sequence, event.previous_hash = head.sequence + 1, head.hash
    event.hash = line_seal(event)
    event.save(force_insert=True)
    head.sequence, head.hash = event.sequence, event.hash
    said = (head.workspace_id, head.sequence, head.hash, "head", head.tables)
    head.seal = head_seal(*said)
    head.save(update_fields=["sequence", "hash", "seal", "tables"])


def _everything() -> list[Touched | tuple[Any, None]]:
    return [(model, None) for model in sealed_models()]


def _every_table() -> str:
    return " ".join(model._meta.label_lower for model in sealed_models())


def _digests(
    workspace_id: int, touched: Iterable[Touched | tuple[Any, None]]
) -> dict[str, str]:
    """Return what rows say now, by their names; nothing of tables without a seal."""
    return {
        f"{model._meta.label_lower}:{pk}": digest
        for model, pks in touched
        if hasattr(model, "SEALED")
        for pk, digest in digests_of(model, workspace_id, pks)
    }


def record_for_person(
    *, user_id: int, verb: str, subject: models.Model, surface: str, **detail: object
) -> None:
    """Write what a person did to their own account into each of their workspaces."""
    memberships = Membership.objects.filter(user_id=user_id).order_by("workspace_id")
    for workspace_id, role in memberships.values_list("workspace_id", "role"):
        actor = Actor(workspace_id, user_id, Role(role), surface)
        record(actor=actor, verb=verb, subject=subject, **detail)


def _plain(value: Any) -> Any:
    """Return a value that every database gives back exactly as it was stored.

    PostgreSQL takes no NUL, no half of a character and no infinity in JSON, and
    returns large round floats as whole numbers.
    """
    if isinstance(value, dict):
        return {_plain(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        whole = value.encode("utf-8", "replace").decode()
        return whole.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return str(value)
        return int(value) if abs(value) >= EXACT_FLOATS else value + 0.0
    return value
