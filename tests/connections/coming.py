"""Ways in of a test: opened, sent to, and worked on as a worker does in a minute."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.test import Client
from standardwebhooks.webhooks import Webhook

from leadline.accounts.models import Job
from leadline.connections import actions
from leadline.connections.models import Intake
from leadline.connections.types import IntakeIn
from leadline.importing import jobs
from tests.attention.test_subscriptions import Silent
from tests.conftest import Person

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
RUN: dict[str, Any] = {
    jobs.TAKE_IN: jobs.take_in,
    jobs.READ_FEED: jobs.read_feed,
    jobs.READ_MAILBOX: jobs.read_mailbox,
}
PIECES = [
    {"id": "t1", "words": "Swap a night shift by phone.", "author": "Maya Chen",
     "customer": "Harbour Clinics", "created_at": "2026-11-20T10:00:00Z"},
    {"id": "t2", "words": "Tell me who opened the roster.", "author": "Jon Ask",
     "customer": "Tide Care", "created_at": "2026-11-21T10:00:00Z"},
]  # fmt: skip


def add(olu: Person, **changed: Any) -> tuple[Intake, str]:
    said = {"name": "Shop", "kind": "feedback", "way": "sent", **changed}
    made, secret = actions.add_intake(actor=olu.actor, intake=IntakeIn(**said), now=NOW)
    return Intake.objects.get(pk=made.id), secret


def send(
    row: Intake, secret: str, said: Any, message: str = "msg_1", **more: Any
) -> Any:
    body = said if isinstance(said, str) else json.dumps(said)
    moment = datetime.now(UTC)
    headers = {
        "webhook-id": message,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign(message, moment, body),
        **more,
    }
    return Client(enforce_csrf_checks=True).post(
        f"/in/{row.key}/", body, content_type="application/json", headers=headers
    )


def work(olu: Person, now: datetime = NOW) -> None:
    """Do what a worker does in a minute, imports too."""
    jobs.take_in_what_is_due(now)
    for job in Job.objects.filter(state="queued").order_by("pk"):
        if job.kind in RUN:
            RUN[job.kind](actor=olu.actor, progress=Silent(), **job.args)
    for job in Job.objects.filter(state="queued", kind="importing.run"):
        jobs.run_import(actor=olu.actor, progress=Silent(), **job.args)
    Job.objects.all().delete()
