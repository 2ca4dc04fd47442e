"""Nobody waits long for another: addresses take turns, feeds say if nothing is new."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

import pytest

from leadline.connections import actions, jobs
from leadline.connections.models import Delivery, Intake
from leadline.evidence.models import Feedback, Import
from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import Fetched, Version
from leadline.foundation.hosts import number_of
from leadline.importing import jobs as importing
from tests.attention.test_subscriptions import Silent
from tests.conftest import Person
from tests.connections.coming import NOW, PIECES, work
from tests.connections.coming import add as open_way
from tests.connections.conftest import Server
from tests.connections.telling import add

pytestmark = pytest.mark.django_db


def several(olu: Person, *counts: int) -> dict[int, str]:
    """Addresses with so many messages each, the first ones the longest due."""
    names = {}
    for at, count in enumerate(counts):
        name = "ABC"[at]
        row, _ = add(olu, name=name, address=f"https://{name.lower()}.example/in")
        names[row.pk] = name
        for n in range(count):
            due = NOW - timedelta(minutes=60 - 10 * at, seconds=-n)
            actions.try_endpoint(actor=olu.actor, endpoint_id=row.pk, now=due)
    return names


def claimed(olu: Person) -> list[int]:
    return actions.claim_deliveries(actor=olu.actor, now=NOW)


def deliver(olu: Person, ids: list[int]) -> dict[str, Any]:
    return jobs.deliver(actor=olu.actor, progress=Silent(), ids=ids)


def test_addresses_take_turns(olu: Person, monkeypatch: Any) -> None:
    names = several(olu, 4, 2, 1)
    monkeypatch.setattr("leadline.connections.actions.deliveries.MOST", 5)
    of = dict(Delivery.objects.values_list("pk", "endpoint_id"))
    first = "".join(names[of[pk]] for pk in claimed(olu))
    assert first == "ABCAB"
    assert "".join(names[of[pk]] for pk in claimed(olu)) == "AA"
    assert claimed(olu) == []


def test_who_used_the_turn_up_waits_for_the_next(
    olu: Person, server: Server, monkeypatch: Any
) -> None:
    several(olu, 3, 2)
    monkeypatch.setattr(jobs, "TURN_SECONDS", -1.0)
    ids = claimed(olu)
    assert deliver(olu, ids) == {"arrived": 2, "of": 5}
    hosts = [address for address, _ in server.got]
    assert hosts == ["https://a.example/in", "https://b.example/in"]
    assert len(claimed(olu)) == 3  # at once, without the ten minutes of what was lost


def test_a_round_ends_and_what_is_left_is_put_back(
    olu: Person, server: Server, monkeypatch: Any
) -> None:
    several(olu, 2, 1)
    monkeypatch.setattr(jobs, "ROUND_SECONDS", -1.0)
    assert deliver(olu, claimed(olu)) == {"arrived": 0, "of": 3}
    assert server.got == []
    monkeypatch.setattr(jobs, "ROUND_SECONDS", 60.0)
    assert deliver(olu, claimed(olu)) == {"arrived": 3, "of": 3}


def test_a_round_is_shorter_than_what_many_slow_ones_would_take() -> None:
    assert jobs.TURN_SECONDS < jobs.SECONDS < jobs.ROUND_SECONDS
    assert jobs.ROUND_SECONDS + jobs.SECONDS < 300  # the limit of the job


def test_a_name_that_is_looked_up_for_ever_is_left() -> None:
    def stuck(*_: object, **__: object) -> list[Any]:
        time.sleep(2)
        return []

    with pytest.raises(Invalid, match="in time"):
        number_of("x.example", 443, allow_private=False, resolve=stuck, seconds=0.05)


def test_a_feed_that_says_the_same_makes_no_import(
    olu: Person, monkeypatch: Any
) -> None:
    """Its server names no state, so it is read whole each time."""
    says = [PIECES]
    monkeypatch.setattr(
        importing,
        "fetch",
        lambda *_, **__: Fetched(json.dumps(says[-1]).encode(), Version()),
    )
    open_way(olu, way="read", address="https://feed.example/x", every_hours=1)
    for hour in range(3):
        work(olu, NOW + timedelta(hours=hour))
    assert Import.objects.count() == 1
    assert Intake.objects.get().fault == ""
    says.append([*PIECES, {**PIECES[0], "id": "t3", "words": "Print the roster."}])
    work(olu, NOW + timedelta(hours=3))
    assert (Import.objects.count(), Feedback.objects.count()) == (2, 3)
    says.append(PIECES)  # what went is something else, too
    work(olu, NOW + timedelta(hours=4))
    assert (Import.objects.count(), Feedback.objects.count()) == (3, 3)


def test_a_feed_that_cannot_be_read_is_not_taken_for_read(
    olu: Person, monkeypatch: Any
) -> None:
    says = [b"<html></html>"]
    monkeypatch.setattr(
        importing, "fetch", lambda *_, **__: Fetched(says[-1], Version())
    )
    open_way(olu, way="read", address="https://feed.example/x", every_hours=1)
    for hour in range(2):
        work(olu, NOW + timedelta(hours=hour))
        assert "no entry" in Intake.objects.get().fault
    assert not Import.objects.exists()
