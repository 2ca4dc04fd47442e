"""Customers, contacts, feedback and needs, as a program meets them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from leadline.accounts.models import Event, Product
from leadline.evidence.models import Contact, Customer, Feedback, Need
from tests.api.program import Program, program
from tests.conftest import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sync(ana: Person) -> Program:
    return program(ana)


def made(sync: Program, path: str, **said: Any) -> dict[str, Any]:
    answer = sync.post(path, said)
    assert answer.status_code == 201, answer.content
    place = f"{path.rsplit('/', 1)[-1]}/{answer.json()['id']}"
    assert answer["Location"] == f"/api/v1/w/{sync.workspace_id}/{place}"
    return answer.json()


def test_a_customer_is_made_read_changed_and_listed(sync: Program) -> None:
    one = made(
        sync, "customers", name="Harbour Clinics", revenue_amount="1200.50",
        revenue_currency="EUR", own_fields={"tier": "gold"},
    )  # fmt: skip
    assert one["revenue_amount"] == "1200.50"
    assert isinstance(one["id"], str)
    assert Customer.objects.get().revenue_amount * 2 == 2401

    changed = sync.patch(f"customers/{one['id']}", {"segment": "Health"})
    assert changed.status_code == 200
    assert changed.json()["segment"] == "Health"
    assert changed.json()["name"] == "Harbour Clinics"
    assert changed["ETag"] == '"2"'

    (listed,) = sync.get("customers?segment=Health").json()["items"]
    assert listed == changed.json() == sync.get(f"customers/{one['id']}").json()
    assert sync.get("customers?segment=Bank").json() == {"items": [], "next": None}
    line = Event.objects.get(verb="evidence.save_customer", detail__version=2)
    assert line.surface == "api"


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({}, "/name"),
        ({"name": " "}, "/name"),
        ({"name": "x" * 201}, "/name"),
        ({"name": "a\x00b"}, "/name"),
        ({"name": "A", "revenue_amount": 12.5}, "/revenue_amount"),
        ({"name": "A", "revenue_amount": "NaN"}, "/revenue_amount"),
        ({"name": "A", "revenue_amount": "-1"}, "/revenue_amount"),
        ({"name": "A", "state": "gone"}, "/state"),
        ({"name": "A", "colour": "red"}, "/colour"),
        ({"name": "A", "since_date": "yesterday"}, "/since_date"),
    ],
)
def test_what_is_refused_points_at_its_place(
    sync: Program, said: dict[str, Any], pointer: str
) -> None:
    answer = sync.post("customers", said)

    assert answer.status_code == 422, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert pointer in [one["pointer"] for one in answer.json()["errors"]]
    assert not Customer.objects.exists()


def test_a_name_of_the_longest_is_taken(sync: Program) -> None:
    assert len(made(sync, "customers", name="x" * 200)["name"]) == 200


def test_a_body_that_is_no_json_is_refused(sync: Program) -> None:
    answer = sync.post("customers", "{")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_conflict_says_where(sync: Program) -> None:
    made(sync, "customers", name="A", external_id="7")
    answer = sync.post("customers", {"name": "B", "external_id": "7"})

    assert answer.status_code == 409
    assert answer.json()["errors"][0]["pointer"] == "/external_id"


def test_a_second_customer_of_a_name_is_one_that_is_said_to_be_another(
    sync: Program,
) -> None:
    made(sync, "customers", name="Elbe GmbH")

    answer = sync.post("customers", {"name": "elbe"})
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["pointer"] == "/name"
    assert Customer.objects.count() == 1

    made(sync, "customers", name="Elbe", is_another=True)
    assert sync.post("customers", {"name": "Elbe", "external_id": "7"}).status_code == (
        409
    )
    Customer.objects.filter(external_id="").delete()
    made(sync, "customers", name="Elbe", external_id="7")
    made(sync, "customers", name="Elbe", external_id="8")
    assert Customer.objects.count() == 2


def test_who_saw_an_older_version_overwrites_nothing(sync: Program) -> None:
    one = sync.post("customers", {"name": "A"})
    path = f"customers/{one.json()['id']}"
    assert sync.patch(path, {"plan": "Pro"}, if_match=one["ETag"]).status_code == 200

    late = sync.patch(path, {"plan": "Free"}, if_match=one["ETag"])

    assert late.status_code == 412
    assert late["ETag"] == '"2"'
    assert Customer.objects.get().plan == "Pro"
    assert sync.patch(path, {"plan": "Free"}, if_match='"2"').status_code == 200
    assert sync.patch(path, {"plan": "X"}, if_match="new").status_code == 412


def test_a_tag_that_came_with_a_packed_answer_counts(sync: Program) -> None:
    said = {"name": "A", "plan": "x" * 80, "owner": "y" * 120}
    one = sync.post("customers", said, accept_encoding="gzip")
    assert (one["Content-Encoding"], one["ETag"]) == ("gzip", 'W/"1"')
    path = f"customers/{Customer.objects.get().pk}"

    assert sync.get(path, if_none_match=one["ETag"]).status_code == 304
    done = sync.patch(path, {"plan": "Pro"}, if_match=one["ETag"])
    assert done.status_code == 200
    assert sync.patch(path, {"plan": "X"}, if_match=one["ETag"]).status_code == 412


def test_what_one_has_already_is_not_sent_again(sync: Program) -> None:
    one = sync.post("customers", {"name": "A"})
    path = f"customers/{one.json()['id']}"
    known = sync.get(path)

    again = sync.get(path, if_none_match=known["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    whole = sync.get("customers")
    assert sync.get("customers", if_none_match=whole["ETag"]).status_code == 304
    sync.patch(path, {"plan": "Pro"})
    assert sync.get("customers", if_none_match=whole["ETag"]).status_code == 200
    assert sync.get(path, if_none_match=known["ETag"]).status_code == 200


def test_only_the_fields_that_are_asked_for_come(sync: Program) -> None:
    one = made(sync, "customers", name="A")

    assert sync.get("customers?fields=id,name").json()["items"] == [
        {"id": one["id"], "name": "A"}
    ]
    assert sync.get(f"customers/{one['id']}?fields=plan").json() == {"plan": ""}
    answer = sync.get("customers?fields=colour")
    assert answer.json()["errors"][0]["pointer"] == "/fields"


def test_a_parameter_that_is_none_is_refused(sync: Program) -> None:
    """A filter that is misspelt would otherwise give everything."""
    for path in ("customers?segmnt=Health", "customers?heard=yes"):
        assert sync.get(path).status_code == 422


def test_people_at_a_customer(sync: Program) -> None:
    one = made(sync, "customers", name="A")
    path = f"customers/{one['id']}/contacts"
    ines = made(sync, path, name="Ines", email="ines@a.example")

    changed = sync.patch(f"contacts/{ines['id']}", {"title": "Nurse"})
    assert changed.json() == {**ines, "title": "Nurse", "version": 2}
    assert sync.get(path).json()["items"] == [changed.json()]
    gone = sync.ask("delete", f"contacts/{ines['id']}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert not Contact.objects.exists()
    assert sync.get("customers/999/contacts").status_code == 404


def test_a_piece_finds_its_customer_and_its_need(sync: Program) -> None:
    made(sync, "customers", name="A", domain="a.example")
    need = made(sync, "needs", statement="Export faster")
    piece = made(
        sync, "feedback", words="The export is slow", author_email="kim@a.example",
        said_at="2026-11-20T10:00:00+02:00", source="Support", source_id="t-1",
        need_id=need["id"],
    )  # fmt: skip

    assert piece["customer"] == "A"
    assert piece["need_id"] == need["id"]
    assert piece["said_at"] == "2026-11-20T08:00:00Z"
    assert Feedback.objects.get().said_at == datetime(2026, 11, 20, 8, tzinfo=UTC)
    again = sync.post(
        "feedback", {"words": "x", "source": "Support", "source_id": "t-1"}
    )
    assert again.status_code == 409

    path = f"feedback/{piece['id']}"
    assert sync.patch(path, {"area": "Export"}).json()["area"] == "Export"
    assert sync.post(f"{path}/move", {"need_id": None}).json()["need_id"] is None
    aside = sync.post(f"{path}/set-aside", {"reason": "spam"})
    assert aside.json()["set_aside"] == "spam"
    assert sync.post(f"{path}/bring-back", None).json()["set_aside"] == ""
    done = sync.post(f"{path}/triage", {"state": "archived"})
    assert done.json()["state"] == "archived"
    assert sync.get("feedback").json()["items"] == []
    assert len(sync.get("feedback?state=archived").json()["items"]) == 1


def test_a_piece_names_its_customer_as_answers_do_or_as_its_source_does(
    sync: Program,
) -> None:
    kade = made(sync, "customers", name="Kade", external_id="crm-1")
    made(sync, "customers", name="Elbe", external_id=kade["id"])

    by_id = made(sync, "feedback", words="One", customer_id=kade["id"])
    by_source = made(sync, "feedback", words="Two", customer_external_id="crm-1")

    assert by_id["customer"] == by_source["customer"] == "Kade"
    assert by_id["customer_id"] == kade["id"]
    nobody = sync.post("feedback", {"words": "Four", "customer_id": "999"})
    assert nobody.status_code == 404, nobody.content


def test_a_piece_comes_back_with_all_that_was_said_of_it(sync: Program) -> None:
    said = {
        "votes": 12, "rating": 3.5, "rating_max": 5, "nps": 7, "tags": ["ios", "sync"],
        "source_status": "solved", "own_fields": {"tier": "gold"},
    }  # fmt: skip
    told = made(sync, "feedback", words="It hangs", **said)
    assert said.items() <= told.items()

    refused = (
        ({"votes": -1}, "votes"), ({"nps": 11}, "nps"), ({"rating": 3}, "rating_max"),
        ({"rating": 6, "rating_max": 5}, "rating"), ({"rating_max": 0}, "rating_max"),
        ({"product": "Nothing"}, "product"), ({"kind": "gossip"}, "kind"),
    )  # fmt: skip
    for wrong, field in refused:
        answer = sync.post("feedback", {"words": "x"} | wrong)
        assert answer.status_code == 422, wrong
        assert answer.json()["errors"][0]["pointer"] == f"/{field}", wrong


def test_a_need_is_put_into_words_and_merged(sync: Program, ana: Person) -> None:
    product = Product.objects.create(workspace_id=ana.actor.workspace_id, name="Rudder")
    one = made(sync, "needs", statement="Export faster")
    other = made(sync, "needs", statement="Export in seconds")
    said = {
        "statement": "Export at once", "owner_id": str(ana.user.pk),
        "product_id": str(product.pk),
    }  # fmt: skip
    changed = sync.patch(f"needs/{one['id']}", said, if_match='"1"').json()
    assert changed["statement"] == "Export at once"
    assert (changed["owner"], changed["product"]) == ("ana", "Rudder")

    merged = sync.post(f"needs/{one['id']}/merge", {"absorb_ids": [other["id"]]})
    assert merged.status_code == 200
    assert Need.objects.get(pk=other["id"]).merged_into_id == int(one["id"])
    assert [n["id"] for n in sync.get("needs?state=all").json()["items"]] == [one["id"]]


def test_who_sees_a_need_stale_changes_none_of_it(sync: Program) -> None:
    one = made(sync, "needs", statement="Export faster")
    sync.patch(f"needs/{one['id']}", {"statement": "Export now"})

    late = sync.patch(
        f"needs/{one['id']}",
        {"statement": "Export never", "state": "met"},
        if_match='"1"',
    )

    assert late.status_code == 412
    stands = Need.objects.get()
    assert (stands.statement, stands.state) == ("Export now", "open")


def test_members_and_products_are_read(sync: Program, ana: Person) -> None:
    (who,) = sync.get("members").json()["items"]
    assert (who["name"], who["role"]) == ("ana", "lead")
    assert sync.get("products").json() == {"items": [], "next": None}
