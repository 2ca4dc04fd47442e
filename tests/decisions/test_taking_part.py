"""Somebody who reads takes part: predicts, adds words, answers when asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadline.accounts import actions as accounts
from leadline.accounts.models import Event
from leadline.decisions import actions, queries
from leadline.decisions.models import Decision, DecisionPerson
from leadline.evidence import actions as evidence
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackIn
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from tests.conftest import Person
from tests.decisions.making import NOW, full_chair, make_decision, option_of
from tests.decisions.test_predictions import answer, ask, page

pytestmark = pytest.mark.django_db


def asked(ana: Person, decision: Decision, part: str = "asked", **link: object) -> int:
    person = stakeholders.create_person(
        actor=ana.actor, person=PersonIn("Petra Lang", "finance", **link)
    )
    actions.name_person(
        actor=ana.actor, decision_id=decision.pk, person_id=person.pk, part=part,
        now=NOW,
    )  # fmt: skip
    return person.pk


def say(who: Person, decision: Decision, stance: str = "for", why: str = ""):
    return actions.answer_asked(
        actor=who.actor, decision_id=decision.pk, stance=stance, why=why, now=NOW
    )


@pytest.mark.parametrize("by", ["account", "address"])
def test_who_is_asked_answers_themselves(
    ana: Person, ben: Person, olu: Person, by: str
) -> None:
    made = make_decision(ana)
    link = {"account_id": ben.actor.user_id} if by == "account" else {}
    link = link or {"email": "Ben@example.com"}
    person_id = asked(ana, made, **link)

    with pytest.raises(Invalid, match="One is for it"):
        say(ben, made, "maybe")
    with pytest.raises(Invalid, match="Say why"):
        say(ben, made, "against", " ")
    with pytest.raises(NotAllowed, match="Nobody asked you"):
        say(olu, made)
    say(ben, made, "against", "The third year")

    kept = DecisionPerson.objects.get(person_id=person_id)
    assert (kept.stance, kept.why, kept.said_by_id) == (
        "against", "The third year", ben.actor.user_id,
    )  # fmt: skip
    told = {
        who: [
            row.is_you
            for row in queries.people_of_decision(actor=who.actor, decision_id=made.pk)
        ]
        for who in (ben, olu)
    }
    assert told == {ben: [True], olu: [False]}


def test_neither_a_name_nor_a_further_address_lets_one_answer_for_another(
    ana: Person, ben: Person
) -> None:
    made = make_decision(ana)
    asked(ana, made, email="petra@harbour.example")
    accounts.add_address(actor=ben.actor, email="petra@harbour.example")
    accounts.change_profile(
        actor=ben.actor, name="Petra Lang", timezone="UTC", theme="system"
    )

    with pytest.raises(NotAllowed):
        say(ben, made)


def test_who_is_told_after_is_not_asked_and_nobody_answers_a_taken_decision(
    ana: Person, ben: Person, cleo: Person
) -> None:
    made = make_decision(ana)
    person_id = asked(ana, made, "told", account_id=ben.actor.user_id)
    with pytest.raises(NotAllowed):
        say(ben, made)
    with pytest.raises(NotFound):
        say(cleo, made)
    actions.name_person(
        actor=ana.actor, decision_id=made.pk, person_id=person_id, part="asked",
        now=NOW,
    )  # fmt: skip
    full_chair(ana, made)
    actions.decide(
        actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
        because="it is cheaper", now=NOW,
    )  # fmt: skip
    with pytest.raises(Conflict):
        say(ben, made)


def test_the_page_asks_who_is_asked(ana: Person, ben: Person, olu: Person) -> None:
    made = make_decision(ana)
    asked(ana, made, account_id=ben.actor.user_id)
    path = f"/w/{ana.actor.workspace_id}/decisions/{made.pk}/"

    shown = ben.browser.get(path).content.decode()
    refused = ben.browser.post(f"{path}people/me/", {"stance": "against", "why": ""})
    kept = ben.browser.post(f"{path}people/me/", {"stance": "for", "why": "Cheap"})

    assert "You are asked: where do you stand?" in shown
    assert "You are asked" not in olu.browser.get(path).content.decode()
    assert (refused.status_code, kept.status_code) == (422, 302)
    assert "Say why" in refused.content.decode()
    assert olu.browser.post(f"{path}people/me/", {"stance": "for"}).status_code == 403
    assert Event.objects.filter(verb="decisions.answer_asked").count() == 1


def test_a_reader_predicts_and_then_sees_what_others_expect(
    ana: Person, ben: Person, cleo: Person
) -> None:
    made = ask(ana)
    answer(ana, made, 80)
    assert page(ben, made).forecasts is None

    answer(ben, made, 30)

    assert {f.probability for f in page(ben, made).forecasts} == {80, 30}
    with pytest.raises(NotFound):
        answer(cleo, made)
    with pytest.raises(NotAllowed):
        ask(ben)


def test_a_reader_adds_what_a_customer_said_and_changes_nothing_else(
    ana: Person, ben: Person
) -> None:
    need = evidence.create_need(actor=ana.actor, statement="Print less", now=NOW)
    said = FeedbackIn(words="The gate list is printed twice", source="A call")
    made = evidence.record_feedback(actor=ben.actor, piece=said, now=NOW)

    assert Feedback.objects.get().words == said.words
    with pytest.raises(NotAllowed):
        evidence.record_feedback(
            actor=ben.actor, piece=said, now=NOW + timedelta(1), need_id=need.pk
        )
    with pytest.raises(NotAllowed):
        evidence.edit_feedback(
            actor=ben.actor, feedback_id=made.pk, now=NOW, values={"words": "No"}
        )


def test_the_page_lets_a_reader_write_one_down(ana: Person, ben: Person) -> None:
    need = evidence.create_need(actor=ana.actor, statement="Print less", now=NOW)
    home = f"/w/{ana.actor.workspace_id}/evidence/feedback/"
    door = f"{home}add/"

    inbox = ben.browser.get(home).content.decode()
    kept = ben.browser.post(
        f"{door}?need={need.pk}", {"words": "The gate list is printed twice"}
    )

    assert "Write one down" in inbox
    assert "Import a file" not in inbox
    assert kept.status_code == 302
    piece = Feedback.objects.get(words="The gate list is printed twice")
    assert piece.need_id is None
    assert ben.browser.get(kept.url).status_code == 200
