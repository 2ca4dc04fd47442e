"""What an attacker with the database alone may do to a filled record, done to it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from leadline.accounts import actions
from leadline.accounts.models import ChainHead, Event, User, Workspace
from leadline.accounts.queries import list_heads, verify_record
from leadline.accounts.queries.chain import event_hash
from leadline.accounts.queries.seals import digests_of, head_seal, line_seal
from leadline.accounts.types import Actor, Role
from leadline.decisions import actions as decisions
from leadline.decisions.models import Decision
from leadline.decisions.types import ForecastIn, OutcomeIn, PredictionIn
from leadline.stakeholders.actions import create_person
from leadline.stakeholders.types import PersonIn
from tests.conftest import Person
from tests.decisions.making import NOW, full_chair, make_decision, option_of


@pytest.fixture
def filled(db: None) -> int:
    """A workspace with members, a taken decision, what came out, and feedback."""
    workspace_id, user_id = actions.set_up(
        workspace_name="Harbour", owner_email="ines@harbour.example",
        owner_name="Ines", now=timezone.now(),
    )  # fmt: skip
    actor = Actor(workspace_id, user_id, Role.OWNER, "test")
    ines = Person(User.objects.get(pk=user_id), actor)
    _, token = actions.invite(actor=actor, role=Role.READER, now=NOW)
    actions.join(
        token=token, email="bo@harbour.example", name="Bo", password="x", now=NOW
    )
    decision = make_decision(ines)
    person = create_person(actor=actor, person=PersonIn("Ulla", "sales"))
    decisions.name_person(
        actor=actor, decision_id=decision.pk, person_id=person.pk, part="asked", now=NOW
    )
    decisions.hear_person(
        actor=actor, decision_id=decision.pk, person_id=person.pk, stance="against",
        why="It costs her a year", now=NOW,
    )  # fmt: skip
    full_chair(ines, decision)
    decisions.decide(
        actor=actor, decision_id=decision.pk, option_id=option_of(decision).pk,
        because="it is cheaper", now=NOW,
    )  # fmt: skip
    asked = decisions.create_prediction(
        actor=actor, on=NOW.date(), prediction=PredictionIn(
            "It is live by April", resolve_on=NOW.date() + timedelta(days=9),
            rule="The provider says so",
        ),
    )  # fmt: skip
    decisions.answer_prediction(
        actor=actor, prediction_id=asked.pk, forecast=ForecastIn(probability=70),
        now=NOW,
    )  # fmt: skip
    decisions.resolve_prediction(
        actor=actor, prediction_id=asked.pk, now=NOW + timedelta(days=10),
        outcome=OutcomeIn(happened=False, source="Their page"),
    )  # fmt: skip
    for number in range(12):
        actions.add_product(actor=actor, name=f"Crane {number}")
    assert found(workspace_id) == []
    return workspace_id


def found(workspace_id: int) -> list[str]:
    report = verify_record(workspace_id=workspace_id)
    broken = [] if report.chain.is_whole else [f"line {report.chain.broken_at}"]
    return [*broken, *report.faults]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def last_line() -> int:
    return Event.objects.order_by("-sequence")[0].sequence


def change_the_detail(middle: int) -> None:
    said = json.dumps({"name": "Nothing"})
    sql("UPDATE accounts_event SET detail = %s WHERE sequence = %s", said, middle)


def change_the_time(middle: int) -> None:
    sql(
        "UPDATE accounts_event SET created_at = %s WHERE sequence = %s",
        timezone.now() - timedelta(days=30), middle,
    )  # fmt: skip


def take_a_line_out(middle: int) -> None:
    sql("DELETE FROM accounts_event WHERE sequence = %s", middle)


def cut_the_end(middle: int) -> None:
    sql("DELETE FROM accounts_event WHERE sequence > %s", last_line() - 10)


def cut_the_end_and_move_the_head(middle: int) -> None:
    cut_the_end(middle)
    sql(
        "UPDATE accounts_chainhead SET sequence = %s, hash = "
        "(SELECT hash FROM accounts_event WHERE sequence = %s)",
        last_line(), last_line(),
    )  # fmt: skip


def delete_the_log(middle: int) -> None:
    sql("DELETE FROM accounts_event")
    sql("DELETE FROM accounts_chainhead")


def recompute_the_sums(middle: int) -> None:
    """From the changed line on, as the sum of earlier releases was made."""
    previous = Event.objects.get(sequence=middle - 1).hash
    for event in Event.objects.filter(sequence__gte=middle).order_by("sequence"):
        if event.sequence == middle:
            event.detail = {"name": "Nothing"}
        event.previous_hash = previous
        previous = event.hash = event_hash(event)
        event.save()
    sql("UPDATE accounts_chainhead SET hash = %s", previous)


def recompute_every_sum(middle: int) -> None:
    Event.objects.filter(sequence=1).update(verb="accounts.set_up")
    previous = "0" * 64
    for event in Event.objects.order_by("sequence"):
        event.previous_hash = previous
        previous = event.hash = event_hash(event)
        event.save()
    sql("UPDATE accounts_chainhead SET hash = %s, seal = ''", previous)


def make_a_reader_owner(middle: int) -> None:
    sql("UPDATE accounts_membership SET role = 'owner' WHERE role = 'reader'")


def rewrite_sentences(middle: int) -> None:
    sql("UPDATE decisions_decision SET sentence = 'We chose well.'")


def let_it_have_happened(middle: int) -> None:
    sql("UPDATE decisions_prediction SET happened = %s", True)


def rewrite_what_was_said(middle: int) -> None:
    sql("UPDATE evidence_feedback SET words = 'We love it'")


def rename_options(middle: int) -> None:
    sql("UPDATE decisions_option SET title = 'Stay' WHERE title = 'Build'")


def turn_the_sides(middle: int) -> None:
    sql("UPDATE decisions_chairword SET side = 'neither'")


def put_words_on_the_chair(middle: int) -> None:
    sql(
        "INSERT INTO decisions_chairword (created_at, workspace_id, decision_id, "
        "option_id, feedback_id, side, state, strength, guess, guess_by, chance, "
        "passage) SELECT w.created_at, w.workspace_id, w.decision_id, o.id, "
        "w.feedback_id, 'for', 'confirmed', 1, '', '', 0, '' "
        "FROM decisions_chairword w, decisions_option o "
        "WHERE w.option_id <> o.id AND w.id = (SELECT min(id) FROM "
        "decisions_chairword) AND NOT EXISTS (SELECT 1 FROM decisions_chairword x "
        "WHERE x.option_id = o.id AND x.feedback_id = w.feedback_id)"
    )


def take_words_off_the_chair(middle: int) -> None:
    sql("DELETE FROM decisions_saying")
    sql("DELETE FROM decisions_chairword")


def turn_a_stance(middle: int) -> None:
    sql("UPDATE decisions_decisionperson SET stance = 'for', why = ''")


MANIPULATIONS = [
    (change_the_detail, "line {middle}"),
    (change_the_time, "line {middle}"),
    (take_a_line_out, "line {middle}"),
    (cut_the_end, "line {cut}"),
    (cut_the_end_and_move_the_head, "line {cut}"),
    (delete_the_log, "There is no log at all"),
    (recompute_the_sums, "line {middle}"),
    (recompute_every_sum, "line 1"),
    (make_a_reader_owner, "The role of member"),
    (rewrite_sentences, "The decision"),
    (let_it_have_happened, "The prediction"),
    (rewrite_what_was_said, "The piece of feedback"),
    (rename_options, "The option"),
    (turn_the_sides, "The place on a chair"),
    (put_words_on_the_chair, "The place on a chair"),
    (take_words_off_the_chair, "The place on a chair"),
    (turn_a_stance, "The stance"),
]


def test_each_is_found_and_named(filled: int) -> None:
    end, missed = last_line(), {}
    for do, names in MANIPULATIONS:
        named = names.format(middle=end // 2, cut=end - 9)
        with transaction.atomic():
            do(end // 2)
            faults = found(filled)
            transaction.set_rollback(True)
        if not faults or not faults[0].startswith(named):
            missed[do.__name__] = faults

    assert missed == {}


def test_a_workspace_is_not_taken_out_of_its_record(filled: int) -> None:
    """The database itself says so: at once, or when ``check`` asks SQLite."""
    if connection.vendor == "postgresql":
        sql("DELETE FROM accounts_workspace")
        with pytest.raises(IntegrityError), transaction.atomic():
            sql("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
        return
    sql("DELETE FROM accounts_workspace")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        assert cursor.fetchall()
    Workspace.objects.create(pk=filled, name="Harbour")


def test_who_has_the_key_too_is_found_by_an_earlier_head_alone(filled: int) -> None:
    """This is what ``check`` says of a key that lies in the data folder."""
    _, line, digest = list_heads()[0].split("-")
    decision = Decision.objects.get()
    Decision.objects.update(sentence="We chose well.", review_date=date(2027, 1, 1))
    name = f"decisions.decision:{decision.pk}"
    previous = "0" * 64
    for event in Event.objects.order_by("sequence"):
        if name in event.digests:
            event.digests[name] = dict(digests_of(Decision, filled))[decision.pk]
        event.previous_hash = previous
        previous = event.hash = line_seal(event)
        event.save()
    head = ChainHead.objects.get()
    head.hash = previous
    end = (filled, head.sequence, previous, "head", head.tables)
    head.seal = head_seal(*end)
    head.save()

    assert found(filled) == []
    report = verify_record(workspace_id=filled, heads={int(line): digest})
    assert "is not the one it was" in report.faults[0]
