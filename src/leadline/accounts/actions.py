"""Writes of the accounts domain."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Now

from leadline.accounts.models import Event, Job, User, Workspace
from leadline.accounts.types import Actor, JobState
from leadline.foundation.jobs import enqueue

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


def create_user(*, email: str, password: str | None = None, name: str = "") -> User:
    """Return a new user; without a password only links let them in."""
    user = User(email=email.strip().lower(), name=name)
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def start_job(*, actor: Actor, kind: str, args: dict[str, Any]) -> Job:
    """Queue a job of a registered kind and return its row.

    Raises ``NotAllowed`` for a reader.
    """
    actor.require("change")
    job = Job.objects.create(
        workspace_id=actor.workspace_id, user_id=actor.user_id, kind=kind, args=args
    )
    record(actor=actor, verb="accounts.start_job", subject=job, kind=kind)
    transaction.on_commit(lambda: enqueue(job.pk))
    return job


@transaction.atomic
def claim_job(job_id: int) -> Job | None:
    """Mark a queued job as running and return it; ``None`` when it is not queued."""
    claimed = Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING, attempts=F("attempts") + 1, started_at=Now()
    )
    return Job.objects.get(pk=job_id) if claimed else None


def note_progress(job_id: int, done: int, total: int, message: str) -> bool:
    """Write a running job's place; return whether a person asked it to stop."""
    Job.objects.filter(pk=job_id).update(
        done=done, total=total, message=message[:200], heartbeat_at=Now()
    )
    return Job.objects.filter(pk=job_id, is_cancel_asked=True).exists()


def end_job(
    job_id: int,
    *,
    state: str,
    result: dict[str, Any] | None = None,
    error: str = "",
) -> None:
    """Write how a job ended."""
    Job.objects.filter(pk=job_id).update(
        state=state, result=result or {}, error=error[:500], finished_at=Now()
    )
