"""What programs send and what is read at an address comes in as files do, once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from leadline.accounts.actions import purge
from leadline.accounts.models import Event, Job
from leadline.connections import actions, queries
from leadline.connections.models import Arrived, Delivery, Intake
from leadline.evidence.models import Customer, Feedback, Import
from leadline.foundation import child
from leadline.foundation.child import ask
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.fetch import Fetched, Version
from leadline.foundation.webhooks import signed_headers
from leadline.importing import jobs
from leadline.importing.arriving import file_of_feed
from leadline.importing.feeds import entries_of
from tests.attention.test_subscriptions import Silent
from tests.conftest import Person
from tests.connections.coming import NOW, PIECES, add, send, work
from tests.connections.telling import add as tell

pytestmark = pytest.mark.django_db
KEY = "zebra-key"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Reviews</title>
<item><guid>r1</guid><title>Good</title><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate>
<description>&lt;p&gt;I want to export the roster as a file.&lt;/p&gt;</description>
<link>https://reviews.example/1</link></item>
<item><guid>r2</guid><title>Fair</title><pubDate>Sat, 21 Nov 2026 08:00:00 GMT</pubDate>
<description>The night plan is hard to read.</description></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a1</id><title>One</title>
<author><name>Maya</name></author><updated>2026-11-28T08:00:00Z</updated>
<link href="https://blog.example/1"/><summary>Shorter words</summary></entry></feed>"""


def test_ways_in_are_for_owners(
    ana: Person, ben: Person, cleo: Person, olu: Person
) -> None:
    pk = add(olu)[0].pk
    doors: list[Any] = [
        lambda a: actions.switch_intake(actor=a, intake_id=pk, is_on=False, now=NOW),
        lambda a: actions.renew_intake(actor=a, intake_id=pk),
        lambda a: actions.remove_intake(actor=a, intake_id=pk),
        lambda a: actions.gather_arrivals(actor=a, intake_id=pk),
        lambda a: actions.feed_of(actor=a, intake_id=pk),
        lambda a: actions.take_arrival(
            actor=a, intake_id=pk, message="m", body="{}", now=NOW
        ),
    ]
    for who, fault in ((ana, NotAllowed), (ben, NotAllowed), (cleo, NotFound)):
        for door in doors:
            with pytest.raises(fault):
                door(who.actor)
    for who in (ana, ben):
        with pytest.raises(NotAllowed):
            add(who, name="Mine")
        with pytest.raises(NotAllowed):
            queries.list_intakes(actor=who.actor)
    assert queries.list_intakes(actor=cleo.actor) == []


