"""A request that is sent again, and one too many."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from leadline.accounts.actions import take_requests
from leadline.accounts.models import ApiToken, KeptAnswer
from leadline.api import limits
from leadline.evidence.models import Customer
from tests.api.program import program
from tests.conftest import Person

pytestmark = pytest.mark.django_db
SAID = {"name": "Harbour Clinics", "is_another": True}


def test_what_is_sent_again_is_done_once(ana: Person) -> None:
    sync = program(ana)
    first = sync.post("customers", SAID, idempotency_key="k-1")
    again = sync.post("customers", SAID, idempotency_key="k-1")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Location"] == first["Location"]
    assert again["ETag"] == first["ETag"]
    assert again["Idempotent-Replayed"] == "true"
    assert not first.has_header("Idempotent-Replayed")
    assert Customer.objects.count() == 1


def test_a_key_is_for_one_request(ana: Person, olu: Person) -> None:
    sync = program(ana)
    sync.post("customers", SAID, idempotency_key="k-1")
    other = sync.post("customers", {"name": "Other"}, idempotency_key="k-1")

    assert other.status_code == 422
    assert other.json()["type"] == "urn:leadline:problem:key-used"
    assert (
        program(olu).post("customers", SAID, idempotency_key="k-1").status_code == 201
    )
    assert sync.post("customers", SAID, idempotency_key="k-2").status_code == 201
    assert Customer.objects.count() == 3


def test_what_was_refused_keeps_no_key(ana: Person) -> None:
    sync = program(ana)
    assert sync.post("customers", {"name": " "}, idempotency_key="k").status_code == 422
    assert not KeptAnswer.objects.exists()
    assert sync.post("customers", SAID, idempotency_key="k").status_code == 201


@pytest.mark.parametrize(("key", "status"), [("k" * 255, 201), ("k" * 256, 422)])
def test_a_key_has_an_end(ana: Person, key: str, status: int) -> None:
    answer = program(ana).post("customers", SAID, idempotency_key=key)

    assert answer.status_code == status


def test_a_key_is_kept_for_a_day(ana: Person) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sync = program(ana)
        sync.post("customers", SAID, idempotency_key="k")
        clock.shift(timedelta(hours=24) - timedelta(seconds=1))
        sync.post("customers", SAID, idempotency_key="k")
        assert Customer.objects.count() == 1
        clock.shift(timedelta(seconds=1))
        sync.post("customers", SAID, idempotency_key="k")
        assert Customer.objects.count() == 2
        assert KeptAnswer.objects.count() == 1


def test_every_answer_says_what_is_left(ana: Person) -> None:
    with time_machine.travel(
        timezone.now().replace(second=10, microsecond=0), tick=False
    ):
        sync = program(ana)
        first, second = sync.get("customers"), sync.get("customers/9")

    assert first["RateLimit-Policy"] == '"default";q=600;w=60'
    assert first["RateLimit"] == '"default";r=599;t=51'
    assert second.status_code == 404
    assert second["RateLimit"] == '"default";r=598;t=51'


def test_one_request_too_many_waits_for_the_minute(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST", 3)
    monkeypatch.setattr(limits, "LOT", 3)
    start = timezone.now().replace(second=0, microsecond=0)
    with time_machine.travel(start, tick=False) as clock:
        sync = program(ana)
        answers = [sync.get("products").status_code for _ in range(4)]
        assert answers == [200, 200, 200, 429]
        late = sync.post("customers", SAID)
        assert late.status_code == 429
        assert late["Retry-After"] == "61"
        assert late["RateLimit"] == '"default";r=0;t=61'
        assert program(ana).get("products").status_code == 200
        clock.shift(timedelta(seconds=60))
        assert sync.get("products").status_code == 200
    assert not Customer.objects.exists()


def test_processes_share_the_minute_in_lots(ana: Person) -> None:
    program(ana)
    token = ApiToken.objects.get().pk
    minute = timezone.now().replace(second=0, microsecond=0)

    def take(at: object = minute) -> int | None:
        return take_requests(token_id=token, window=at, lot=30, most=90)  # type: ignore[arg-type]

    assert [take() for _ in range(4)] == [30, 60, 90, None]
    assert take(minute + timedelta(minutes=1)) == 30
