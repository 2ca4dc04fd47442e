"""Pages of stakeholders: the list and map, one person, what is said of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from leadline.stakeholders import actions
from leadline.stakeholders.models import ContactNote, Listening
from leadline.stakeholders.models import Person as Stakeholder
from leadline.stakeholders.types import Function, PersonIn, PersonRow, Stance
from leadline.web.stakeholders.map import HEIGHT, MOST, STEP, TOP, spots_of
from tests.conftest import Person
from tests.factories import make_customer

pytestmark = pytest.mark.django_db
SAID = {
    "name": "Ove Strand", "function": "customer", "influence": 60, "interest": 70,
    "stance": "open", "wanted": "for", "wants": "A visit at night",
}  # fmt: skip


def at(person: Person, path: str = "") -> str:
    return f"/w/{person.actor.workspace_id}/stakeholders/{path}"


def add(who: Person, name: str, **fields: Any) -> Stakeholder:
    said = PersonIn(name, "finance", **fields)
    return actions.create_person(actor=who.actor, person=said)


def text(answer: Any) -> str:
    return answer.content.decode()


def stands(pk: int, influence: int, interest: int) -> PersonRow:
    return PersonRow(
        id=pk, name=str(pk), title="", organisation="", function=Function.SALES,
        is_organisation=False, influence=influence, interest=interest,
        stance=Stance.OPEN, wanted=Stance.FOR, owner="", owner_id=None, email="",
        customer_id=None, customer="", is_archived=False, last_contact=None,
        days_silent=None, cadence_days=None, sway=0, wants="", worries="", next_move="",
    )  # fmt: skip


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: Any
) -> None:
    for i in range(n):
        add(ana, f"Petra {i}")

    browser = ana.browser
    with django_assert_num_queries(18):
        page = text(browser.get(at(ana)))

    assert page.split("<tbody>")[1].count('scope="row"') == n


def test_a_long_list_has_pages_and_a_map_that_can_be_read(ana: Person) -> None:
    for i in range(45):
        add(ana, f"Petra {i:02}", influence=i)

    first, second = (
        text(ana.browser.get(at(ana))),
        text(ana.browser.get(at(ana, "?page=2&sort=name"))),
    )

    assert first.count("data-place=") == MOST
    assert "the 40 with most influence of 45" in first
    assert "1 to 30 of 45" in first
    assert "Petra 44</a>" in second
    assert "Petra 29</a>" not in second


@pytest.mark.parametrize("influence", [0, 50, 100])
def test_people_at_one_place_do_not_cover_each_other(influence: int) -> None:
    spots = spots_of([stands(pk, influence, 50) for pk in range(12)])

    heights = sorted(spot.y for spot in spots)
    assert all(b - a >= STEP - 0.1 for a, b in pairwise(heights))
    assert heights[0] > TOP
    assert heights[-1] < TOP + HEIGHT


def test_an_empty_list_teaches(ana: Person, ben: Person) -> None:
    assert "Add the first" in text(ana.browser.get(at(ana)))
    assert "Contributors add people" in text(ben.browser.get(at(ben)))
    assert "Nobody matches" in text(ana.browser.get(at(ana, "?text=moon")))


def test_a_person_is_added_with_their_customer_and_changed(ana: Person) -> None:
    make_customer(ana.actor, "Sandhamra")
    new = at(ana, "new/")

    unknown = ana.browser.post(new, SAID | {"customer": "Port of Nowhere"})
    twice = [ana.browser.post(new, SAID | {"customer": "sandhamra"}) for _ in range(2)]
    ove = Stakeholder.objects.get()
    change = at(ana, f"{ove.pk}/change/")
    shown = text(ana.browser.get(change))
    ana.browser.post(change, SAID | {"customer": "Sandhamra", "title": "Cranes"})

    assert unknown.status_code == 422
    assert "A visit at night" in text(unknown)
    assert [answer.status_code for answer in twice] == [302, 422]
    assert 'value="Sandhamra"' in shown
    ove.refresh_from_db()
    assert (ove.title, ove.customer.name) == ("Cranes", "Sandhamra")
    assert "Sandhamra</a>" in text(ana.browser.get(at(ana, f"{ove.pk}/")))


def test_a_person_is_moved_by_one_post(ana: Person, ben: Person) -> None:
    petra = add(ana, "Petra Lang")
    place = at(ana, f"{petra.pk}/place/")

    kept = ana.browser.post(place, {"influence": 80, "interest": 20})
    wrong = [
        ana.browser.post(place, {"influence": said, "interest": 1}).status_code
        for said in ("", "x", "101")
    ]
    reader = ben.browser.post(place, {"influence": 1, "interest": 1})

    petra.refresh_from_db()
    assert (kept.status_code, wrong) == (204, [422, 422, 422])
    assert reader.status_code == 403
    assert (petra.influence, petra.interest) == (80, 20)


def test_what_cannot_be_kept_stays_in_its_form(ana: Person) -> None:
    petra = add(ana, "Petra Lang")
    here = f"{petra.pk}/"

    future = ana.browser.post(
        at(ana, here + "contact/"),
        {"on_date": "2999-01-01", "kind": "call", "words": "The third year"},
    )
    same = ana.browser.post(at(ana, here + "stance/"), {"stance": "open", "why": "Y"})
    nobody = ana.browser.post(
        at(ana, here + "listens/"), {"heeded_id": petra.pk, "weight": 3}
    )

    assert [a.status_code for a in (future, same, nobody)] == [422, 422, 422]
    assert "The third year" in text(future)
    assert "not come yet" in text(future)
    assert not ContactNote.objects.exists()
    assert not Listening.objects.exists()


def test_who_is_taken_off_is_found_and_put_back(ana: Person) -> None:
    petra = add(ana, "Petra Lang")
    remove = at(ana, f"{petra.pk}/remove/")

    ana.browser.post(remove)
    gone = text(ana.browser.get(at(ana, "?gone=on")))
    page = text(ana.browser.get(at(ana, f"{petra.pk}/")))
    ana.browser.post(remove)

    assert "Petra Lang</a>" in gone
    assert "1 person is off the lists" in gone
    assert "Put back on the lists" in page
    assert "Petra Lang</a>" in text(ana.browser.get(at(ana)))


def test_the_file_has_the_list_and_no_formula(ana: Person) -> None:
    add(ana, "=cmd")

    answer = ana.browser.get(at(ana, "people.csv"))

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0].removeprefix("\ufeff").startswith("name,position,company")
    assert lines[1].startswith("'=cmd")
