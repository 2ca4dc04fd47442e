"""What the client does when the way to Leadline is not smooth."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from leadline.client import (
    Busy,
    Conflict,
    Invalid,
    Leadline,
    LeadlineError,
    NotPossible,
    Refused,
    TooMany,
    Unreachable,
    connection,
)
from tests.client.told import CUT, LOST, Told, telling

TOKEN = "ll_pat_very-secret"
NEED = {"id": "7", "version": 3, "statement": "Know who opened a file"}


@pytest.fixture
def told() -> Iterator[Told]:
    with telling() as server:
        yield server


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that moves when somebody waits; returns how long each waited."""
    waited: list[float] = []
    monkeypatch.setattr(connection, "now", lambda: sum(waited))
    monkeypatch.setattr(connection, "wait", waited.append)
    return waited


def to(told: Told, deadline: float = 120.0) -> Leadline:
    return Leadline(told.address, TOKEN, workspace=4, deadline=deadline)


def test_it_waits_as_long_as_it_is_told(told: Told, clock: list[float]) -> None:
    told.say(429, {}, Retry_After="61")
    told.say(200, NEED)

    assert to(told).evidence.get_need(7) == NEED
    assert clock == [61.0]
    assert [one.path for one in told.asked] == ["/api/v1/w/4/needs/7"] * 2
    assert told.asked[1].headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(("deadline", "asked"), [(61.0, 1), (62.0, 2)])
def test_it_does_not_wait_beyond_its_deadline(
    told: Told, clock: list[float], deadline: float, asked: int
) -> None:
    told.say(429, {"detail": "Wait."}, Retry_After="61")
    told.say(429, {"detail": "Wait."}, Retry_After="61")

    with pytest.raises(TooMany, match="429: Wait"):
        to(told, deadline).evidence.get_need(7)
    assert len(told.asked) == asked


def test_a_busy_database_is_asked_again_and_not_for_ever(
    told: Told, clock: list[float]
) -> None:
    told.say(503, {}, Retry_After="2")
    told.say(200, NEED)
    to(told).evidence.change_need(7, seen=2, statement="x")
    assert clock == [2.0]
    assert [one.headers["If-Match"] for one in told.asked] == ['"2"', '"2"']

    for _ in range(connection.MOST_TRIES):
        told.say(503)
    with pytest.raises(Busy):
        to(told).evidence.get_need(7)
    assert told.answers == []


@pytest.mark.parametrize("failure", [LOST, CUT, 502, 504])
def test_a_lost_connection_asks_again_what_can_be_asked_twice(
    told: Told, clock: list[float], failure: int
) -> None:
    for answer in (failure, 200, failure, 201):
        told.say(answer, NEED)
    lead = to(told).evidence

    assert lead.get_need(7) == NEED
    assert lead.create_need(statement="x") == NEED
    first, second = (one.headers["Idempotency-Key"] for one in told.asked[2:])
    assert first == second
    assert len(clock) == 2


@pytest.mark.parametrize("failure", [LOST, CUT, 502])
def test_a_change_without_a_key_is_not_sent_twice(
    told: Told, clock: list[float], failure: int
) -> None:
    told.say(failure, NEED)

    with pytest.raises((Unreachable, Refused)):
        to(told).evidence.change_need(7, statement="x")
    assert (len(told.asked), clock) == (1, [])


def test_each_post_has_a_key_of_its_own_or_the_one_that_is_said(told: Told) -> None:
    for _ in range(3):
        told.say(201, NEED)
    lead = to(told).evidence
    lead.create_need(statement="x")
    lead.create_need(statement="x")
    lead.create_need(statement="x", key="import-7")
    keys = [one.headers["Idempotency-Key"] for one in told.asked]

    assert len(set(keys)) == 3
    assert keys[2] == "import-7"


def test_a_redirect_does_not_get_the_token(told: Told) -> None:
    with telling() as other:
        told.say(302, {}, Location=other.address)
        with pytest.raises(Refused, match="302: It leads elsewhere"):
            to(told).evidence.get_need(7)
        assert other.asked == []


def test_nothing_shows_the_token(told: Told, clock: list[float]) -> None:
    for answer in (401, LOST, 200):
        told.say(answer, b"<html>")
    lead = to(told, deadline=0.01)
    shown = [repr(lead), str(vars(lead)), str(vars(lead.evidence._connection))]
    for _ in range(3):
        with pytest.raises(LeadlineError) as caught:
            lead.evidence.get_need(7)
        error = caught.value
        assert error.__context__ is None
        inside = error.__traceback__.tb_next  # type: ignore[union-attr]
        shown += traceback.TracebackException(
            type(error), error, inside, capture_locals=True
        ).format()
    for wrong in (f"{TOKEN}\nX: y", f"{TOKEN} x", f"{TOKEN}ü", " "):
        with pytest.raises(ValueError, match="no access token") as refused:
            Leadline(told.address, wrong, workspace=4)
        shown.append(str(refused.value))

    assert len(shown) > 10
    assert [one for one in shown if TOKEN in one] == []


