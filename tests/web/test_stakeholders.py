"""Pages of stakeholders: the list and map, one person, what is said of them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from leadline.stakeholders import actions
from leadline.stakeholders.models import ContactNote, Judgement, Listening
from leadline.stakeholders.models import Person as Stakeholder
from leadline.stakeholders.types import (
    Function,
    Judged,
    JudgementIn,
    PersonIn,
    PersonRow,
    Stance,
)
from leadline.web.stakeholders.map import (
    HEIGHT,
    MOST,
    NAMED,
    STEP,
    TOP,
    spots_of,
)
from tests.conftest import Person
from tests.factories import as_row, make_customer

pytestmark = pytest.mark.django_db
SAID = {"name": "Ove Strand", "function": "customer", "title": "Night harbour master"}
THOUGHT = {
    "stance": "against", "wanted": "for", "influence": 60, "interest": 70,
    "wants": "A visit at night",
}  # fmt: skip


def at(person: Person, path: str = "") -> str:
    return f"/w/{person.actor.workspace_id}/stakeholders/{path}"


def add(who: Person, name: str, **fields: Any) -> Stakeholder:
    said = PersonIn(name, "finance", **fields)
    return as_row(Stakeholder, actions.create_person(actor=who.actor, person=said))


def judge(who: Person, person: Stakeholder, **said: Any) -> None:
    actions.judge_person(
        actor=who.actor, person_id=person.pk, judgement=JudgementIn(**said),
        now=datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip


def text(answer: Any) -> str:
    return answer.content.decode()


def stands(pk: int, influence: int, interest: int, name: str = "") -> PersonRow:
    judged = Judged(
        id=pk, author_id=1, author="Ana", is_mine=True, influence=influence,
        interest=interest, stance=Stance.OPEN, wanted=Stance.FOR, wants="", worries="",
        next_move="", sway=0,
    )  # fmt: skip
    return PersonRow(
        id=pk, version=1, name=name or str(pk), title="", organisation="",
        function=Function.SALES,
        is_organisation=False, owner="", owner_id=None, email="", customer_id=None,
        customer="", is_archived=False, last_contact=None, days_silent=None,
        cadence_days=None, account_id=None, judged=judged,
    )  # fmt: skip


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: Any
) -> None:
    for i in range(n):
        judge(ana, add(ana, f"Petra {i}"))

    browser = ana.browser
    with django_assert_num_queries(30):
        page = text(browser.get(at(ana)))

    assert page.split("<tbody>")[1].split("</tbody>")[0].count('scope="row"') == n


def test_a_long_list_has_pages_and_a_map_that_can_be_read(ana: Person) -> None:
    for i in range(MOST + 1):
        judge(ana, add(ana, f"Petra {i:02}"), influence=i)

    first, second = (
        text(ana.browser.get(at(ana))),
        text(ana.browser.get(at(ana, "?page=2&sort=name"))),
    )

    assert first.count("data-place=") == MOST
    assert first.count('class="is-small"') == MOST - NAMED
    assert f"{MOST} of {MOST + 1} people are on the map" in first
    assert f"12 of {MOST} named" in first
    assert "1 to 30 of 61" in first
    assert "Petra 44</a>" in second
    assert "Petra 29</a>" not in second


@pytest.mark.parametrize("influence", [0, 50, 100])
def test_people_at_one_place_do_not_cover_each_other(influence: int) -> None:
    spots = spots_of([stands(pk, influence, 50) for pk in range(20)])

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
    shown = text(ana.browser.get(at(ana, f"{ove.pk}/values/customer/")))
    ana.browser.post(at(ana, f"{ove.pk}/values/title/"), {"title": "Cranes"})

    assert unknown.status_code == 422
    assert "Night harbour master" in text(unknown)
    assert [answer.status_code for answer in twice] == [302, 422]
    assert 'value="Sandhamra"' in shown
    ove.refresh_from_db()
    assert (ove.title, ove.customer.name) == ("Cranes", "Sandhamra")
    assert "Sandhamra</a>" in text(ana.browser.get(at(ana, f"{ove.pk}/")))


def test_a_judgement_is_written_on_a_page_of_its_own(
    ana: Person, olu: Person, ben: Person
) -> None:
    ove = add(ana, "Ove Strand")
    page, here = at(ana, f"{ove.pk}/"), at(ana, f"{ove.pk}/judgement/")

    asked = text(ana.browser.get(page))
    wrong = ana.browser.post(here, THOUGHT | {"influence": 101})
    share = THOUGHT | {"shared_with": [ben.actor.user_id]}
    kept = ana.browser.post(here, share)
    again = text(ana.browser.get(here))

    assert "You have written no judgement of Ove Strand" in asked
    assert wrong.status_code == 422
    assert "A visit at night" in text(wrong)
    assert kept.status_code == 302
    assert "A visit at night" in again
    assert f'value="{ben.actor.user_id}" checked' in " ".join(again.split())
    assert "Only you see this; shared with ben" in text(ana.browser.get(page))
    assert "s judgement</h2>" in text(ben.browser.get(page))
    assert "A visit at night" in text(ben.browser.get(page))
    assert "A visit at night" not in text(olu.browser.get(page))
    assert ben.browser.get(here).status_code == 403


def test_the_list_has_a_reading_only_for_who_may_read_one(
    ana: Person, olu: Person
) -> None:
    petra = add(ana, "Petra Lang")
    judge(ana, petra, stance="against")

    own, other = text(ana.browser.get(at(ana))), text(olu.browser.get(at(olu)))
    asked = olu.browser.get(at(olu, f"?by={ana.actor.user_id}&sort=influence"))

    assert "Your reading" in own
    assert "data-people-map" in own
    assert "reading" not in other.lower()
    assert "data-people-map" not in other
    assert "Stance" not in other
    assert asked.status_code == 200
    assert "data-people-map" not in text(asked)
    assert "Win Petra first" not in other


def test_sharing_is_given_and_taken_back_by_name(ana: Person, ben: Person) -> None:
    petra = add(ana, "Petra Lang", email="ben@example.com")
    for person in (petra, add(ana, "Jonas Falk")):
        judge(ana, person)
    here = at(ana, "sharing/")

    ana.browser.post(here, {"user_id": ben.actor.user_id, "share": "yes"})
    shown = text(ana.browser.get(here))
    theirs = text(ben.browser.get(at(ben)))
    ana.browser.post(here, {"user_id": ben.actor.user_id, "share": "no"})

    assert "reads some or all of it" in shown
    assert theirs.count("data-id=") == 1
    assert "s reading" in theirs
    assert "data-place=" not in theirs
    assert "data-id=" not in text(ben.browser.get(at(ben)))
    assert ben.browser.get(at(ben, "sharing/")).status_code == 403


def test_a_person_is_moved_by_one_post(ana: Person, ben: Person) -> None:
    petra = add(ana, "Petra Lang")
    place = at(ana, f"{petra.pk}/place/")

    kept = ana.browser.post(place, {"influence": 80, "interest": 20})
    wrong = [
        ana.browser.post(place, {"influence": said, "interest": 1}).status_code
        for said in ("", "x", "101")
    ]
    reader = ben.browser.post(place, {"influence": 1, "interest": 1})

    one = Judgement.objects.get(person=petra)
    assert (kept.status_code, wrong) == (204, [422, 422, 422])
    assert reader.status_code == 403
    assert (one.influence, one.interest) == (80, 20)


def test_who_notes_a_talk_is_told_who_reads_it(ana: Person, ben: Person) -> None:
    petra = add(ana, "Petra Lang")
    told = "Everybody in this workspace reads it."
    assert told in ana.browser.get(at(ana, f"{petra.pk}/")).content.decode()
    reader = ben.browser.get(at(ben, f"{petra.pk}/")).content.decode()
    assert told not in reader, "who only reads has no form"


def test_what_cannot_be_kept_stays_in_its_form(ana: Person) -> None:
    petra = add(ana, "Petra Lang")
    judge(ana, petra)
    here = f"{petra.pk}/"

    future = ana.browser.post(
        at(ana, here + "contact/"),
        {"on_date": "2199-01-01", "kind": "call", "words": "The third year"},
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


def test_the_file_has_the_list_and_no_formula(ana: Person, olu: Person) -> None:
    judge(ana, add(ana, "=cmd"), stance="against")

    def lines(who: Person) -> list[str]:
        answer = who.browser.get(at(who, "people.csv"))
        return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert lines(ana)[0].startswith("name,position,company")
    assert lines(ana)[0].endswith("sway,in the eyes of")
    assert lines(ana)[1].startswith("'=cmd")
    assert "Against" in lines(ana)[1]
    assert lines(olu)[0].endswith("last contact")
    assert "Against" not in lines(olu)[1]
