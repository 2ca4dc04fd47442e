"""What has been kept long enough goes: by kind, each after days of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from leadline.accounts.models import Invitation, Job, KeptAnswer, SignInLink, Tries
from leadline.accounts.types import KEPT_DAYS, JobState

ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


def purge(*, days: Mapping[str, int], now: datetime, is_trial: bool) -> dict[str, int]:
    """Delete what is older than the days of its kind; return counts by kind.

    Only kinds that are named go; a trial counts, and deletes nothing. Nothing that a
    line of the audit log vouches for is among them.
    """
    counts = {kind: 0 for kind in KEPT_DAYS if kind in days}
    with transaction.atomic():
        for kind, rows in _old(days, now):
            counts[kind] += rows.count()
            if not is_trial:
                rows.delete()
    return counts


def _old(days: Mapping[str, int], now: datetime) -> Iterator[tuple[str, QuerySet[Any]]]:
    before = {kind: now - timedelta(days=n) for kind, n in days.items()}
    if moment := before.get("sessions"):
        yield "sessions", Session.objects.filter(expire_date__lt=moment)
    if moment := before.get("links"):
        told = SignInLink.objects.exclude(issued_by__isnull=False, told_at=None)
        yield "links", told.filter(expires_at__lt=moment)
        yield (
            "links",
            Invitation.objects.filter(expires_at__lt=moment, accepted_at=None),
        )
    if moment := before.get("tries"):
        yield "tries", Tries.objects.filter(last_at__lt=moment)
    if moment := before.get("answers"):
        yield "answers", KeptAnswer.objects.filter(created_at__lt=moment)
    if moment := before.get("jobs"):
        yield "jobs", Job.objects.filter(state__in=ENDED, finished_at__lt=moment)
    for model in apps.get_models():
        kind, column, also = getattr(model, "PURGED", ("", "", {}))
        if moment := before.get(kind):
            old = {f"{column}__lt": moment, **also}
            yield kind, model._base_manager.filter(**old)