def test_what_is_named_is_whole(olu: Person) -> None:
    add(olu)
    for changed, where in (
        ({"name": " "}, "name"), ({"kind": "bets"}, "kind"), ({"way": "mail"}, "way"),
        ({"way": "read"}, "address"),
        ({"way": "read", "address": "ftp://x"}, "address"),
        ({"every_hours": 2}, "every_hours"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            add(olu, **{"name": "Board", **changed})
        assert refused.value.field == where
    with pytest.raises(Conflict):
        add(olu)


def test_secret_and_address_stand_nowhere(olu: Person) -> None:
    base = f"/w/{olu.actor.workspace_id}/settings/intakes/"
    body = {"name": "Shop", "kind": "feedback", "way": "sent", "every_hours": 24}
    made = olu.browser.post(base, body).content.decode()
    secret = made.split('value="whsec_')[1].split('"')[0]
    add(olu, name="Blog", way="read", address=f"https://feed.example/{KEY}")
    page = olu.browser.get(base).content.decode()
    kept = f"{list(Intake.objects.values())} {[e.detail for e in Event.objects.all()]}"
    for text in (page, kept):
        assert secret not in text
        assert KEY not in text
    assert "feed.example" in page


def test_signed_feedback_comes_in_once_like_a_file(olu: Person) -> None:
    row, secret = add(olu)
    assert (
        send(row, secret, {"type": "ticket.made", "data": PIECES[0]}).status_code == 202
    )
    assert (
        send(row, secret, {"type": "ticket.made", "data": PIECES[0]}).status_code == 200
    )
    assert send(row, secret, PIECES, "msg_2").status_code == 202
    assert queries.list_intakes(actor=olu.actor)[0].waiting == 2
    work(olu)

    pieces = Feedback.objects.order_by("source_id")
    assert [p.words for p in pieces] == [p["words"] for p in PIECES]
    assert {(p.source, p.state) for p in pieces} == {("Shop", "new")}
    assert pieces[0].author == "Maya Chen"
    assert Import.objects.get().state == "done"
    assert set(Arrived.objects.values_list("body", flat=True)) == {""}
    # Under another id it is there already; and it is read after ten minutes.
    send(row, secret, PIECES, "msg_3")
    work(olu, NOW + timedelta(minutes=9))
    assert Import.objects.count() == 1
    work(olu, NOW + timedelta(minutes=10))
    assert Import.objects.count() == 2
    assert Feedback.objects.count() == 2


def test_customers_come_in_by_the_secret_alone(olu: Person) -> None:
    row, secret = add(olu, kind="customers")
    said = json.dumps([{"name": "Harbour Clinics", "domain": "harbour.example"}])
    post = lambda key: Client().post(  # noqa: E731
        f"/in/{row.key}/", said, content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )  # fmt: skip
    assert post("whsec_other").status_code == 401
    assert post(secret).status_code == 202
    assert post(secret).status_code == 200  # the same words are the same message
    work(olu)
    assert Customer.objects.get().name == "Harbour Clinics"


def test_what_is_not_proven_or_no_record_is_not_kept(olu: Person) -> None:
    row, secret = add(olu)
    other = add(olu, name="Other")[1]
    now = datetime.now(UTC)
    answers = [
        send(row, other, PIECES),
        send(row, secret, PIECES, **{"webhook-signature": ""}),
        send(row, secret, "no json"), send(row, secret, "[]"), send(row, secret, '"x"'),
        send(row, secret, "[" * 100_000), send(row, secret, "x" * (1024 * 1024 + 1)),
    ]  # fmt: skip
    assert [a.status_code for a in answers] == [401, 401, 400, 400, 400, 400, 413]
    with time_machine.travel(now - timedelta(minutes=6)):
        late = send(row, secret, PIECES)
    assert late.status_code == 202  # told by the clock of then
    Arrived.objects.all().delete()
    actions.switch_intake(actor=olu.actor, intake_id=row.pk, is_on=False, now=NOW)
    assert send(row, secret, PIECES).status_code == 404
    assert Client().get(f"/in/{row.key}/").status_code == 405
    actions.renew_intake(actor=olu.actor, intake_id=row.pk)
    actions.switch_intake(actor=olu.actor, intake_id=row.pk, is_on=True, now=NOW)
    assert send(row, secret, PIECES).status_code == 401
    assert not Arrived.objects.exists()
    Intake.objects.filter(pk=row.pk).update(secret="")  # brought from elsewhere
    body = json.dumps(PIECES)
    nothing = signed_headers(["whsec_"], "msg_1", datetime.now(UTC), body.encode())
    for headers in (nothing, {"Authorization": "Bearer "}):
        at = f"/in/{row.key}/"
        empty = Client().post(at, body, content_type="a/json", headers=headers)
        assert empty.status_code == 401
    _, new = actions.renew_intake(actor=olu.actor, intake_id=row.pk)
    assert send(row, new, PIECES).status_code == 202


def test_what_was_told_and_taken_is_purged_and_nothing_that_waits(olu: Person) -> None:
    row, secret = add(olu)
    endpoint, _ = tell(olu)
    for message in ("msg_1", "msg_2"):
        send(row, secret, PIECES, message)
        actions.try_endpoint(actor=olu.actor, endpoint_id=endpoint.pk, now=NOW)
    old = NOW - timedelta(days=91)
    Arrived.objects.filter(message="msg_1").update(taken_at=old)
    Delivery.objects.filter(pk=Delivery.objects.latest("pk").pk).update(
        state="done", ended_at=old
    )
    purge(days={"mails": 90}, now=NOW, is_trial=False)
    assert Arrived.objects.get().message == "msg_2"
    assert Delivery.objects.get().state == "waiting"


def test_a_message_too_large_is_refused_before_anything_is_asked(
    olu: Person, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = Client().post(
            f"/in/{'k' * 43}/", "x" * (1024 * 1024 + 1), content_type="application/json"
        )
    assert answer.status_code == 413


def test_large_messages_wait_fewer_and_are_read_a_lot_at_a_time(
    olu: Person, monkeypatch: Any
) -> None:
    row, secret = add(olu)
    monkeypatch.setattr("leadline.connections.actions.intakes.LARGE", 1000)
    monkeypatch.setattr("leadline.connections.actions.intakes.MOST_LARGE", 2)
    monkeypatch.setattr("leadline.connections.actions.intakes.LOT_BYTES", 2000)
    large = [{**PIECES[0], "words": f"{PIECES[0]['words']} {'so ' * 500}"}]
    sent = [send(row, secret, large, f"msg_{n}").status_code for n in range(3)]
    assert sent == [202, 202, 429]
    assert send(row, secret, PIECES, "msg_4").status_code == 202
    came = actions.gather_arrivals(actor=olu.actor, intake_id=row.pk)
    assert len(came.ids) == len(came.bodies) == 2
    Arrived.objects.filter(pk__in=came.ids).delete()
    assert len(actions.gather_arrivals(actor=olu.actor, intake_id=row.pk).ids) == 1


def test_no_more_waits_than_fits(olu: Person, monkeypatch: Any) -> None:
    row, secret = add(olu)
    monkeypatch.setattr("leadline.connections.actions.intakes.MOST_WAITING", 1)
    assert send(row, secret, PIECES).status_code == 202
    full = send(row, secret, PIECES, "msg_2")
    assert (full.status_code, full.headers["Retry-After"]) == (429, "600")


def test_what_cannot_be_read_is_told_and_what_is_unsure_waits(olu: Person) -> None:
    row, secret = add(olu)
    send(row, secret, [1, 2])
    work(olu)
    assert "no record" in Intake.objects.get().fault

    unsure = [{"id": "1", "words": "Too slow at night", "date": "3/4/2026"}]
    send(row, secret, unsure, "msg_2")
    work(olu, NOW + timedelta(minutes=20))
    assert "draft" in Intake.objects.get().fault
    assert Import.objects.get().state == "draft"
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (RSS, ["Good\nI want to export the roster as a file.",
               "Fair\nThe night plan is hard to read."]),
        (json.dumps(PIECES).encode(), [p["words"] for p in PIECES]),
        (b"id,words,created at\nt1,Swap a shift by phone,2026-11-20\n",
         ["Swap a shift by phone"]),
    ],
    ids=["rss", "json", "csv"],
)  # fmt: skip
def test_a_feed_is_read_on_a_schedule(
    content: bytes, words: list[str], olu: Person, monkeypatch: Any
) -> None:
    asked: list[Any] = []

    def get(address: str, **said: Any) -> Fetched:
        asked.append((address, said["known"]))
        is_new = not said["known"].etag
        return Fetched(content if is_new else None, Version('"1"', ""))

    monkeypatch.setattr(jobs, "fetch", get)
    add(olu, way="read", address=f"https://feed.example/{KEY}", every_hours=6)
    work(olu)
    assert sorted(Feedback.objects.values_list("words", flat=True)) == sorted(words)
    work(olu, NOW + timedelta(hours=5, minutes=59))
    assert len(asked) == 1
    work(olu, NOW + timedelta(hours=6))
    assert asked[1][1].etag == '"1"'
    assert Import.objects.count() == 1


def test_a_feed_that_fails_says_so_and_is_read_again(
    olu: Person, monkeypatch: Any
) -> None:
    def fail(address: str, **_: Any) -> Fetched:
        raise Invalid("The server answered 503; it is tried again later.")

    monkeypatch.setattr(jobs, "fetch", fail)
    row, _ = add(olu, way="read", address=f"https://feed.example/{KEY}")
    jobs.take_in_what_is_due(NOW)
    job = Job.objects.get(kind=jobs.READ_FEED)
    assert KEY not in json.dumps(job.args)
    jobs.read_feed(actor=olu.actor, progress=Silent(), **job.args)
    row.refresh_from_db()
    assert "503" in row.fault
    assert not Import.objects.exists()


def test_feeds_of_every_kind_become_rows() -> None:
    (entry,) = entries_of(ATOM)
    assert entry == {
        "id": "a1", "title": "One", "words": "Shorter words", "author": "Maya",
        "date": "2026-11-28T08:00:00Z", "link": "https://blog.example/1",
    }  # fmt: skip
    assert entries_of(RSS)[0]["date"] == "2026-11-20T08:00:00+00:00"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aa">]><rss><item>&a;&a;</item></rss>'
    unknown = b'<?xml version="1.0" encoding="none"?><rss><item/></rss>'
    for wrong in (b"<html></html>", b"<rss", bomb, unknown):
        with pytest.raises(Invalid):
            entries_of(wrong)


def test_whoever_writes_in_a_feed_is_no_customer_by_an_address_there() -> None:
    for said, name in (
        ("Maya &lt;boss@harbour.example&gt;", "Maya"), ("boss@harbour.example", ""),
        ("boss@harbour.example (Maya Chen)", "Maya Chen"), ("Maya Chen", "Maya Chen"),
    ):  # fmt: skip
        item = f"<item><title>Good</title><author>{said}</author></item>"
        (entry,) = entries_of(f"<rss><channel>{item}</channel></rss>".encode())
        assert entry["author"] == name


def test_entries_inside_of_entries_say_their_words_once() -> None:
    nest = b"<item><description>" * 500 + b"word" + b"</description></item>" * 500
    entries = entries_of(b"<rss><channel>" + nest + b"<item><title>B</title></item>"
                         b"</channel></rss>")  # fmt: skip
    assert [one["words"] for one in entries] == ["word", "B"]


def test_a_feed_is_read_in_a_child_with_limits(monkeypatch: Any) -> None:
    monkeypatch.setattr(ask.Place, "inside", False)
    assert file_of_feed(ATOM)[1] == ".json"
    wide = b"<rss><item>" + b"<b/>" * 900_000 + b"</item></rss>"
    monkeypatch.setattr(child, "for_size", lambda _: child.Budget(30, 8 * 1024**2))
    with pytest.raises(Invalid):
        file_of_feed(wide)
