"""A program that fails, hangs, redirects or is gone: tried again, then left alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core import mail

from leadline.accounts.actions import purge, record
from leadline.accounts.models import Event, Workspace
from leadline.connections import actions, jobs
from leadline.connections.models import Delivery, Endpoint
from leadline.connections.types import EndpointIn, wait_after
from leadline.foundation import fetch
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.fetch import Answered, Sent, hand_in
from tests.conftest import Person
from tests.connections.conftest import Server
from tests.connections.telling import KEY, add, only, run

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
MINUTE = timedelta(minutes=1)


def fail(status: int, wait: int = 0) -> Any:
    def answer() -> int:
        raise Answered(status, wait)

    return answer


def unreachable() -> int:
    raise Invalid("The server could not be read: it did not answer in time.")


def tried(olu: Person, row: Endpoint, now: datetime = NOW) -> None:
    actions.try_endpoint(actor=olu.actor, endpoint_id=row.pk, now=now)


def test_the_schedule_is_the_conventions_and_nobody_comes_early() -> None:
    least = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
    seen = set()
    for n, seconds in enumerate(least, start=1):
        waits = [wait_after(n, f"msg_{k}") for k in range(50)]
        assert all(w is not None for w in waits)
        whole = [w.total_seconds() for w in waits if w is not None]
        assert min(whole) >= seconds
        assert max(whole) <= seconds * 1.2
        seen |= set(whole)
    assert len(seen) > 400
    assert wait_after(len(least) + 1, "msg_1") is None
    asked = wait_after(1, "msg_1", asked=10**6)
    assert asked == timedelta(days=1)


def test_what_failed_is_tried_again_by_the_schedule(
    olu: Person, server: Server
) -> None:
    row, _ = add(olu)
    tried(olu, row)
    server.answers = fail(503, wait=600)
    run(olu, NOW)
    waits = only()
    assert (waits.state, waits.status, waits.attempts) == ("waiting", 503, 1)
    assert "503" in waits.fault
    assert waits.due_at >= NOW + timedelta(seconds=600)
    early = actions.claim_deliveries(actor=olu.actor, now=waits.due_at - MINUTE)
    assert early == []

    server.answers = lambda: 200
    Delivery.objects.update(due_at=NOW)
    run(olu, NOW)
    ids = [sent.headers["webhook-id"] for _, sent in server.got]
    assert ids == [waits.message] * 2
    assert only().state == "done"
    assert Endpoint.objects.get().failing_since is None


def test_after_the_last_attempt_a_message_is_given_up_and_sent_by_hand(
    olu: Person, server: Server
) -> None:
    row, _ = add(olu)
    tried(olu, row)
    server.answers = fail(400)
    Delivery.objects.update(attempts=8)
    run(olu, NOW)
    assert only().state == "waiting"
    Delivery.objects.update(due_at=NOW)
    run(olu, NOW)
    assert only().state == "failed"

    server.answers = lambda: 204
    message = only().message
    actions.switch_endpoint(actor=olu.actor, endpoint_id=row.pk, is_on=False)
    with pytest.raises(Conflict):
        actions.send_again(actor=olu.actor, delivery_id=only().pk, now=NOW)
    actions.switch_endpoint(actor=olu.actor, endpoint_id=row.pk, is_on=True)
    actions.send_again(actor=olu.actor, delivery_id=only().pk, now=NOW)
    run(olu, NOW)
    assert (only().state, only().message) == ("done", message)


def test_a_server_that_hangs_is_left_alone_for_a_while(
    olu: Person, server: Server
) -> None:
    row, _ = add(olu)
    for _ in range(5):
        tried(olu, row)
    server.answers = unreachable
    run(olu, NOW)
    run(olu, NOW + MINUTE)
    assert len(server.got) == 1  # of five: the others do not wait for it too
    Endpoint.objects.update(rest_until=NOW)
    server.answers = lambda: 204
    Delivery.objects.update(due_at=NOW)
    run(olu, NOW)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}


def test_another_that_fails_keeps_nobody_waiting(olu: Person, server: Server) -> None:
    bad, _ = add(olu, name="Bad")
    good, _ = add(olu, name="Good")
    tried(olu, bad)
    tried(olu, good)
    answers = iter([unreachable, lambda: 204])
    server.answers = lambda: next(answers)()
    run(olu, NOW)
    assert Delivery.objects.get(endpoint=good).state == "done"
    assert Delivery.objects.get(endpoint=bad).state == "waiting"


@pytest.mark.parametrize(("hours", "is_on"), [(71, True), (72, False)])
def test_after_three_days_it_is_switched_off_and_owners_are_mailed(
    hours: int, is_on: bool, olu: Person, ana: Person, server: Server, settings: Any
) -> None:
    settings.EMAIL_HOST = "mail.example"
    row, _ = add(olu)
    tried(olu, row)
    tried(olu, row)
    server.answers = fail(500)
    Endpoint.objects.update(failing_since=datetime.now(UTC) - timedelta(hours=hours))
    run(olu, NOW)

    assert Endpoint.objects.get().is_on is is_on
    assert [m.to for m in mail.outbox] == ([] if is_on else [["olu@example.com"]])
    if not is_on:
        assert KEY not in str(mail.outbox[0].message())
        assert f"/settings/webhooks/{row.pk}/" in str(mail.outbox[0].body)
        assert set(Delivery.objects.values_list("state", flat=True)) == {"failed"}
        off = Event.objects.get(verb="connections.switch_endpoint")
        assert off.detail["on"] is False
        jobs.deliver(actor=olu.actor, progress=_Still(), ids=[])
        assert len(mail.outbox) == 1


class _Still:
    started_at = NOW

    def step(self, *_: object) -> None:
        """Nothing to say."""


def test_what_was_given_up_with_its_address_is_purged_too(olu: Person) -> None:
    row, _ = add(olu)
    tried(olu, row)
    actions.switch_endpoint(actor=olu.actor, endpoint_id=row.pk, is_on=False)
    for days, left in ((89, 1), (91, 0)):
        purge(days={"mails": 90}, now=NOW + timedelta(days=days), is_trial=False)
        assert Delivery.objects.count() == left


def test_another_address_is_not_held_to_what_the_one_before_did(
    olu: Person, server: Server
) -> None:
    row, _ = add(olu)
    Endpoint.objects.update(failing_since=NOW - timedelta(days=4))
    elsewhere = EndpointIn("Warehouse", "https://other.example/in", ("roadmap",))
    actions.change_endpoint(actor=olu.actor, endpoint_id=row.pk, endpoint=elsewhere)
    tried(olu, row)
    server.answers = fail(500)
    run(olu, NOW)
    assert Endpoint.objects.get().is_on


def test_what_was_brought_here_without_its_address_says_so(
    olu: Person, server: Server
) -> None:
    row, _ = add(olu)
    tried(olu, row)
    Endpoint.objects.update(address="", secret="")
    run(olu, NOW)
    assert server.got == []
    assert "stayed behind" in only().fault


def test_410_ends_it_at_once(olu: Person, server: Server) -> None:
    row, _ = add(olu)
    tried(olu, row)
    server.answers = fail(410)
    run(olu, NOW)
    assert not Endpoint.objects.get().is_on
    assert only().state == "failed"


def test_what_happened_while_it_was_off_is_not_told(
    acme: Workspace, olu: Person, server: Server
) -> None:
    row, _ = add(olu)
    happens = lambda: record(  # noqa: E731
        actor=olu.actor, verb="roadmap.create_bet", subject=acme
    )
    actions.switch_endpoint(actor=olu.actor, endpoint_id=row.pk, is_on=False)
    happens()
    run(olu, NOW)
    actions.switch_endpoint(actor=olu.actor, endpoint_id=row.pk, is_on=True)
    run(olu, NOW)
    assert server.got == []
    happens()
    run(olu, NOW)
    assert len(server.got) == 1


# By a real socket: what a server does to whoever posts to it.


@contextmanager
def _serving(status: int, wait: float = 0, **headers: str) -> Iterator[tuple[int, Any]]:
    got: list[bytes] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(wait)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(b"x" * 100_000)

        def log_message(self, *_: object) -> None:
            """Be silent."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.server_port, got
    finally:
        server.shutdown()
        server.server_close()


