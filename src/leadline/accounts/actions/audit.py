"""The audit log: a hash chain that every action writes to."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from leadline.accounts.models import ChainHead, Event, Membership
from leadline.accounts.queries import event_hash
from leadline.accounts.types import Actor, Role

EXACT_FLOATS = 2.0**53


@transaction.atomic(savepoint=False)
def record(*, actor: Actor, verb: str, subject: models.Model, **detail: object) -> None:
    """Write one line of the audit log; call it inside the action's transaction."""
    heads = ChainHead.objects.select_for_update()
    head, _ = heads.get_or_create(workspace_id=actor.workspace_id)
    event = Event(
        workspace_id=actor.workspace_id,
        sequence=head.sequence + 1,
        user_id=actor.user_id,
        surface=actor.surface,
        verb=verb,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        detail=_plain(json.loads(json.dumps(detail, cls=DjangoJSONEncoder))),
        previous_hash=head.hash,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    head.sequence, head.hash = event.sequence, event.hash
    head.save(update_fields=["sequence", "hash"])


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
