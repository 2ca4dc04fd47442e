"""What waits, counted for the frame: the same as the lists say, in one query."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadline.decisions.actions import create_prediction
from leadline.decisions.queries import count_open_decisions, due_predictions
from leadline.decisions.types import PredictionIn
from leadline.evidence.actions import create_need, record_feedback
from leadline.evidence.queries import count_waiting
from leadline.evidence.types import FeedbackIn
from leadline.overview.home import today
from leadline.overview.waiting import Waiting, count_untold, what_waits
from leadline.stakeholders.actions import (
    create_person,
    create_promise,
    move_promise,
)
from leadline.stakeholders.queries import due_promises
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.decisions.making import NOW, make_decision

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def say(person: Person, words: str, need_id: int | None = None) -> None:
    piece = FeedbackIn(words=words, said_at=NOW)
    record_feedback(actor=person.actor, piece=piece, now=NOW, need_id=need_id)


def promise(person: Person, to: int, what: str, in_days: int | None) -> int:
    due = None if in_days is None else TODAY + timedelta(days=in_days)
    said = PromiseIn(to, what, due_date=due, state="agreed")
    return create_promise(actor=person.actor, promise=said, now=NOW).pk


def predict(person: Person, text: str, in_days: int) -> None:
    said = PredictionIn(text, resolve_on=TODAY + timedelta(days=in_days))
    create_prediction(actor=person.actor, prediction=said, on=TODAY)


def test_an_empty_workspace_waits_for_nothing(ana: Person) -> None:
    assert what_waits(actor=ana.actor, on=TODAY) == Waiting()


def test_feedback_waits_until_it_has_a_need(ana: Person) -> None:
    need = create_need(actor=ana.actor, statement="Swap a shift", now=NOW)
    say(ana, "The rota is slow")
    say(ana, "Nobody answers the phone")
    say(ana, "Let me swap", need.pk)

    waiting = what_waits(actor=ana.actor, on=TODAY)

    assert waiting == Waiting(pieces=2)
    assert waiting.pieces == count_waiting(actor=ana.actor)["new"]


def test_a_promise_waits_from_a_week_before_its_day_until_it_is_kept(
    ana: Person,
) -> None:
    renata = create_person(actor=ana.actor, person=PersonIn("Renata", "customer")).pk
    late = promise(ana, renata, "Late", -3)
    promise(ana, renata, "In seven days", 7)
    promise(ana, renata, "In eight days", 8)
    promise(ana, renata, "Some day", None)

    before = what_waits(actor=ana.actor, on=TODAY)
    move_promise(
        actor=ana.actor, promise_id=late, state="kept", now=NOW, on=TODAY,
        why="Sent", proof="The mail of Monday",
    )  # fmt: skip
    after = what_waits(actor=ana.actor, on=TODAY)

    assert (before, after) == (Waiting(promises=2), Waiting(promises=1))
    assert len(due_promises(actor=ana.actor, on=TODAY)) == after.promises


def test_a_prediction_waits_from_its_day_on(ana: Person) -> None:
    predict(ana, "We sign three hospitals", 5)
    predict(ana, "Ports renew", 6)
    then = TODAY + timedelta(days=5)

    assert what_waits(actor=ana.actor, on=then - timedelta(days=1)) == Waiting()
    assert what_waits(actor=ana.actor, on=then) == Waiting(predictions=1)
    assert len(due_predictions(actor=ana.actor, on=then)) == 1


def test_what_waits_takes_one_query_and_counts_this_workspace_alone(
    ana: Person, cleo: Person, django_assert_num_queries: object
) -> None:
    for person in (ana, cleo, cleo):
        say(person, "The rota is slow")
        make_decision(person)

    with django_assert_num_queries(1):
        waiting = what_waits(actor=ana.actor, on=TODAY)

    assert waiting == Waiting(pieces=1, decisions=1)
    assert waiting.decisions == count_open_decisions(actor=ana.actor)[0]


def test_people_to_tell_are_counted_once_each_as_on_today(ana: Person) -> None:
    renata = create_person(actor=ana.actor, person=PersonIn("Renata", "customer")).pk
    for what in ("The timeline", "The price"):
        one = promise(ana, renata, what, 3)
        move_promise(
            actor=ana.actor, promise_id=one, state="at_risk", now=NOW, on=TODAY,
            why="The team is ill",
        )  # fmt: skip

    untold = count_untold(actor=ana.actor, now=NOW + timedelta(hours=1))

    assert untold == 1
    brief = today(actor=ana.actor, now=NOW + timedelta(hours=1), on=TODAY)
    assert brief.untold == untold
