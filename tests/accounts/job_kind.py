"""A job kind whose body each test writes, and a job of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from leadline.accounts import actions, jobs
from leadline.accounts.models import Job
from leadline.foundation import jobs as queue
from leadline.foundation import runner
from tests.conftest import Person
from tests.factories import as_row

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Body = Callable[..., dict[str, Any]]


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Body]]:
    """A job kind whose body each test writes."""
    body: dict[str, Body] = {"run": lambda **_: {}}
    known = dict(queue._KINDS)
    monkeypatch.setattr(queue, "_KINDS", known)
    monkeypatch.setattr(jobs, "clock", lambda: NOW)

    @queue.job("test.work", title="Work")
    def work(**args: Any) -> dict[str, Any]:
        return body["run"](**args)

    yield body
    runner.stopping.clear()


def start(person: Person, **args: object) -> Job:
    return as_row(
        Job, actions.start_job(actor=person.actor, kind="test.work", args=args)
    )
