"""Other programs are told what happens: for owners, signed, thin, once each."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from standardwebhooks.webhooks import Webhook

from leadline.accounts.actions import record
from leadline.accounts.models import Event, Job, Workspace
from leadline.accounts.types import Area, Verb
from leadline.connections import actions, jobs, queries
from leadline.connections.models import Delivery, Endpoint
from leadline.connections.types import AREA_OF, TOLD, UNTOLD, EndpointIn
from leadline.conversation import actions as talks
from leadline.conversation.types import HEARD
from leadline.evidence import actions as evidence
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.conftest import Person
from tests.connections.conftest import Server
from tests.connections.telling import ALL, HOOK, KEY, add, run, said, write_down
from tests.contracts.examples import Examples

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
AREAS_TOLD = {area.value for area in TOLD}


def test_addresses_are_for_owners(
    ana: Person, ben: Person, cleo: Person, olu: Person
) -> None:
    pk = add(olu)[0].pk
    tried = actions.try_endpoint(actor=olu.actor, endpoint_id=pk, now=NOW)
    named = EndpointIn("Mine", HOOK, ALL)
    doors: list[Any] = [
        lambda a: queries.endpoint_row(actor=a, endpoint_id=pk),
        lambda a: queries.list_deliveries(actor=a, endpoint_id=pk),
        lambda a: actions.change_endpoint(actor=a, endpoint_id=pk, endpoint=named),
        lambda a: actions.switch_endpoint(actor=a, endpoint_id=pk, is_on=False),
        lambda a: actions.rotate_secret(actor=a, endpoint_id=pk, now=NOW),
        lambda a: actions.try_endpoint(actor=a, endpoint_id=pk, now=NOW),
        lambda a: actions.send_again(actor=a, delivery_id=tried.id, now=NOW),
        lambda a: actions.remove_endpoint(actor=a, endpoint_id=pk),
    ]
    for who, fault in ((ana, NotAllowed), (ben, NotAllowed), (cleo, NotFound)):
        for door in doors:
            with pytest.raises(fault):
                door(who.actor)
    for who in (ana, ben):
        with pytest.raises(NotAllowed):
            add(who, name="Mine")
        with pytest.raises(NotAllowed):
            queries.list_endpoints(actor=who.actor)
    assert queries.list_endpoints(actor=cleo.actor) == []
    assert len(queries.list_endpoints(actor=olu.actor)) == 1


def test_what_is_named_is_whole(olu: Person) -> None:
    add(olu)
    wrong = [
        ({"address": "http://hooks.example/x"}, "address"),
        ({"address": "https://user:pass@hooks.example/x"}, "address"),
        ({"address": "https://a b.example/"}, "address"),
        ({"name": " "}, "name"),
        ({"areas": ()}, "areas"),
        ({"areas": ("growth",)}, "areas"),
        ({"areas": ("accounts",)}, "areas"),
    ]
    for changed, where in wrong:
        with pytest.raises(Invalid) as refused:
            add(olu, **{"name": "Board", **changed})
        assert refused.value.field == where, changed
    with pytest.raises(Conflict):
        add(olu)
    for n in range(9):
        add(olu, name=f"Program {n}")
    with pytest.raises(Conflict):
        add(olu, name="One too many")


def test_address_and_secret_stand_nowhere(olu: Person) -> None:
    base = f"/w/{olu.actor.workspace_id}/settings/webhooks/"
    body = {"name": "Warehouse", "address": HOOK, "areas": ["evidence"]}
    made = olu.browser.post(base, body)
    row = Endpoint.objects.get()
    secret = made.content.decode().split('value="whsec_')[1].split('"')[0]

    assert "no-store" in made.headers["Cache-Control"]
    again = olu.browser.post(base, body)
    assert again.status_code == 422
    for page in (olu.browser.get(base), olu.browser.get(f"{base}{row.pk}/"), again):
        assert b"hooks.example" in page.content
        assert KEY.encode() not in page.content
        assert secret.encode() not in page.content
    kept = f"{row.address} {row.secret} {[e.detail for e in Event.objects.all()]}"
    assert KEY not in kept
    assert secret not in kept


def test_every_verb_of_a_told_area_is_told_or_is_said_not_to_be() -> None:
    of_areas = {v for v in Verb if v.partition(".")[0] in AREAS_TOLD}
    told = set().union(*TOLD.values())

    assert told | UNTOLD == of_areas
    assert not told & UNTOLD
    for area, verbs in TOLD.items():
        assert {v.partition(".")[0] for v in verbs} == {area.value}
    assert {"growth", "attention", "accounts"} & AREAS_TOLD == set()
    assert set().union(*HEARD.values()) <= told, "a channel hears what programs do"
    assert AREA_OF["decisions.decide"] == Area.DECISIONS


def test_a_change_is_told_once_thin_and_signed(
    ana: Person, olu: Person, server: Server
) -> None:
    kept = evidence.save_customer(actor=ana.actor, now=NOW, values={"name": "Before"})
    row, secret = add(olu)
    evidence.save_customer(
        actor=ana.actor, now=NOW, values={"name": "Quagga Ltd"}, customer_id=kept.id
    )
    run(olu, NOW)
    run(olu, NOW + timedelta(minutes=1))

    ((address, sent),) = server.got
    assert address == HOOK
    read = Webhook(secret).verify(sent.content, sent.headers)
    assert read == said(sent)
    assert read["type"] == "evidence.save_customer"
    space = olu.actor.workspace_id
    assert read["data"] == {
        "workspace": str(space), "line": Event.objects.get(
            verb="evidence.save_customer", sequence__gt=row.told_to).sequence,
        "kind": "customer", "id": str(kept.id), "version": 2,
        "url": f"https://leadline.example/w/{space}/talk/customer/{kept.id}/page/",
    }  # fmt: skip
    assert b"Quagga" not in sent.content
    assert b"ana" not in sent.content
    assert datetime.fromisoformat(read["timestamp"])
    done = Delivery.objects.get()
    assert (done.state, done.status, done.attempts) == ("done", 204, 1)


def test_a_comment_is_told_by_its_record_and_not_by_its_words(
    ana: Person, olu: Person, server: Server
) -> None:
    need = Examples(ana).need
    add(olu, areas=("conversation",))
    talks.begin_thread(
        actor=ana.actor, about="need", record_id=need.pk, text="Quagga?", now=NOW
    )
    run(olu, NOW)

    data = said(server.got[0][1])["data"]
    assert data["kind"] == "comment"
    assert data["url"].endswith(f"/talk/need/{need.pk}/page/")
    assert b"Quagga" not in server.got[0][1].content


def test_nothing_of_ones_own_is_told_and_nothing_of_other_areas(
    acme: Workspace, ana: Person, olu: Person, cleo: Person, server: Server
) -> None:
    add(olu)
    for verb in Verb:
        if verb not in AREA_OF:
            record(actor=ana.actor, verb=verb.value, subject=acme)
    record(actor=cleo.actor, verb="roadmap.create_bet", subject=acme)
    run(olu, NOW)
    assert server.got == []

    Endpoint.objects.update(areas=["decisions"])
    record(actor=ana.actor, verb="roadmap.create_bet", subject=acme)
    record(actor=ana.actor, verb="decisions.decide", subject=acme)
    run(olu, NOW)
    assert [said(sent)["type"] for _, sent in server.got] == ["decisions.decide"]


def test_two_workers_write_a_message_once_and_claim_it_once(
    acme: Workspace, ana: Person, olu: Person
) -> None:
    row, _ = add(olu)
    record(actor=ana.actor, verb="roadmap.create_bet", subject=acme)
    before = row.told_to

    assert write_down(olu, NOW) == 1
    Endpoint.objects.update(told_to=before)  # another worker that read it before
    with pytest.raises(IntegrityError):
        write_down(olu, NOW)


def test_a_message_is_claimed_and_taken_by_one(olu: Person) -> None:
    row, _ = add(olu)
    actions.try_endpoint(actor=olu.actor, endpoint_id=row.pk, now=NOW)
    claim = lambda now: actions.claim_deliveries(actor=olu.actor, now=now)  # noqa: E731
    take = lambda now: actions.take_delivery(  # noqa: E731
        actor=olu.actor, delivery_id=pk, now=now
    )
    (pk,) = claim(NOW)

    assert claim(NOW + timedelta(minutes=9)) == []
    assert claim(NOW + timedelta(minutes=11)) == [pk]
    parcel = take(NOW)
    assert parcel is not None
    assert KEY not in repr(parcel)
    assert take(NOW) is None
    # The worker died with it in its hands: it goes again, by the same id.
    again = take(NOW + timedelta(minutes=3))
    assert again is not None
    assert again.message == parcel.message


def test_a_worker_queues_one_job_that_names_no_address(
    acme: Workspace, ana: Person, olu: Person
) -> None:
    jobs.tell_programs(NOW)
    assert not Job.objects.exists()
    add(olu)
    record(actor=ana.actor, verb="roadmap.create_bet", subject=acme)
    jobs.tell_programs(NOW)
    jobs.tell_programs(NOW)

    job = Job.objects.get(kind=jobs.DELIVER)
    assert KEY not in json.dumps(job.args)


def test_a_try_arrives_and_the_list_says_so(olu: Person, server: Server) -> None:
    row, secret = add(olu)
    base = f"/w/{olu.actor.workspace_id}/settings/webhooks/{row.pk}/"
    olu.browser.post(f"{base}try/")
    run(olu, datetime.now(UTC))

    assert Webhook(secret).verify(server.got[0][1].content, server.got[0][1].headers)
    page = olu.browser.get(base).content.decode()
    assert "connections.try" in page
    assert "Answered 204" in page


def test_both_secrets_sign_for_a_day(olu: Person, server: Server) -> None:
    row, old = add(olu)
    now = datetime.now(UTC)
    _, new = actions.rotate_secret(
        actor=olu.actor, endpoint_id=row.pk, now=now - timedelta(hours=23, minutes=59)
    )
    actions.try_endpoint(actor=olu.actor, endpoint_id=row.pk, now=now)
    run(olu, now)
    sent = server.got[0][1]
    assert Webhook(old).verify(sent.content, sent.headers)
    assert Webhook(new).verify(sent.content, sent.headers)

    Endpoint.objects.update(old_until=now)
    actions.try_endpoint(actor=olu.actor, endpoint_id=row.pk, now=now)
    run(olu, now)
    assert len(server.got[1][1].headers["webhook-signature"].split()) == 1
