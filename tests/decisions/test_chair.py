"""The customer's chair: seated, looked at, heard, and never closed around."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from leadline.accounts.types import Actor, Role
from leadline.decisions import actions, queries
from leadline.decisions.models import ChairWord, Decision
from leadline.decisions.types import (
    ChairVerdict,
    DecisionIn,
    DecisionState,
    OptionIn,
    Side,
    WordState,
)
from leadline.evidence import actions as evidence
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.roadmap import actions as roadmap
from tests import factories as make
from tests.conftest import Person
from tests.decisions.making import (
    NOW,
    REASON,
    full_chair,
    make_customer,
    make_decision,
    option_of,
    say,
    speak,
)
from tests.factories import as_row


def chair(person: Person, decision: Decision, later: int = 0):
    moment = NOW + timedelta(days=later)
    return queries.chair_of(actor=person.actor, decision_id=decision.pk, now=moment)


def decide(person: Person, decision: Decision, **fields: object) -> Decision:
    fields.setdefault("option_id", option_of(decision).pk)
    fields.setdefault("because", "it is cheaper")
    return as_row(
        Decision,
        actions.decide(actor=person.actor, decision_id=decision.pk, now=NOW, **fields),
    )


def test_what_stood_on_the_day_does_not_grow_weak_afterwards(ana: Person) -> None:
    made, still_open = make_decision(ana), make_decision(ana)
    for one in (made, still_open):
        full_chair(ana, one)
    decide(ana, made)
    on_the_day = chair(ana, made)

    for days in (0, 1, 500):
        later = chair(ana, made, days)
        assert later.verdict == on_the_day.verdict
        assert [s.value for s in later.scores] == [s.value for s in on_the_day.scores]
    assert chair(ana, still_open, 500).verdict != on_the_day.verdict


def test_the_customers_of_needs_and_bets_are_touched(ana: Person) -> None:
    need = evidence.create_need(actor=ana.actor, statement="Sign in", now=NOW)
    through = evidence.create_need(actor=ana.actor, statement="Badge", now=NOW)
    bet = make.make_bet(ana.actor)
    roadmap.set_bet_needs(
        actor=ana.actor, bet_id=bet.pk, need_ids=[through.pk], now=NOW
    )
    elbe = make_customer(ana, "Klinikum Elbe", "Hospitals", 300)
    port = make_customer(ana, "Port of Gävle", "Ports", 100)
    say(ana, "Reset passwords all day", elbe, need_id=need.pk)
    say(ana, "No badge at the gate", port, need_id=through.pk)
    made = make_decision(ana, need_ids=(need.pk,), bet_ids=(bet.pk,))

    found = chair(ana, made)

    assert (found.verdict, found.touched_customers) == ("empty", 2)
    assert found.touched_revenue.amount == 400
    assert [s.name for s in found.silent] == ["Hospitals", "Ports"]


def test_words_are_proposed_and_a_person_says_where_they_stand(ana: Person) -> None:
    need = evidence.create_need(actor=ana.actor, statement="Own login", now=NOW)
    elbe = make_customer(ana, "Klinikum Elbe", "Hospitals", 300)
    sure = "Please leave our own login as it is, we rely on it. Don't change it."
    say(ana, sure, elbe, need_id=need.pk)
    asks = "Which of our logins would the new identity provider replace, and when?"
    say(ana, asks, elbe, need_id=need.pk)
    said = DecisionIn(
        "Do people sign in through an identity provider from May on?",
        options=(
            OptionIn("Buy", "everybody signs in through an identity provider"),
            OptionIn("Keep our own login", "as it is"),
        ),
        need_ids=(need.pk,),
    )
    made = actions.create_decision(actor=ana.actor, decision=said, now=NOW)

    heard = actions.seat_chair(actor=ana.actor, decision_id=made.pk, now=NOW)

    assert heard.looked_at == 2
    proposed = chair(ana, made).proposed
    stands = {(word.option, word.side) for word in proposed if word.words == sure}
    assert ("Keep our own login", Side.FOR) in stands
    assert [w.side for w in proposed if w.words == asks] == [Side.NEITHER]
    assert chair(ana, made).verdict == ChairVerdict.EMPTY, "nobody looked at them"
    with pytest.raises(Conflict, match="proposed words wait"):
        actions.hear_chair(actor=ana.actor, decision_id=made.pk, now=NOW)

    first = proposed[0]
    actions.set_word(
        actor=ana.actor, decision_id=made.pk, word_id=first.id, side="against", now=NOW
    )
    actions.reject_the_rest(actor=ana.actor, decision_id=made.pk, now=NOW)
    actions.seat_chair(actor=ana.actor, decision_id=made.pk, now=NOW)

    after = chair(ana, made)
    assert [(w.id, w.side, w.set_by) for w in after.words] == [
        (first.id, "against", "ana")
    ]
    assert after.proposed == [], "what was turned down does not come back"


def test_scores_say_what_they_rest_on(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)

    found = chair(ana, made)
    old = chair(ana, made, later=720)

    assert found.verdict == ChairVerdict.TAKEN
    assert {s.name: round(s.value, 2) for s in found.scores} == {
        "coverage": 1.0, "freshness": 0.99, "diversity": 4.0,
    }  # fmt: skip
    assert (
        "of 4 of 4 segments take a side; those who take one bring 100%"
        in found.scores[0].reason
    )
    assert old.verdict == ChairVerdict.WEAK
    assert [s.name for s in old.scores if s.is_weak] == ["freshness"]


def test_a_copy_and_a_neither_make_no_chair(ana: Person) -> None:
    made = make_decision(ana)
    option = option_of(made).pk
    for n in range(5):
        customer = make_customer(ana, f"Customer {n}", f"Segment {n}", 100)
        text = "Please let all of us sign in with the account we have already"
        actions.add_word(
            actor=ana.actor,
            decision_id=made.pk,
            option_id=option,
            feedback_id=say(ana, text, customer, days_ago=n + 1).pk,
            side="for",
            now=NOW,
        )

    scores = {s.name: s.value for s in chair(ana, made).scores}
    assert scores["diversity"] == 1.0
    told = chair(ana, made).scores[2].reason
    assert told == (
        "5 words for an option or against one, of 5 known customers; 4 repeat others "
        "and count for whoever said it first."
    )
    assert chair(ana, made).verdict == ChairVerdict.WEAK

    ChairWord.objects.update(side=Side.NEITHER)
    assert chair(ana, made).verdict == ChairVerdict.EMPTY


def test_words_on_two_options_are_said_once(ana: Person) -> None:
    made = make_decision(ana)
    said = say(ana, "Keep what we signed for", make_customer(ana, "Elbe", "Ports", 9))
    for title, side in (("Build", "for"), ("Buy", "against")):
        actions.add_word(
            actor=ana.actor, decision_id=made.pk, option_id=option_of(made, title).pk,
            feedback_id=said.pk, side=side, now=NOW,
        )  # fmt: skip

    assert chair(ana, made).scores[2].reason == (
        "1 word for an option or against one, of 1 known customer."
    )


def test_the_sentence_cites_no_greeting(ana: Person) -> None:
    made = make_decision(ana)
    text = "Hiya Callum. If it's up to us: no change."
    said = say(ana, text, make_customer(ana, "Elbe", "Ports", 9))
    option = option_of(made, "Build").pk
    actions.add_word(
        actor=ana.actor, decision_id=made.pk, option_id=option,
        feedback_id=said.pk, side="against", now=NOW,
    )  # fmt: skip

    told = chair(ana, made).although(option)

    assert told == "although Elbe told us “If it's up to us: no change”"


def test_the_sentence_cites_the_strongest_word_against(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)

    taken = decide(ana, made, because="it is live by April.")

    assert taken.state == DecisionState.DECIDED
    assert taken.sentence == (
        "We choose “Buy”, although Our dockers have no 2 told us “Our dockers have no "
        "email address”, because it is live by April."
    )
    assert (taken.override, taken.chair_verdict) == ("", "taken")
    assert taken.cites_against


def test_the_sentence_says_where_nobody_was_found(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)

    taken = decide(
        ana, made, option_id=option_of(made, "Build").pk, because="buyers told us so"
    )

    assert "nobody is against it in the 4 words we heard" in taken.sentence
    assert not taken.cites_against


@pytest.mark.parametrize("override", ["", "short", "x" * 39])
@pytest.mark.parametrize("kind", ["empty", "weak"])
def test_nobody_closes_around_the_chair_without_saying_why(
    ana: Person, kind: str, override: str
) -> None:
    made = make_decision(ana)
    if kind == "weak":
        speak(ana, made, for_1="One voice")
    else:
        Decision.objects.filter(pk=made.pk).update(chair_verdict="empty")
    actions.hear_chair(actor=ana.actor, decision_id=made.pk, now=NOW)

    with pytest.raises(Conflict, match=f"chair is {kind}"):
        decide(ana, made, override=override)

    made.refresh_from_db()
    assert (made.state, made.choice) == (DecisionState.HEARD, None)


def test_an_override_stays_and_is_counted(ana: Person) -> None:
    made = make_decision(ana)
    speak(ana, made, for_1="One voice")
    actions.hear_chair(actor=ana.actor, decision_id=made.pk, now=NOW)

    taken = decide(ana, made, override=REASON)

    assert taken.override == REASON
    since = NOW - timedelta(days=365)
    assert queries.count_overrides(actor=ana.actor, since=since) == 1
    assert queries.decision_page(
        actor=ana.actor, decision_id=made.pk
    ).history[0].why == REASON  # fmt: skip


def test_the_database_knows_the_rule_too(ana: Person) -> None:
    made = make_decision(ana)

    for values in (
        {"state": DecisionState.DECIDED},
        {"state": DecisionState.DECIDED, "choice": option_of(made),
         "decided_at": NOW, "sentence": "We choose", "chair_verdict": "weak"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.filter(pk=made.pk).update(**values)


def test_every_other_way_in_is_shut(ana: Person, ben: Person, olu: Person) -> None:
    made = make_decision(ana, decider_id=olu.user.pk)
    with pytest.raises(Conflict, match="Hear the chair first"):
        decide(ana, made, override=REASON)
    with pytest.raises(Conflict, match="Nobody looked"):
        actions.hear_chair(actor=ana.actor, decision_id=made.pk, now=NOW)
    full_chair(ana, made)
    with pytest.raises(NotAllowed):
        decide(ben, made)
    with pytest.raises(Invalid, match="because"):
        decide(ana, made, because=" . ")
    with pytest.raises(NotFound):
        decide(ana, made, option_id=option_of(make_decision(ana)).pk)
    with pytest.raises(Invalid, match="99 percent"):
        decide(ana, made, confidence=100)
    with pytest.raises(Invalid, match="to come"):
        decide(ana, made, review_date=NOW.date())
    decide(ana, made)

    word = ChairWord.objects.filter(decision=made).first()
    with pytest.raises(Conflict, match="taken"):
        decide(ana, made)
    with pytest.raises(Conflict, match="taken"):
        actions.set_word(
            actor=ana.actor, decision_id=made.pk, word_id=word.pk, side="for", now=NOW
        )
    with pytest.raises(Conflict, match="taken"):
        actions.seat_chair(actor=ana.actor, decision_id=made.pk, now=NOW)


def test_a_contributor_decides_only_what_is_theirs(ana: Person) -> None:
    made = make_decision(ana, decider_id=ana.user.pk)
    full_chair(ana, made)
    somebody = Actor(ana.actor.workspace_id, 10**6, Role.CONTRIBUTOR, "test")
    other = Person(ana.user, somebody)

    with pytest.raises(NotAllowed, match="decider"):
        decide(other, made)


def test_words_are_set_within_their_decision_only(ana: Person) -> None:
    one, two = make_decision(ana), make_decision(ana, question="Other?")
    speak(ana, one, for_1="One voice")
    word = ChairWord.objects.get()

    with pytest.raises(NotFound):
        actions.set_word(
            actor=ana.actor, decision_id=two.pk, word_id=word.pk, side="for", now=NOW
        )
    with pytest.raises(NotFound):
        actions.set_word(
            actor=ana.actor, decision_id=one.pk, word_id=word.pk,
            option_id=option_of(two).pk, now=NOW,
        )  # fmt: skip
    for fields, says in (({"side": "above"}, "neither"), ({"state": "new"}, "turned")):
        with pytest.raises(Invalid, match=says):
            actions.set_word(
                actor=ana.actor, decision_id=one.pk, word_id=word.pk, now=NOW, **fields
            )
    kept = actions.set_word(
        actor=ana.actor, decision_id=one.pk, word_id=word.pk, now=NOW,
        option_id=option_of(one, "Build").pk, state=WordState.REJECTED,
    )  # fmt: skip
    moved = as_row(ChairWord, kept)
    assert (moved.option.title, moved.state) == ("Build", "rejected")


def test_the_half_life_is_the_workspaces(olu: Person, ana: Person) -> None:
    made = make_decision(ana)
    speak(ana, made, for_1="One voice")
    before = chair(ana, made, later=30).scores[1].value

    with pytest.raises(NotAllowed):
        actions.set_half_life(actor=ana.actor, days=30)
    with pytest.raises(Invalid):
        actions.set_half_life(actor=olu.actor, days=3)
    actions.set_half_life(actor=olu.actor, days=30)
    actions.set_half_life(actor=olu.actor, days=33)

    assert queries.half_life(actor=ana.actor) == 33
    assert chair(ana, made, later=30).scores[1].value == pytest.approx(0.5)
    assert before > 0.5


@pytest.mark.parametrize("n", [1, 3])
def test_a_chair_takes_the_same_queries_for_any_number_of_words(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    made = make_decision(ana)
    speak(ana, made, **{f"for_{i}": f"Voice number {i}" for i in range(n)})

    with django_assert_num_queries(10):
        found = chair(ana, made)

    assert len(found.words) == n


def test_a_chair_is_heard_once(ana: Person) -> None:
    made = make_decision(ana)
    speak(ana, made, for_1="One voice")
    heard = [actions.hear_chair(actor=ana.actor, decision_id=made.pk, now=NOW)]

    with pytest.raises(Conflict, match="heard already"):
        actions.hear_chair(
            actor=ana.actor, decision_id=made.pk, now=NOW + timedelta(days=1)
        )

    made.refresh_from_db()
    assert (len(heard), made.heard_at) == (1, NOW)
