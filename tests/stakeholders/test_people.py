"""People: who they are, contacts with them, silences."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.stakeholders import actions, queries
from leadline.stakeholders.models import Person
from leadline.stakeholders.types import PersonFilter, PersonIn
from tests.conftest import Person as Member
from tests.factories import as_row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


def add(who: Member, name: str = "Petra Lang", **fields: object) -> Person:
    fields.setdefault("function", "finance")
    return as_row(
        Person, actions.create_person(actor=who.actor, person=PersonIn(name, **fields))
    )


def speak(who: Member, person: Person, days_ago: int, **more: str) -> None:
    more.setdefault("kind", "call")
    day = TODAY - timedelta(days=days_ago)
    actions.log_contact(
        actor=who.actor, person_id=person.pk, on_date=day, today=TODAY, **more
    )


def people(who: Member, **only: object):
    found = PersonFilter(**only)
    return queries.list_people(actor=who.actor, only=found, on=TODAY)


@pytest.mark.parametrize(
    ("fields", "failure", "words"),
    [
        ({"name": " "}, Invalid, "name"),
        ({"function": "boss"}, Invalid, "what they do"),
        ({"cadence_days": 0}, Invalid, "1 to 730"),
        ({"owner_id": 99_999}, NotFound, "owner is not a member"),
        ({"account_id": 99_999}, NotFound, "account is not a member"),
        ({"customer_id": 99_999}, NotFound, "customer"),
        ({"name": "Jonas Falk"}, Conflict, "already"),
    ],
)
def test_who_cannot_be_is_refused(
    ana: Member, fields: dict, failure: type[Exception], words: str
) -> None:
    add(ana, "Jonas Falk")

    with pytest.raises(failure, match=words):
        add(ana, **{"name": "Petra Lang", **fields})


def test_the_longest_silence_comes_first_and_is_named(ana: Member) -> None:
    silent, recent = add(ana, "Ove", cadence_days=14), add(ana, "Tomasz")
    add(ana, "Petra", cadence_days=30)
    speak(ana, silent, 20)
    speak(ana, recent, 2)
    speak(ana, silent, 90)

    assert [p.name for p in people(ana)] == ["Petra", "Ove", "Tomasz"]
    assert [p.name for p in people(ana, silent=True)] == ["Petra", "Ove"]
    assert [p.days_silent for p in people(ana)] == [None, 20, 2]
    assert [p.name for p in people(ana, text="tom")] == ["Tomasz"]
    assert [p.name for p in people(ana, sort="name")] == ["Ove", "Petra", "Tomasz"]


def test_what_was_said_stays_out_of_the_log(ana: Member) -> None:
    speak(ana, add(ana), 1, note="Secret worry", words="Never again")

    told = [str(event.detail) for event in Event.objects.all()]
    assert not any("Secret" in line or "Never" in line for line in told)


def test_a_contact_is_not_in_the_future(ana: Member) -> None:
    with pytest.raises(Invalid, match="not come yet"):
        speak(ana, add(ana), -1)
    with pytest.raises(Invalid, match="how you spoke"):
        speak(ana, Person.objects.get(), 1, kind="telepathy")


def test_who_is_taken_off_the_lists_is_found_and_put_back(ana: Member) -> None:
    petra = add(ana)
    actions.remove_person(actor=ana.actor, person_id=petra.pk)
    assert people(ana).items == ()
    assert [p.name for p in people(ana, gone=True)] == ["Petra Lang"]
    actions.remove_person(actor=ana.actor, person_id=petra.pk)
    assert len(people(ana)) == 1


def test_without_a_judgement_the_headline_is_a_fact(ana: Member) -> None:
    silent = add(ana, cadence_days=14)
    assert queries.headline(actor=ana.actor, people=people(ana)) == (
        "Nobody has spoken to Petra yet."
    )
    speak(ana, silent, 34)
    assert queries.headline(actor=ana.actor, people=people(ana)) == (
        "Nobody has spoken to Petra for 34 days."
    )
    speak(ana, silent, 2)
    assert queries.headline(actor=ana.actor, people=people(ana)) == "Who has a say"
    assert queries.headline(actor=ana.actor, people=[]) == ""


def test_readers_change_nothing_and_strangers_find_nothing(
    ana: Member, ben: Member, cleo: Member
) -> None:
    petra = add(ana)
    for who, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            actions.change_person(actor=who.actor, person_id=petra.pk, name="P")
        with pytest.raises(failure):
            speak(who, petra, 1)
        with pytest.raises(failure):
            actions.remove_person(actor=who.actor, person_id=petra.pk)
    assert people(cleo).items == ()
    with pytest.raises(NotFound):
        queries.person_page(actor=cleo.actor, person_id=petra.pk, on=TODAY)


def test_people_are_found_by_their_address(ana: Member) -> None:
    add(ana, email="Petra@Harbour.example ")

    found = queries.find_by_email(
        actor=ana.actor, emails=["petra@harbour.example", "", "x@y.example"]
    )
    assert [p.name for p in found.values()] == ["Petra Lang"]


@pytest.mark.parametrize("n", [1, 3])
def test_lists_take_the_same_queries_for_any_number(
    ana: Member, n: int, django_assert_num_queries: object
) -> None:
    for i in range(n):
        add(ana, f"Person {i}")

    with django_assert_num_queries(1):
        assert len(people(ana)) == n
    assert date.min
