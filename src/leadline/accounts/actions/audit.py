"""The audit log: a hash chain that every action writes to."""

from __future__ import annotations

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from leadline.accounts.models import Event, Workspace
from leadline.accounts.types import Actor

GENESIS = "0" * 64


def event_hash(event: Event) -> str:
    """Return the hash of an audit line, chained to the line before it."""
    line = [
        event.previous_hash,
        event.workspace_id,
        event.sequence,
        event.created_at.isoformat(),
        event.user_id,
        event.surface,
        event.verb,
        event.subject,
        event.detail,
    ]
    text = json.dumps(line, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def record(*, actor: Actor, verb: str, subject: models.Model, **detail: object) -> None:
    """Write one line of the audit log; call it inside the action's transaction."""
    Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    last = (
        Event.objects.filter(workspace_id=actor.workspace_id)
        .order_by("-sequence")
        .values_list("sequence", "hash")
        .first()
    )
    sequence, previous = last or (0, GENESIS)
    event = Event(
        workspace_id=actor.workspace_id,
        sequence=sequence + 1,
        user_id=actor.user_id,
        surface=actor.surface,
        verb=verb,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        detail=json.loads(json.dumps(detail, cls=DjangoJSONEncoder)),
        previous_hash=previous,
    )
    event.hash = event_hash(event)
    event.save()
