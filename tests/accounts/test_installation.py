"""What all machines of an installation know: whose turn it was, and what is so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from leadline.accounts import jobs
from leadline.accounts.actions import say_to_all, start_job, take_turn
from leadline.accounts.models import Standing
from leadline.accounts.queries import (
    KEYS,
    SCHEDULE,
    other_keys,
    said_of,
    schedule_is_kept,
    secret_name,
)
from leadline.foundation import jobs as queue
from tests.conftest import Person

NOW = timezone.now()
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("later", "gets"), [(59, False), (60, True), (-60, False), (-61, True)]
)
def test_a_turn_is_one_machines_until_it_is_over(later: int, gets: bool) -> None:
    assert take_turn(name="sweep", every=MINUTE, now=NOW)
    moment = NOW + timedelta(seconds=later)

    assert take_turn(name="sweep", every=MINUTE, now=moment) is gets

    at = Standing.objects.values_list("at", flat=True).get(name="sweep")
    assert at == (moment if gets else NOW)
    assert take_turn(name="another", every=MINUTE, now=moment)


@pytest.mark.parametrize(("silent", "kept"), [(150, True), (151, False)])
def test_a_turn_shows_that_a_worker_lives_on_some_machine(
    silent: int, kept: bool
) -> None:
    assert not schedule_is_kept(now=NOW)
    take_turn(name=SCHEDULE, every=MINUTE, now=NOW)

    seen = schedule_is_kept(now=NOW + timedelta(seconds=silent))

    assert seen is (kept and connection.vendor != "sqlite")


def test_who_has_the_turn_queues_what_fell_due_and_nobody_else(
    monkeypatch: Any,
) -> None:
    called: list[str] = []

    def fails(now: Any) -> None:
        called.append("fails")
        raise RuntimeError("this one is broken")

    monkeypatch.setattr(
        queue, "_REGULAR", [fails, lambda now: called.append("goes on")]
    )
    monkeypatch.setattr(queue.connection, "close", lambda: None)

    for _ in range(3):
        jobs.Desk().look()

    assert called == ["fails", "goes on"]


def test_what_is_said_to_all_is_said_anew() -> None:
    assert said_of(name=KEYS) is None
    for number in (1, 2):
        say_to_all(name=KEYS, said={"n": number}, now=NOW)

    assert said_of(name=KEYS) == {"n": 2}


def test_keys_of_another_machine_are_told_by_their_files(
    olu: Person, settings: Any
) -> None:
    say_to_all(name=KEYS, said={"secret": secret_name()}, now=NOW)
    start_job(
        actor=olu.actor, kind="evidence.group_feedback", args={}
    )  # a line is sealed
    assert other_keys() == []
    assert secret_name("another") != secret_name()

    settings.RETIRED_SECRET_KEYS, before = [settings.SECRET_KEY], settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    assert other_keys() == [], "a change that was cut off"
    settings.RETIRED_SECRET_KEYS = [f"not {before}"]
    assert other_keys() == ["secret.key"]
    settings.RECORD_KEY = "a key that sealed nothing of it"
    assert other_keys() == ["secret.key", "record.key"]
