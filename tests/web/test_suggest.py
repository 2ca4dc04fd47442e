"""A field offers the names on record, to whom they belong; a new customer is added."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from leadline.evidence.models import Customer, Feedback
from tests.conftest import Person
from tests.evidence.makers import account, say
from tests.stakeholders.test_people import add


def names(person: Person, of: str, q: str) -> list[str]:
    url = reverse("overview:suggest", args=[person.actor.workspace_id])
    text = person.browser.get(url, {"of": of, "q": q}).content.decode()
    return [unescape(one) for one in re.findall(r'data-name="([^"]*)"', text)]


@pytest.fixture
def record(ana: Person) -> None:
    account(
        ana.actor, "Port of Kiel", segment="Ferries", country="Denmark", plan="Fleet",
        owner="Petra",
    )  # fmt: skip
    account(ana.actor, "Kiel Ports & Co", segment="Container ports")
    say(ana.actor, "Too slow", area="Reports", source="desk")
    add(ana, "Maren Oltmanns")


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("of", "q", "found"),
    [
        ("customer", "kiel", ["Kiel Ports & Co", "Port of Kiel"]),
        ("segment", "FER", ["Ferries"]),
        ("segment", "port", ["Container ports"]),
        ("country", "den", ["Denmark"]),
        ("plan", "fl", ["Fleet"]),
        ("owner", "pet", ["Petra"]),
        ("owner", "ana", ["ana"]),
        ("person", "maren", ["Maren Oltmanns"]),
        ("area", "rep", ["Reports"]),
        ("source", "des", ["desk"]),
        ("source", "nothing", []),
    ],
)
def test_what_is_on_record_is_offered(
    ana: Person, ben: Person, of: str, q: str, found: list[str]
) -> None:
    assert names(ana, of, q) == found
    assert names(ben, of, q) == found


@pytest.mark.usefixtures("record")
def test_nothing_of_it_is_offered_to_others(
    ana: Person, cleo: Person, client: Any
) -> None:
    url = reverse("overview:suggest", args=[ana.actor.workspace_id])

    assert names(cleo, "customer", "kiel") == []
    assert names(cleo, "segment", "fer") == []
    assert cleo.browser.get(url, {"of": "customer", "q": "kiel"}).status_code == 404
    assert client.get(url).status_code == 302
    assert ana.browser.get(url, {"of": "secret", "q": "x"}).status_code == 404


def test_at_most_eight_are_offered(ana: Person) -> None:
    for n in range(9):
        account(ana.actor, f"Port {n}", segment=f"Segment {n}")

    assert len(names(ana, "customer", "port")) == 8
    assert len(names(ana, "segment", "seg")) == 8


def add_piece(person: Person, **said: str) -> Any:
    url = reverse("evidence:feedback_add", args=[person.actor.workspace_id])
    return person.browser.post(url, {"words": "Too slow", **said})


def test_a_new_customer_is_added_where_that_is_ticked(ana: Person) -> None:
    add_piece(ana, customer_name="Port of Kiel")
    assert Customer.objects.count() == 0

    add_piece(ana, customer_name="Port of Kiel", add_customer="on")
    add_piece(ana, customer_name="port of kiel", add_customer="on")

    kiel = Customer.objects.get()
    of_kiel = Feedback.objects.filter(customer=kiel)
    assert (kiel.name, of_kiel.count()) == ("Port of Kiel", 2)


def test_who_may_only_read_adds_words_but_no_customer(ben: Person) -> None:
    add_piece(ben, customer_name="Port of Kiel", add_customer="on")

    assert Feedback.objects.get().customer_id is None
    assert Customer.objects.count() == 0


def test_where_the_piece_is_refused_no_customer_is_added(ana: Person) -> None:
    answer = add_piece(
        ana, customer_name="Port of Kiel", add_customer="on", link="ftp://x.example/"
    )

    assert answer.status_code == 422
    assert Customer.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("evidence:feedback_add", {"customer", "person", "source", "area"}),
        ("evidence:customer_add", {"segment", "plan", "owner", "country"}),
        ("stakeholders:person_new", {"customer"}),
    ],
)
def test_the_fields_are_lines_to_type_into_without_script(
    ana: Person, name: str, fields: set[str]
) -> None:
    text = ana.browser.get(reverse(name, args=[ana.actor.workspace_id]))

    found = re.findall(r'data-suggest="(\w+)"', text.content.decode())
    assert set(found) == fields
    assert 'role="combobox"' not in re.sub(
        r'id="palette-words".*?>', "", text.content.decode(), flags=re.S
    )
