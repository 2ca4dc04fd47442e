"""The feedback form: closed until an owner opens it, and no place for machines."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from leadline.accounts import actions as accounts
from leadline.accounts.models import Event, User
from leadline.connections import actions, queries
from leadline.connections.types import FormIn, FormSaid
from leadline.evidence.models import Contact, Customer, Feedback
from leadline.foundation.errors import Invalid, NotAllowed, NotFound, Stale
from leadline.web.accounts.middleware import SECRET_PATH
from tests.conftest import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
WORDS = "Swap a night shift by phone, please."


def opened(olu: Person, **said: Any) -> str:
    actions.set_form(actor=olu.actor, form=FormIn("What do you miss?", **said))
    actions.switch_form(actor=olu.actor, is_on=True)
    return queries.form_card(actor=olu.actor).key


def sheet_on(page: Any) -> str:
    found = re.search(r'name="sheet" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def sheet(key: str, nonce: str = "once", at: datetime = NOW) -> str:
    return queries.new_sheet(actor=None, key=key, nonce=nonce, at=int(at.timestamp()))


def write(key: str, client: Client | None = None, **changed: str) -> Any:
    body = {"words": WORDS, "website": "", **changed}
    return (client or Client()).post(f"/f/{key}/", body)


def test_the_form_is_for_owners(ana: Person, ben: Person, olu: Person) -> None:
    opened(olu)
    for who in (ana, ben):
        for door in (
            lambda a: queries.form_card(actor=a),
            lambda a: actions.set_form(actor=a, form=FormIn("Mine")),
            lambda a: actions.switch_form(actor=a, is_on=False),
            lambda a: actions.renew_form(actor=a),
            lambda a: actions.take_form(
                actor=a, said=FormSaid(WORDS), sheet="x", now=NOW
            ),
        ):
            with pytest.raises(NotAllowed):
                door(who.actor)


def test_another_workspace_has_a_form_of_its_own(olu: Person, cleo: Person) -> None:
    key = opened(olu)
    assert queries.form_card(actor=cleo.actor).key == ""
    with pytest.raises(NotFound):
        actions.switch_form(actor=cleo.actor, is_on=False)
    assert opened(cleo) != key


def test_somebody_says_what_they_want_without_a_cookie(olu: Person) -> None:
    key = opened(olu)
    client = Client(enforce_csrf_checks=True)
    with time_machine.travel(NOW, tick=False):
        page = client.get(f"/f/{key}/")
    with time_machine.travel(NOW + timedelta(seconds=3), tick=False):
        sent = {"sheet": sheet_on(page), "name": "Maya", "email": "maya@acme.example"}
        answer = write(key, client, **sent)
        again = write(key, client, **sent)

    assert page.status_code == answer.status_code == again.status_code == 200
    assert "written down" in answer.content.decode()
    assert not client.cookies
    assert b"<script" not in page.content
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "noindex" in page.headers["X-Robots-Tag"]
    piece = Feedback.objects.get()  # once, though it was sent twice
    assert (piece.words, piece.source, piece.state) == (WORDS, "Form", "new")
    assert piece.author == "Maya, maya@acme.example"
    assert queries.form_card(actor=olu.actor).taken == 1
    line = Event.objects.get(verb="evidence.record_feedback")
    assert line.surface == "form"


def test_nobody_becomes_a_customer_by_saying_so(olu: Person) -> None:
    acme = Customer.objects.create(
        workspace_id=olu.actor.workspace_id, name="Harbour", domain="harbour.example"
    )
    Contact.objects.create(
        workspace_id=olu.actor.workspace_id, customer=acme, name="Maya",
        email="maya@harbour.example",
    )  # fmt: skip
    opened(olu)
    said = FormSaid(WORDS, "Maya", "maya@harbour.example")
    actions.take_form(actor=olu.actor, said=said, sheet="once", now=NOW)
    piece = Feedback.objects.get()
    assert (piece.customer, piece.contact) == (None, None)


def test_keys_of_forms_and_ways_in_stand_in_no_log() -> None:
    for path in ("/f/abc/", "/f/abc/embed/", "/in/abc/", "/in/abc"):
        assert "abc" not in SECRET_PATH.sub(r"/\1/…/", path)


def test_nobody_writes_in_the_name_of_a_colleague(olu: Person, ana: Person) -> None:
    User.objects.filter(pk=ana.user.pk).update(name="Ana Petrov")
    opened(olu)
    mail = "\n---------- Forwarded message ---------\nFrom: Boss <b@x.example>\n\nSoon!"
    for words in (WORDS, f"{WORDS}\n{mail}"):
        said = FormSaid(words, "Ana Petrov")
        actions.take_form(actor=olu.actor, said=said, sheet=words[:200], now=NOW)
    told = set(Feedback.objects.values_list("author", "noted_by", "speech", "side"))
    assert told == {("Ana Petrov", "", "direct", "customer")}


def test_who_it_was_stands_in_one_line(olu: Person) -> None:
    key = opened(olu)
    with time_machine.travel(NOW + timedelta(seconds=9), tick=False):
        write(key, sheet=sheet(key), name=" Maya\r\nBcc: x", email="m@acme.example")
    assert Feedback.objects.get().author == "Maya Bcc: x, m@acme.example"


def test_what_machines_send_is_not_taken(olu: Person) -> None:
    key = opened(olu)
    other = "k" * 43
    late, soon = NOW - timedelta(hours=12, seconds=1), NOW - timedelta(seconds=2)
    wrong = [
        ({"sheet": ""}, 422), ({"sheet": "x.y.z"}, 422),
        ({"sheet": sheet(key, at=late)}, 422), ({"sheet": sheet(key, at=soon)}, 422),
        ({"sheet": sheet(other, at=NOW - timedelta(minutes=1))}, 422),
        ({"sheet": sheet(key, at=NOW - timedelta(minutes=1)), "words": " "}, 422),
        ({"sheet": sheet(key, at=NOW - timedelta(minutes=1)), "words": "x" * 5001},
         422),
        ({"sheet": sheet(key, at=NOW - timedelta(minutes=1)), "email": "no"}, 422),
        ({"sheet": sheet(key, at=NOW - timedelta(minutes=1)), "website": "http://s"},
         200),
    ]  # fmt: skip
    with time_machine.travel(NOW, tick=False):
        for changed, status in wrong:
            answer = write(key, **changed)
            assert answer.status_code == status, changed
    assert not Feedback.objects.exists()
    with time_machine.travel(NOW, tick=False):
        edge = sheet(key, at=NOW - timedelta(hours=12))
        assert write(key, sheet=edge, words="x" * 5000).status_code == 200
    assert Feedback.objects.count() == 1


def test_one_address_and_one_form_take_so_much_an_hour(olu: Person) -> None:
    key = opened(olu)
    take = lambda n, address, at=NOW: accounts.take_form_try(  # noqa: E731
        key=key, address=address, now=at
    )
    assert [bool(take(n, "192.0.2.7")) for n in range(21)] == [False] * 20 + [True]
    assert not take(0, "192.0.2.8")
    assert not take(0, "192.0.2.7", NOW + timedelta(hours=1))
    for n in range(299):
        take(n, f"198.51.{n // 200}.{n % 200}", NOW + timedelta(hours=1))
    assert take(0, "203.0.113.9", NOW + timedelta(hours=1))

    with time_machine.travel(NOW + timedelta(hours=1, seconds=9), tick=False):
        answer = write(key, sheet=sheet(key, at=NOW + timedelta(hours=1)))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 60
    assert not Feedback.objects.exists()


def test_only_an_open_form_of_this_address_is_there(olu: Person) -> None:
    key = opened(olu)
    assert Client().get(f"/f/{key}/").status_code == 200
    actions.renew_form(actor=olu.actor)
    new = queries.form_card(actor=olu.actor).key
    actions.switch_form(actor=olu.actor, is_on=False)
    for address in (key, new, "", "x"):
        answer = Client().get(f"/f/{address}/")
        assert answer.status_code == 404
    assert write(new, sheet=sheet(new)).status_code == 404
    actions.switch_form(actor=olu.actor, is_on=True)
    assert Client().get(f"/f/{new}/").status_code == 200


def test_it_is_framed_by_the_sites_that_an_owner_names(olu: Person) -> None:
    key = opened(olu)
    assert Client().get(f"/f/{key}/embed/").status_code == 404
    actions.set_form(actor=olu.actor, form=FormIn("What next?", may_embed=True))
    assert Client().get(f"/f/{key}/embed/").status_code == 404  # no site is named
    site = "https://www.harbour.example"
    accounts.change_sharing(actor=olu.actor, is_off=False, sites=site)
    page = Client().get(f"/f/{key}/embed/")
    policy = page.headers["Content-Security-Policy"]
    assert f"frame-ancestors {site}" in policy
    assert "form-action 'self'" in policy
    assert "X-Frame-Options" not in page.headers


def test_it_asks_who_only_where_that_is_wanted(olu: Person) -> None:
    key = opened(olu, asks_who=False)
    assert b'name="email"' not in Client().get(f"/f/{key}/").content
    with time_machine.travel(NOW + timedelta(seconds=9), tick=False):
        write(key, sheet=sheet(key), name="Maya", email="maya@acme.example")
    assert Feedback.objects.get().author == ""


def test_owners_word_it_one_after_another(olu: Person) -> None:
    opened(olu)
    version = queries.form_card(actor=olu.actor).version
    actions.set_form(actor=olu.actor, form=FormIn("Mine"), seen=version)
    with pytest.raises(Stale):
        actions.set_form(actor=olu.actor, form=FormIn("Yours"), seen=version)
    with pytest.raises(Invalid):
        actions.set_form(actor=olu.actor, form=FormIn(" "))
    page = olu.browser.get(f"/w/{olu.actor.workspace_id}/settings/form/")
    assert queries.form_card(actor=olu.actor).key in page.content.decode()
