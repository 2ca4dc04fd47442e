"""Options, the chair and stances are vouched for through every way of writing them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from leadline.accounts.actions import record, seal_records, set_up
from leadline.accounts.models import ChainHead, User
from leadline.accounts.queries import verify_record
from leadline.accounts.queries.seals import head_seal
from leadline.accounts.types import Actor, Role
from leadline.decisions import actions
from leadline.decisions.models import ChairWord, Decision, DecisionPerson, Option
from leadline.decisions.queries.hearing import seen_of
from leadline.decisions.types import OptionIn, Told
from leadline.evidence.actions import undo_import
from leadline.evidence.models import Feedback
from leadline.stakeholders.actions import create_person
from leadline.stakeholders.types import PersonIn
from tests.conftest import Person
from tests.decisions.making import NOW, make_decision, option_of, speak
from tests.evidence.test_imports import bring, piece


@pytest.fixture
def ines(db: None) -> Person:
    space, user = set_up(
        workspace_name="Harbour", owner_email="ines@harbour.example",
        owner_name="Ines", now=timezone.now(),
    )  # fmt: skip
    return Person(User.objects.get(pk=user), Actor(space, user, Role.OWNER, "test"))


def faults(person: Person) -> tuple[str, ...]:
    report = verify_record(workspace_id=person.actor.workspace_id)
    assert report.chain.is_whole
    return report.faults


def ask(person: Person, decision_id: int, stance: str, option_id: int) -> None:
    said = PersonIn("Ulla", "sales")
    who = create_person(actor=person.actor, person=said).pk
    named = {"actor": person.actor, "decision_id": decision_id, "person_id": who}
    actions.name_person(part="asked", now=NOW, **named)
    actions.hear_person(
        stance=stance, why="A year", now=NOW, option_id=option_id, **named
    )


def test_an_option_that_goes_takes_its_words_and_names_along(ines: Person) -> None:
    decision = make_decision(ines, "Build", "Buy", "Wait")
    speak(ines, decision, for_1="Point it at you", against_2="No third company")
    ask(ines, decision.pk, "against", option_of(decision).pk)
    assert faults(ines) == ()

    actions.change_decision(
        actor=ines.actor, decision_id=decision.pk, now=NOW,
        options=(OptionIn("Build"), OptionIn("Wait", "A year at most")),
    )  # fmt: skip

    assert (ChairWord.objects.count(), Option.objects.count()) == (0, 2)
    assert DecisionPerson.objects.get().option_id is None
    assert faults(ines) == ()
    Option.objects.filter(title="Wait").update(note="Never")
    [said] = faults(ines)
    assert said.startswith("The option")
    assert "was rewritten" in said


def test_what_is_said_and_taken_back_is_vouched_for(ines: Person) -> None:
    decision = make_decision(ines)
    speak(ines, decision, for_1="Point it at you", against_2="No third company")
    word = ChairWord.objects.order_by("pk")[0]
    own = {"actor": ines.actor, "decision_id": decision.pk, "now": NOW}
    actions.set_word(word_id=word.pk, side="neither", **own)
    assert faults(ines) == ()
    told = Told(
        feedback_ids=(word.feedback_id,),
        sides=((option_of(decision, "Build").pk, "for"),),
        seen=seen_of(actor=ines.actor, words=[ChairWord.objects.get(pk=word.pk)]),
    )

    saying = actions.say_words(told=told, **own)

    assert (ChairWord.objects.count(), faults(ines)) == (3, ())
    actions.take_back(saying_id=saying.pk, **own)
    assert (ChairWord.objects.count(), faults(ines)) == (2, ())
    ChairWord.objects.filter(pk=word.pk).update(state="proposed")
    assert len(faults(ines)) == 1
    actions.reject_the_rest(**own)
    assert faults(ines) == ()


def test_who_has_no_say_after_all_is_vouched_for(ines: Person) -> None:
    decision = make_decision(ines)
    ask(ines, decision.pk, "for", option_of(decision).pk)
    who = DecisionPerson.objects.get().person_id

    actions.drop_person(
        actor=ines.actor, decision_id=decision.pk, person_id=who, now=NOW
    )

    assert (DecisionPerson.objects.count(), faults(ines)) == (0, ())


def test_words_go_from_the_chair_with_an_import_and_not_without(ines: Person) -> None:
    decision = make_decision(ines)
    brought = bring(ines.actor, [piece("Slow", source_id="1")])
    buy = option_of(decision).pk
    put = {
        "actor": ines.actor,
        "decision_id": decision.pk,
        "option_id": buy,
        "now": NOW,
    }
    actions.add_word(feedback_id=Feedback.objects.get().pk, side="for", **put)

    undo_import(actor=ines.actor, import_id=brought.pk, now=NOW)

    assert (ChairWord.objects.count(), faults(ines)) == (0, ())
    bring(ines.actor, [piece("Slower", source_id="2")])
    actions.add_word(feedback_id=Feedback.objects.get().pk, side="for", **put)
    ChairWord.objects.all().delete()
    [said] = faults(ines)
    assert said.startswith("The place on a chair")
    assert "was taken out" in said


def test_a_log_of_before_vouches_for_parts_from_the_next_start_on(
    ines: Person,
) -> None:
    space = ines.actor.workspace_id
    decision = Decision(workspace_id=space, question="Build or buy?")
    decision.save()
    record(actor=ines.actor, verb="decisions.create_decision", subject=decision)
    Option(workspace_id=space, decision=decision, title="Buy").save()
    head = ChainHead.objects.get()
    head.tables = ""
    head.seal = head_seal(head.workspace_id, head.sequence, head.hash)
    head.save()

    before = verify_record(workspace_id=space)

    parts = {"decisions.chairword", "decisions.decisionperson", "decisions.option"}
    assert before.is_whole
    assert parts <= set(before.waiting)
    assert (seal_records(), seal_records()) == (1, 0)
    after = verify_record(workspace_id=space)
    assert (after.is_whole, after.waiting) == (True, ())
    Option.objects.update(title="Steal")
    assert len(faults(ines)) == 1


def test_who_has_no_key_cannot_say_that_a_table_is_not_vouched_for(
    ines: Person,
) -> None:
    make_decision(ines)
    ChainHead.objects.update(tables="")

    report = verify_record(workspace_id=ines.actor.workspace_id)

    assert "the end bears no seal" in report.chain.why
