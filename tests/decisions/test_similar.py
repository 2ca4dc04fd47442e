"""Which past decisions are near a question, and what is told of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadline.decisions import actions
from leadline.decisions.models import Decision, Option
from leadline.decisions.queries import decided_before
from leadline.decisions.types import PredictionIn
from leadline.evidence.actions import create_need
from leadline.foundation.errors import NotFound
from tests.conftest import Person
from tests.decisions.making import NOW, REASON, make_decision

pytestmark = pytest.mark.django_db
SIGN_ON = "Buy sign-on, or build it ourselves?"


def close(who: Person, made: Decision) -> None:
    """Take a decision for its first option, around a chair that stayed empty."""
    Decision.objects.filter(pk=made.pk).update(chair_verdict="empty")
    actions.hear_chair(actor=who.actor, decision_id=made.pk, now=NOW)
    actions.decide(
        actor=who.actor, decision_id=made.pk, now=NOW, because="it is better",
        option_id=Option.objects.filter(decision=made).earliest("pk").pk,
        override=REASON,
    )  # fmt: skip


def taken(who: Person, question: str, *titles: str, **said: object) -> Decision:
    made = make_decision(who, *titles, question=question, **said)
    close(who, made)
    return Decision.objects.get(pk=made.pk)


def found(who: Person, question: str, options: str = "") -> list[str]:
    return [
        one.row.question
        for one in decided_before(actor=who.actor, question=question, options=options)
    ]


def test_a_question_asked_again_finds_what_was_decided(ana: Person) -> None:
    taken(ana, "Charge by head or by planner?", "By head", "By planner")
    taken(ana, "Which language next?", "Polish", "Arabic")

    assert found(ana, "Price per head or per planner?") == [
        "Charge by head or by planner?"
    ]
    assert found(ana, "Rename the product?") == []
    assert found(ana, "") == []


def test_options_make_a_question_clearer(ana: Person) -> None:
    taken(ana, "Which language next?", "Polish", "Arabic")

    asked = "What do we do for hospitals abroad?"
    assert found(ana, asked) == []
    assert found(ana, asked, "Polish language\nArabic language") == [
        "Which language next?"
    ]


def test_only_what_was_taken_is_past(ana: Person) -> None:
    make_decision(ana, question=SIGN_ON)
    taken(ana, "Sign-on: buy or build?", "Buy", "Build")

    assert found(ana, SIGN_ON) == ["Sign-on: buy or build?"]
    still = decided_before(actor=ana.actor, question=SIGN_ON, is_open=True)
    assert [one.row.question for one in still] == [SIGN_ON]


def test_nothing_of_another_company_is_near(ana: Person, cleo: Person) -> None:
    past = taken(ana, SIGN_ON)

    assert found(cleo, SIGN_ON) == []
    with pytest.raises(NotFound):
        decided_before(actor=cleo.actor, decision_id=past.pk)


def test_a_reader_is_told_as_well(ana: Person, ben: Person) -> None:
    taken(ana, SIGN_ON)

    assert found(ben, SIGN_ON) == [SIGN_ON]


def test_a_need_that_both_touch_is_enough(ana: Person) -> None:
    need = create_need(actor=ana.actor, statement="Sign in with a badge", now=NOW)
    past = taken(ana, "Who answers at night?", "We do", "They do", need_ids=(need.pk,))
    made = make_decision(
        ana, "To €7", "Not now", question="Raise the price?", need_ids=(need.pk,)
    )

    told = decided_before(actor=ana.actor, decision_id=made.pk)

    assert [(one.row.id, one.is_alike) for one in told] == [(past.pk, False)]
    assert [link.title for link in told[0].shared] == ["Sign in with a badge"]


def test_it_is_told_what_was_expected_came_out_and_was_learned(ana: Person) -> None:
    made = make_decision(ana, question=SIGN_ON)
    said = PredictionIn(
        "Thirty accounts sign in", resolve_on=NOW.date() + timedelta(days=9),
        decision_id=made.pk,
    )  # fmt: skip
    actions.create_prediction(actor=ana.actor, prediction=said, on=NOW.date())
    close(ana, made)
    told = decided_before(actor=ana.actor, question=SIGN_ON)[0]
    assert (told.result, told.lesson, told.came_out) == (None, "", 0)

    actions.review_decision(
        actor=ana.actor, decision_id=made.pk, process=4, result="worse",
        lesson="Ask finance first", now=NOW,
    )  # fmt: skip
    told = decided_before(actor=ana.actor, question=SIGN_ON)[0]

    assert (told.result, told.lesson) == ("worse", "Ask finance first")
    assert [one.text for one in told.predictions] == ["Thirty accounts sign in"]


@pytest.mark.parametrize("n", [3, 4])
def test_at_most_three_are_told(ana: Person, n: int) -> None:
    for at in range(n):
        taken(ana, f"{SIGN_ON[:-1]} in year {at}?")

    assert len(found(ana, SIGN_ON)) == 3


def test_the_same_queries_for_one_and_for_three(
    ana: Person,
    django_assert_num_queries: object,
    django_assert_max_num_queries: object,
) -> None:
    taken(ana, SIGN_ON)
    with django_assert_max_num_queries(12) as first:
        found(ana, SIGN_ON)
    taken(ana, SIGN_ON)
    taken(ana, SIGN_ON)
    with django_assert_num_queries(len(first)):
        found(ana, SIGN_ON)
