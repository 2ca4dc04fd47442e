"""Hearing words one by one: what is said, what is not, undo, and two at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadline.accounts.models import Event
from leadline.decisions import actions
from leadline.decisions.models import ChairWord, Saying
from leadline.decisions.types import Told
from leadline.evidence.models import Feedback
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.conftest import Person
from tests.decisions.hearing import hearing, stands, tell, wait, words_waiting
from tests.decisions.making import NOW, make_customer, make_decision, option_of


def test_the_surest_word_comes_first_and_what_is_left_for_later_last(
    ana: Person,
) -> None:
    made = words_waiting(ana)
    first = hearing(ana, made).word

    then = hearing(ana, made, later=[first.feedback_id])
    kept = hearing(ana, made, later=[first.feedback_id], at=first.feedback_id)

    assert "number 0" in first.words
    assert ("number 1" in then.word.words, then.left, then.total) == (True, 3, 3)
    assert kept.word.feedback_id == first.feedback_id, "somebody still speaks to it"


def test_what_is_said_stands_under_the_name_and_nothing_else_does(ana: Person) -> None:
    made = words_waiting(ana, 1)
    build, buy = option_of(made, "Build"), option_of(made)
    word = ChairWord.objects.get()
    ChairWord.objects.create(
        workspace_id=word.workspace_id, decision=made, option=build,
        feedback=word.feedback, side="for", guess="for", guess_by="ours", chance=0.7,
    )  # fmt: skip

    tell(ana, made, (buy, "against"))

    assert stands(made) == {
        ("Buy", "against", "confirmed", "ana"),
        ("Build", "neither", "unsaid", ""),
    }
    assert hearing(ana, made).word is None
    assert hearing(ana, made).heard == 1


def test_off_the_subject_is_off_for_every_option(ana: Person) -> None:
    made = words_waiting(ana, 1)

    tell(ana, made, is_off=True)

    assert stands(made) == {("Buy", "neither", "rejected", "ana")}
    assert hearing(ana, made).chair.words == []


def test_one_can_stay_on_a_word_and_speak_to_another_option(ana: Person) -> None:
    made = words_waiting(ana, 1)

    tell(ana, made, (option_of(made), "for"), stays=True)
    pk = Feedback.objects.get().pk
    still = hearing(ana, made, at=pk)
    tell(ana, made, (option_of(made, "Build"), "against"), shown=still)

    assert still.word.said == {option_of(made).pk: "for"}
    assert {(o, s) for o, s, *_ in stands(made)} == {
        ("Buy", "for"),
        ("Build", "against"),
    }


def test_going_on_without_a_side_says_nothing(ana: Person) -> None:
    made = words_waiting(ana, 1)

    tell(ana, made)

    assert stands(made) == {("Buy", "neither", "unsaid", "")}


def test_undo_puts_everything_back_as_often_as_one_likes(ana: Person) -> None:
    made = words_waiting(ana)
    build = option_of(made, "Build")
    said = [
        tell(ana, made, (build, "for")),
        tell(ana, made, is_off=True),
        tell(ana, made, (option_of(made), "neither")),
    ]

    for saying in reversed(said):
        actions.take_back(
            actor=ana.actor, decision_id=made.pk, saying_id=saying.pk, now=NOW
        )

    assert stands(made) == set()
    assert (hearing(ana, made).left, ChairWord.objects.count()) == (3, 3)
    assert not Saying.objects.exists()
    last = Event.objects.order_by("-pk").first()
    assert last.verb == "decisions.take_back"


def test_a_whole_customer_is_heard_at_once(ana: Person) -> None:
    made = make_decision(ana, "Build", "Buy")
    port = make_customer(ana, "Port of Ås", "Ports", 100)
    for n in range(3):
        wait(ana, made, f"Berth {n} is never where the screen says", port)
    other = make_customer(ana, "Lock Nine", "Locks", 100)
    wait(ana, made, "The lock has no login at all", other)

    shown = hearing(ana, made, customer_id=port.pk)
    tell(ana, made, (option_of(made), "against"), shown=shown)

    assert (len(shown.words), shown.of_customer, shown.guesses) == (3, 3, ())
    after = hearing(ana, made)
    assert (after.left, after.word.customer) == (1, "Lock Nine")
    assert len(after.chair.words) == 3


def test_nobody_speaks_over_another(ana: Person, olu: Person) -> None:
    made = words_waiting(ana)
    shown = hearing(ana, made)
    tell(olu, made, (option_of(made), "for"))

    with pytest.raises(Conflict, match="olu heard these words a moment ago"):
        tell(ana, made, (option_of(made), "against"), shown=shown)

    assert stands(made) == {("Buy", "for", "confirmed", "olu")}
    with pytest.raises(NotFound, match="nothing of yours"):
        actions.take_back(
            actor=ana.actor,
            decision_id=made.pk,
            saying_id=Saying.objects.get().pk,
            now=NOW,
        )


def test_undo_stops_where_somebody_else_spoke_since(ana: Person, olu: Person) -> None:
    made = words_waiting(ana, 1)
    saying = tell(ana, made, (option_of(made), "for"))
    word = ChairWord.objects.get()
    actions.set_word(
        actor=olu.actor, decision_id=made.pk, word_id=word.pk, side="against", now=NOW
    )

    with pytest.raises(Conflict, match="Somebody else spoke"):
        actions.take_back(
            actor=ana.actor, decision_id=made.pk, saying_id=saying.pk, now=NOW
        )

    assert stands(made) == {("Buy", "against", "confirmed", "olu")}


def test_the_same_press_twice_counts_once(ana: Person) -> None:
    made = words_waiting(ana)
    shown = hearing(ana, made)
    tell(ana, made, (option_of(made), "for"), shown=shown)

    with pytest.raises(Conflict, match="looked at elsewhere"):
        tell(ana, made, (option_of(made), "for"), shown=shown)

    assert hearing(ana, made).left == 2


def test_every_other_way_in_is_shut(ana: Person, ben: Person, cleo: Person) -> None:
    made, other = words_waiting(ana), make_decision(ana, question="Another?")
    for person, fault in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(fault):
            tell(person, made, is_off=True, shown=hearing(ana, made))
    with pytest.raises(Invalid, match="neither"):
        tell(ana, made, (option_of(made), "above"))
    with pytest.raises(NotFound):
        tell(ana, made, (option_of(other), "for"))
    told = Told(feedback_ids=(10**6,), seen="")
    with pytest.raises(NotFound, match="not on this chair"):
        actions.say_words(actor=ana.actor, decision_id=made.pk, told=told, now=NOW)

    assert stands(made) == set()


def test_what_can_be_undone_goes_with_the_day(ana: Person) -> None:
    made = words_waiting(ana, 2)
    tell(ana, made, (option_of(made), "for"))
    tell(ana, made, (option_of(made), "for"), now=NOW + timedelta(days=1))
    assert Saying.objects.count() == 2

    made = words_waiting(ana, 1)
    tell(ana, made, is_off=True, now=NOW + timedelta(days=1, seconds=1))

    assert Saying.objects.count() == 2, "the first is older than a day"


def test_the_customer_speaks_and_what_they_said_before_stands_beside(
    ana: Person,
) -> None:
    made = make_decision(ana, "Build", "Buy")
    port = make_customer(ana, "Port of Ås", "Ports", 100)
    heard = wait(ana, made, "Our own login or none", port, strength=0.9)
    tell(ana, made, (option_of(made), "against"))
    word = wait(ana, made, "They would go back to paper", port)
    Feedback.objects.filter(pk=word.feedback_id).update(
        author="Tove Lind", speech="reported", noted_by="Ines Moreau"
    )

    shown = hearing(ana, made)

    assert (shown.word.speaker, shown.word.noted_by) == ("Tove Lind", "Ines Moreau")
    assert shown.word.is_reported
    assert [e.feedback_id for e in shown.earlier] == [heard.feedback_id]
    assert shown.earlier[0].stands == (("against", "Buy"),)