@pytest.mark.parametrize(
    "address",
    ["leadline.example.com", "ftp://a", "https://", "https://a:b@c", "https://a/?b",
     "https://a/#b", "http://leadline.example.com"],
)  # fmt: skip
def test_an_address_that_is_none_or_gives_the_token_away(address: str) -> None:
    with pytest.raises(ValueError, match=r"address|https"):
        Leadline(address, TOKEN, workspace=1)


def test_where_it_may_go() -> None:
    said = "http://leadline.internal:8000/tools/"
    lead = Leadline(said, TOKEN, workspace=1, allow_http=True)

    assert repr(lead) == "Leadline('http://leadline.internal:8000/tools', workspace=1)"


@pytest.mark.parametrize(
    "id", ["", ".", "..", "7/move", "../me", "7?a", "7%2f", "\u0667"]
)
def test_what_is_no_id_is_not_asked_for(told: Told, id: str) -> None:
    with pytest.raises(ValueError, match="is no id"):
        to(told).evidence.remove_contact(id)
    with pytest.raises(ValueError, match="is no id"):
        Leadline(told.address, TOKEN, workspace=id)
    assert told.asked == []


def test_no_proxy_stands_before_this_machine(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    with telling() as proxy:
        monkeypatch.setenv("http_proxy", proxy.address)
        monkeypatch.delenv("no_proxy", raising=False)
        told.say(200, NEED)
        assert to(told).evidence.get_need(7) == NEED
        proxy.say(200, NEED)
        elsewhere = "http://leadline.internal"
        lead = Leadline(elsewhere, TOKEN, workspace=4, allow_http=True)
        assert lead.evidence.get_need(7) == NEED
        assert [one.path for one in proxy.asked] == [f"{elsewhere}/api/v1/w/4/needs/7"]


def test_refusals_by_their_kind(told: Told) -> None:
    stale = {"type": "urn:leadline:problem:stale", "detail": "Changed."}
    told.say(409, {"type": "urn:leadline:problem:conflict", "detail": "It stands."})
    with pytest.raises(NotPossible, match="409: It stands"):
        to(told).evidence.create_need(statement="x")

    told.say(409, stale)
    told.say(404, {})
    with pytest.raises(Conflict) as gone:
        to(told).evidence.change_need(7, statement="x")
    assert gone.value.current is None

    told.say(422, {"errors": [{"pointer": "/a", "detail": "No."}, "?"]})
    with pytest.raises(Invalid) as wrong:
        to(told).evidence.change_need(7, statement="x")
    assert [(f.pointer, f.detail) for f in wrong.value.faults] == [("/a", "No.")]


def test_what_is_sent_and_asked(told: Told) -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    told.say(201, {})
    told.say(200, {"items": [], "next": None})
    lead = to(told).evidence
    lead.create_customer(
        name="Ä", revenue_amount=Decimal("1E+3"), since_date=date(2026, 1, 2)
    )
    list(lead.list_feedback(text="ü &", since=date(2026, 1, 2), customer_id=None))
    body = json.loads(told.asked[0].body)

    assert body == {"name": "Ä", "revenue_amount": "1000", "since_date": "2026-01-02"}
    assert told.asked[1].path.endswith("/feedback?text=%C3%BC+%26&since=2026-01-02")
    with pytest.raises(TypeError, match="object cannot be sent"):
        lead.create_customer(name=object())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="without its version"):
        lead.change_customer("7", seen={"id": "7"}, name="x")
    with pytest.raises(ValueError, match="A version is"):
        lead.change_customer("7", seen="newest", name="x")
    with pytest.raises(ValueError, match="time zone"):
        lead.change_feedback(7, said_at=at.replace(tzinfo=None))
    told.say(200, {})
    lead.change_feedback(7, seen='W/"3"', said_at=at)
    assert b"2026-01-02T00:00:00+00:00" in told.asked[-1].body


def test_a_list_that_does_not_go_on_ends(told: Told) -> None:
    for _ in range(2):
        told.say(200, {"items": [NEED], "next": "a"})

    with pytest.raises(Unreachable, match="does not go on"):
        list(to(told).evidence.list_needs())


def test_a_list_is_read_as_far_as_somebody_goes(told: Told) -> None:
    told.say(200, {"items": [NEED, NEED], "next": "a"})
    needs = to(told).evidence.list_needs(limit=2)

    assert next(iter(needs)) == NEED
    assert len(told.asked) == 1
    assert needs.next == "a"


def test_a_file_comes_as_it_is_and_a_refusal_as_ever(told: Told) -> None:
    told.say(200, b"%PDF-1.7 \x00\xff")
    told.say(404, {"status": 404, "detail": "There is no such document."})

    assert to(told).documents.get_document("need", 7, "pdf") == b"%PDF-1.7 \x00\xff"
    assert told.asked[0].path == "/api/v1/w/4/documents/need/7/pdf"
    with pytest.raises(Refused, match="no such document"):
        to(told).documents.get_document("need", 8, "pdf")
