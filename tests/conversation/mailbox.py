"""A mail server that keeps what it gets, and a run of what is due."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from leadline.accounts.models import Job
from leadline.accounts.queries import actor_for
from leadline.conversation import jobs
from tests.attention.test_subscriptions import Silent
from tests.conversation.talking import NOW

BASE = "https://leadline.example"
LATER = NOW + timedelta(hours=1)


class Mailbox:
    """A mail server that keeps what it gets, and may answer otherwise."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.says = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.says.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.got.append(mail)
        return self.says


@contextmanager
def served(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """Open a mail server that Leadline mails by, an hour after what is told."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.OWN_ADDRESS = BASE
    monkeypatch.setattr(jobs, "clock", lambda: LATER)
    try:
        yield box
    finally:
        server.stop()


def run(now: datetime = LATER) -> None:
    """Queue what is due and run each job that waits, as a worker does."""
    jobs.tell_what_is_due(now)
    for job in Job.objects.filter(kind=jobs.TELL, state="queued"):
        owner = actor_for(
            user_id=job.user_id, workspace_id=job.workspace_id, surface="job"
        )
        jobs.tell(actor=owner, progress=Silent(), **job.args)
        Job.objects.filter(pk=job.pk).update(state="done")
