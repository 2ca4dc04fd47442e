"""People: places, stances, contacts, who listens to whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from leadline.accounts.models import Event
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.stakeholders import actions, queries
from leadline.stakeholders.models import Listening, Person
from leadline.stakeholders.types import PersonFilter, PersonIn
from tests.conftest import Person as Member

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


def add(who: Member, name: str = "Petra Lang", **fields: object) -> Person:
    fields.setdefault("function", "finance")
    return actions.create_person(actor=who.actor, person=PersonIn(name, **fields))


def heed(who: Member, listener: Person, heeded: Person, weight: int = 1) -> None:
    actions.set_listening(
        actor=who.actor, listener_id=listener.pk, heeded_id=heeded.pk, weight=weight
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
        ({"stance": "maybe"}, Invalid, "for it, open or against"),
        ({"wanted": "maybe"}, Invalid, "for it, open or against"),
        ({"influence": 101}, Invalid, "between 0 and 100"),
        ({"interest": -1}, Invalid, "between 0 and 100"),
        ({"cadence_days": 0}, Invalid, "1 to 730"),
        ({"owner_id": 99}, NotFound, "not a member"),
        ({"customer_id": 99}, NotFound, "customer"),
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


def test_who_sways_those_against_is_to_be_won_first(ana: Member) -> None:
    petra, jonas, ove = add(ana), add(ana, "Jonas Falk"), add(ana, "Ove Strand")
    heed(ana, jonas, petra, 3)
    heed(ana, ove, jonas)
    heed(ana, petra, ove)
    heed(ana, add(ana, "Mira", stance="for"), petra)

    rows = people(ana, sort="sway")

    assert rows[0].name == "Petra Lang"
    assert queries.headline(actor=ana.actor, people=rows) == (
        "Win Petra first: Jonas and Mira listen, and nobody has asked."
    )
    speak(ana, petra, 3)
    told = queries.headline(actor=ana.actor, people=people(ana))
    assert told == "Win Petra first: Jonas and Mira listen."


def test_nobody_sways_themselves_and_an_edge_is_there_once(ana: Member) -> None:
    petra, jonas = add(ana), add(ana, "Jonas")
    with pytest.raises(Invalid, match="themselves"):
        heed(ana, petra, petra)
    with pytest.raises(Invalid, match="strongly"):
        heed(ana, petra, jonas, 2)
    heed(ana, petra, jonas, 1)
    heed(ana, petra, jonas, 3)
    assert Listening.objects.get().weight == 3
    heed(ana, petra, jonas, 0)
    assert not Listening.objects.exists()


def test_a_change_of_mind_keeps_what_was_and_why(ana: Member) -> None:
    petra = add(ana, stance="against")
    for fields, failure in (
        ({"stance": "maybe", "why": "x"}, Invalid),
        ({"stance": "for", "why": " "}, Invalid),
        ({"stance": "against", "why": "x"}, Conflict),
    ):
        with pytest.raises(failure):
            actions.set_stance(actor=ana.actor, person_id=petra.pk, now=NOW, **fields)

    actions.set_stance(
        actor=ana.actor, person_id=petra.pk, stance="for", why="Saw the costs", now=NOW
    )

    page = queries.person_page(actor=ana.actor, person_id=petra.pk, on=TODAY)
    assert page.row.stance == "for"
    assert [(s.was, s.stance, s.why) for s in page.stances] == [
        ("against", "for", "Saw the costs")
    ]


def test_what_was_said_stays_out_of_the_log(ana: Member) -> None:
    speak(ana, add(ana), 1, note="Secret worry", words="Never again")

    told = [str(event.detail) for event in Event.objects.all()]
    assert not any("Secret" in line or "Never" in line for line in told)


def test_a_contact_is_not_in_the_future(ana: Member) -> None:
    with pytest.raises(Invalid, match="not come yet"):
        speak(ana, add(ana), -1)
    with pytest.raises(Invalid, match="how you spoke"):
        speak(ana, Person.objects.get(), 1, kind="telepathy")


def test_moving_and_removing(ana: Member) -> None:
    petra = add(ana)
    actions.move_person(actor=ana.actor, person_id=petra.pk, influence=80, interest=20)
    with pytest.raises(Invalid):
        actions.move_person(
            actor=ana.actor, person_id=petra.pk, influence=120, interest=20
        )
    assert (people(ana)[0].influence, people(ana)[0].interest) == (80, 20)
    actions.remove_person(actor=ana.actor, person_id=petra.pk)
    assert people(ana) == []
    actions.remove_person(actor=ana.actor, person_id=petra.pk)
    assert len(people(ana)) == 1


def test_who_is_off_the_lists_sways_nobody_and_can_be_found(ana: Member) -> None:
    petra, jonas, ove = add(ana), add(ana, "Jonas Falk"), add(ana, "Ove Strand")
    heed(ana, jonas, petra)
    heed(ana, ove, petra)
    actions.remove_person(actor=ana.actor, person_id=jonas.pk)

    page = queries.person_page(actor=ana.actor, person_id=petra.pk, on=TODAY)
    told = queries.headline(actor=ana.actor, people=people(ana))

    assert [edge.listener for edge in page.heeded_by] == ["Ove Strand"]
    assert [e.listener for e in queries.list_listening(actor=ana.actor)] == [
        "Ove Strand"
    ]
    assert told == "Win Petra first: Ove listens, and nobody has asked."
    assert [p.name for p in people(ana, gone=True)] == ["Jonas Falk"]


def test_among_those_to_be_won_the_silent_come_first(ana: Member) -> None:
    petra, jonas = add(ana, cadence_days=21), add(ana, "Jonas Falk", influence=90)
    heed(ana, petra, jonas, 3)
    speak(ana, petra, 34)
    speak(ana, jonas, 2)

    told = queries.headline(actor=ana.actor, people=people(ana))

    assert told == "Win Petra first: the silence is 34 days."
    assert queries.headline(actor=ana.actor, people=[]) == ""


def test_readers_change_nothing_and_strangers_find_nothing(
    ana: Member, ben: Member, cleo: Member
) -> None:
    petra = add(ana)
    for who, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            actions.change_person(
                actor=who.actor, person_id=petra.pk, person=PersonIn("P", "sales")
            )
        with pytest.raises(failure):
            speak(who, petra, 1)
        with pytest.raises(failure):
            actions.remove_person(actor=who.actor, person_id=petra.pk)
    assert people(cleo) == []
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

    with django_assert_num_queries(2):
        assert len(people(ana)) == n
    assert date.min