def post(port: int, allow: bool = True, seconds: float = 5) -> int:
    sent = Sent(b'{"a":1}', {"Content-Type": "application/json"})
    address = f"http://127.0.0.1:{port}/in"
    return hand_in(address, sent, seconds=seconds, allow_private=allow)


def test_a_server_that_takes_it_may_answer_whatever_it_likes() -> None:
    with _serving(202) as (port, got):
        assert post(port) == 202
    assert got == [b'{"a":1}']


def test_no_redirect_is_followed_and_no_private_address_reached() -> None:
    with _serving(204) as (inside, reached):
        there = {"Location": f"http://127.0.0.1:{inside}/"}
        with (
            _serving(302, **there) as (port, _),
            pytest.raises(Answered) as refused,
        ):
            post(port)
        assert refused.value.status == 302
        with pytest.raises(Invalid, match="private network"):
            post(inside, allow=False)
        assert reached == []


def test_a_server_that_hangs_or_asks_for_patience() -> None:
    with (
        _serving(503, Retry_After="120") as (port, _),
        pytest.raises(Answered) as refused,
    ):
        post(port)
    assert refused.value.wait == 120
    with (
        _serving(204, wait=0.6) as (port, _),
        pytest.raises(Invalid, match="could not be read"),
    ):
        post(port, seconds=0.2)


def test_the_gate_against_private_addresses_stands_before_the_job(
    olu: Person, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PRIVATE_ADDRESSES = False
    row, _ = add(olu)
    for number in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"):
        inside = lambda *_, n=number, **__: [(2, 1, 6, "", (n, 443))]  # noqa: E731
        monkeypatch.setattr(
            jobs, "hand_in",
            lambda address, sent, i=inside, **given: fetch.hand_in(
                address, sent, resolve=i, **given
            ),
        )  # fmt: skip
        Endpoint.objects.update(rest_until=None)
        tried(olu, row)
        run(olu, NOW)
        why = "its own keys" if number.startswith("169.254.") else "private network"
        assert why in Endpoint.objects.get().fault, number
