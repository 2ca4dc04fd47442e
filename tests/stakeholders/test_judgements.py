"""What one thinks of people: one's own, shared by name, never with whom it is about."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from leadline.accounts import actions as accounts
from leadline.accounts.models import Event
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.stakeholders import actions, queries
from leadline.stakeholders.models import (
    Judgement,
    JudgementShare,
    Listening,
    Person,
)
from leadline.stakeholders.types import Judged, JudgementIn, PersonIn
from tests.conftest import Person as Member
from tests.factories import as_row
from tests.stakeholders.test_people import NOW, TODAY, add, people, speak

pytestmark = pytest.mark.django_db


def judge(who: Member, person: Person, **said: Any) -> Judgement:
    return as_row(
        Judgement,
        actions.judge_person(
            actor=who.actor, person_id=person.pk, judgement=JudgementIn(**said), now=NOW
        ),
    )


def known(who: Member, name: str, **said: Any) -> Person:
    person = add(who, name)
    judge(who, person, **said)
    return person


def heed(who: Member, listener: Person, heeded: Person, weight: int = 1) -> None:
    actions.set_listening(
        actor=who.actor, listener_id=listener.pk, heeded_id=heeded.pk, weight=weight
    )


def read(who: Member, person: Person) -> list[Judged]:
    return queries.judgements_of(actor=who.actor, person_id=person.pk)


def mine(who: Member, **only: object):
    return people(who, by=who.actor.user_id, **only)


def told(who: Member) -> str:
    return queries.headline(actor=who.actor, people=mine(who))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"stance": "maybe"}, "for it, open or against"),
        ({"wanted": "maybe"}, "for it, open or against"),
        ({"influence": 101}, "between 0 and 100"),
        ({"interest": -1}, "between 0 and 100"),
        ({"shared_with": (99,)}, "other members"),
    ],
)
def test_what_cannot_be_thought_is_refused(ana: Member, said: dict, words: str) -> None:
    petra = add(ana)
    with pytest.raises(Invalid, match=words):
        judge(ana, petra, **said)
    assert not Judgement.objects.exists()


@pytest.mark.parametrize("place", [0, 100])
def test_the_ends_of_the_map_are_on_it(ana: Member, place: int) -> None:
    judge(ana, add(ana), influence=place, interest=place)
    assert mine(ana)[0].judged.influence == place


def test_only_its_author_and_whom_they_name_reads_a_judgement(
    ana: Member, olu: Member, ben: Member, cleo: Member
) -> None:
    petra = add(ana)
    judge(ana, petra, worries="Costs", shared_with=(ben.actor.user_id,))

    assert [one.worries for one in read(ana, petra)] == ["Costs"]
    assert [one.worries for one in read(ben, petra)] == ["Costs"]
    assert read(olu, petra) == []
    assert read(cleo, petra) == []
    assert queries.list_readings(actor=olu.actor) == []
    # Not even by asking for it by its author.
    assert [p.judged for p in people(olu, by=ana.actor.user_id)] == [None]
    assert people(olu, by=ana.actor.user_id, stance="open").items == ()
    # With whom else it is shared is told to its author alone.
    assert read(ana, petra)[0].shared_with == ((ben.actor.user_id, "ben"),)
    assert read(ben, petra)[0].shared_with == ()

    judge(ana, petra, worries="Costs")
    assert read(ben, petra) == []


LINKS = {
    "account": lambda who: {"account_id": who.actor.user_id},
    "address": lambda who: {"email": "OLU@example.com"},
}


@pytest.mark.parametrize("link", LINKS)
def test_it_is_never_shared_with_whom_it_is_about(
    ana: Member, olu: Member, ben: Member, link: str
) -> None:
    petra = add(ana, **LINKS[link](olu))

    with pytest.raises(Invalid, match="never with the person"):
        judge(ana, petra, shared_with=(olu.actor.user_id,))

    other = add(ana, "Jonas Falk")
    judge(ana, petra, worries="Costs")
    judge(ana, other, worries="Dates")
    done = actions.share_judgements(
        actor=ana.actor, user_id=olu.actor.user_id, is_shared=True
    )
    assert done == (1, 1)
    assert read(olu, petra) == []
    assert [one.worries for one in read(olu, other)] == ["Dates"]
    assert [r.people for r in queries.list_readings(actor=olu.actor)] == [1]


@pytest.mark.parametrize("link", LINKS)
def test_who_turns_out_to_be_them_reads_it_no_more(
    ana: Member, olu: Member, link: str
) -> None:
    petra = add(ana)
    judge(ana, petra, shared_with=(olu.actor.user_id,))
    assert len(read(olu, petra)) == 1

    said = PersonIn("Petra Lang", "finance", **LINKS[link](olu))
    actions.change_person(actor=ana.actor, person_id=petra.pk, **asdict(said))

    assert read(olu, petra) == []
    assert not JudgementShare.objects.exists()


@pytest.mark.parametrize("link", LINKS)
def test_nobody_says_of_themselves_that_they_are_somebody_else(
    ana: Member, olu: Member, link: str
) -> None:
    said = {"function": "finance", **LINKS[link](olu)}
    petra = add(ana, **said)
    judge(ana, petra, worries="Costs")

    for name in ("Petra Lang", "P. Lang"):
        with pytest.raises(NotAllowed, match="ask a colleague"):
            actions.change_person(
                actor=olu.actor, person_id=petra.pk, **asdict(PersonIn(name, "finance"))
            )

    share = {"user_id": olu.actor.user_id, "is_shared": True}
    assert actions.share_judgements(actor=ana.actor, **share) == (0, 1)
    told = PersonIn("P. Lang", title="Head of finance", **said)
    actions.change_person(actor=olu.actor, person_id=petra.pk, **asdict(told))
    actions.change_person(
        actor=ana.actor, person_id=petra.pk, **asdict(PersonIn("Petra Lang", "finance"))
    )
    assert read(olu, petra) == []


def test_who_says_that_it_is_them_loses_it_for_good(ana: Member, olu: Member) -> None:
    petra = add(ana)
    judge(ana, petra, shared_with=(olu.actor.user_id,))

    said = PersonIn("Petra Lang", "finance", email="olu@example.com")
    actions.change_person(actor=olu.actor, person_id=petra.pk, **asdict(said))

    assert not JudgementShare.objects.exists()


def test_an_address_of_ones_own_hides_it_and_tells_nobody(
    ana: Member, olu: Member
) -> None:
    petra = add(ana, email="olu@private.example")
    judge(ana, petra, shared_with=(olu.actor.user_id,))
    assert len(read(olu, petra)) == 1

    accounts.add_address(actor=olu.actor, email="olu@private.example")

    assert read(olu, petra) == []
    judge(ana, petra, shared_with=(olu.actor.user_id,))
    assert read(olu, petra) == []


def test_one_judges_others_not_oneself_and_what_one_wrote_before_is_hidden(
    ana: Member,
) -> None:
    me = add(ana)
    judge(ana, me, worries="Costs")
    said = PersonIn("Petra Lang", "finance", account_id=ana.actor.user_id)
    actions.change_person(actor=ana.actor, person_id=me.pk, **asdict(said))

    assert read(ana, me) == []
    with pytest.raises(NotAllowed, match="not oneself"):
        judge(ana, me)
    page = queries.person_page(actor=ana.actor, person_id=me.pk, on=TODAY)
    assert page.is_you


def test_a_name_alone_tells_who_it_is_where_nothing_else_does(
    ana: Member, olu: Member
) -> None:
    accounts.change_profile(
        actor=olu.actor, name="Petra Lang", timezone="UTC", theme="system"
    )
    petra, other = add(ana), add(ana, organisation="Elbe", email="p@elbe.example")
    judge(ana, other, shared_with=(olu.actor.user_id,))

    with pytest.raises(Invalid, match="never with the person"):
        judge(ana, petra, shared_with=(olu.actor.user_id,))
    assert len(read(olu, other)) == 1


def test_two_authors_think_for_themselves(ana: Member, olu: Member) -> None:
    petra = add(ana)
    judge(ana, petra, stance="against", shared_with=(olu.actor.user_id,))
    judge(olu, petra, stance="for")

    assert [one.stance for one in read(olu, petra)] == ["for", "against"]
    assert [one.stance for one in read(ana, petra)] == ["against"]
    readings = queries.list_readings(actor=olu.actor)
    assert [r.is_mine for r in readings] == [True, False]


def test_a_tie_is_read_by_who_may_read_both_its_ends(ana: Member, ben: Member) -> None:
    petra, jonas = add(ana), add(ana, "Jonas Falk")
    judge(ana, petra, shared_with=(ben.actor.user_id,))
    judge(ana, jonas)
    heed(ana, jonas, petra)
    author = ana.actor.user_id

    assert queries.list_listening(actor=ben.actor, author_id=author) == []
    assert read(ben, petra)[0].heeded_by == []
    judge(ana, jonas, shared_with=(ben.actor.user_id,))
    assert len(queries.list_listening(actor=ben.actor, author_id=author)) == 1


def test_the_log_says_that_something_was_written_and_nothing_more(
    ana: Member, olu: Member
) -> None:
    petra, jonas = add(ana), add(ana, "Jonas Falk")
    known_lines = Event.objects.count()
    judge(ana, petra, stance="against", worries="Quagga", influence=91)
    actions.move_person(actor=ana.actor, person_id=petra.pk, influence=92, interest=3)
    actions.set_stance(
        actor=ana.actor, person_id=petra.pk, stance="for", why="Quagga", now=NOW
    )
    heed(ana, jonas, petra, 3)
    actions.share_judgements(actor=ana.actor, user_id=olu.actor.user_id, is_shared=True)

    lines = list(Event.objects.order_by("sequence")[known_lines:])
    assert len(lines) == 5
    assert all(line.subject.startswith("stakeholders.judgement:") for line in lines)
    assert [line.detail for line in lines] == [{}, {}, {}, {}, {"is_shared": True}]


def test_who_sways_those_against_is_to_be_won_first(ana: Member) -> None:
    petra, jonas = known(ana, "Petra Lang"), known(ana, "Jonas Falk")
    ove = known(ana, "Ove Strand")
    heed(ana, jonas, petra, 3)
    heed(ana, ove, jonas)
    heed(ana, petra, ove)
    heed(ana, known(ana, "Mira", stance="for"), petra)

    assert mine(ana, sort="sway")[0].name == "Petra Lang"
    assert told(ana) == "Win Petra first: Jonas and Mira listen, and nobody has asked."
    speak(ana, petra, 3)
    assert told(ana) == "Win Petra first: Jonas and Mira listen."


def test_among_those_to_be_won_the_silent_come_first(ana: Member) -> None:
    petra = add(ana, cadence_days=21)
    judge(ana, petra)
    jonas = known(ana, "Jonas Falk", influence=90)
    heed(ana, petra, jonas, 3)
    speak(ana, petra, 34)
    speak(ana, jonas, 2)

    assert told(ana) == "Win Petra first: no talk is noted for 34 days."


def test_who_is_off_the_lists_sways_nobody(ana: Member) -> None:
    petra, jonas = known(ana, "Petra Lang"), known(ana, "Jonas Falk")
    ove = known(ana, "Ove Strand")
    heed(ana, jonas, petra)
    heed(ana, ove, petra)
    actions.remove_person(actor=ana.actor, person_id=jonas.pk)

    assert [t.listener for t in read(ana, petra)[0].heeded_by] == ["Ove Strand"]
    assert told(ana) == "Win Petra first: Ove listens, and nobody has asked."


def test_nobody_sways_themselves_and_a_tie_is_there_once(ana: Member) -> None:
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
    petra = known(ana, "Petra Lang", stance="against")
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
    judge(ana, petra, stance="open")

    found = read(ana, petra)[0]
    assert found.stance == "open"
    assert {(s.was, s.stance, s.why) for s in found.stances} == {
        ("against", "for", "Saw the costs"), ("for", "open", ""),
    }  # fmt: skip


def test_minds_are_counted_in_ones_own_eyes(ana: Member, olu: Member) -> None:
    petra = add(ana, owner_id=ana.actor.user_id)
    judge(ana, petra, stance="against")
    judge(olu, petra, stance="against")
    assert queries.minds_won(actor=ana.actor) == 0
    actions.set_stance(
        actor=ana.actor, person_id=petra.pk, stance="for", why="Costs", now=NOW
    )
    assert queries.minds_won(actor=ana.actor) == 1
    assert queries.minds_won(actor=olu.actor) == 0


def test_readers_and_strangers_judge_nobody(
    ana: Member, ben: Member, cleo: Member
) -> None:
    petra = add(ana)
    for who, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            judge(who, petra)
        with pytest.raises(failure):
            actions.move_person(
                actor=who.actor, person_id=petra.pk, influence=1, interest=1
            )
        with pytest.raises(failure):
            heed(who, petra, petra if who is ben else add(cleo, "Jonas"))
    with pytest.raises(Invalid, match="another member"):
        actions.share_judgements(
            actor=ana.actor, user_id=cleo.actor.user_id, is_shared=True
        )
    with pytest.raises(Invalid, match="another member"):
        actions.share_judgements(
            actor=ana.actor, user_id=ana.actor.user_id, is_shared=True
        )


def test_sharing_all_is_taken_back(ana: Member, ben: Member) -> None:
    petra = known(ana, "Petra Lang")
    for is_shared, seen in ((True, 1), (True, 1), (False, 0)):
        done = actions.share_judgements(
            actor=ana.actor, user_id=ben.actor.user_id, is_shared=is_shared
        )
        assert done == (1, 0)
        assert len(read(ben, petra)) == seen


@pytest.mark.parametrize("n", [1, 3])
def test_lists_take_the_same_queries_for_any_number(
    ana: Member, n: int, django_assert_num_queries: Any
) -> None:
    for i in range(n):
        judge(ana, add(ana, f"Person {i}"), influence=50 + i)

    with django_assert_num_queries(5):
        assert len(mine(ana, sort="influence")) == n
    assert mine(ana, sort="influence")[0].judged.influence == 49 + n
