"""Opening, changing and reading decisions."""

from __future__ import annotations

from datetime import date

import pytest

from leadline.decisions import actions, queries
from leadline.decisions.models import DecisionBet, Option
from leadline.decisions.types import DecisionFilter, DecisionIn, DecisionState, OptionIn
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.overview.trace import line_of
from tests import factories as make
from tests.conftest import Person
from tests.decisions.making import NOW, REASON, full_chair, make_decision, option_of


def test_a_decision_keeps_question_options_and_what_it_touches(ana: Person) -> None:
    bet = make.make_bet(ana.actor)
    made = make_decision(
        ana,
        "Build",
        "Buy",
        question=" Build or buy? ",
        bet_ids=(bet.pk,),
        decider_id=ana.user.pk,
        due_date=date(2026, 12, 1),
    )

    page = queries.decision_page(actor=ana.actor, decision_id=made.pk)

    assert (page.row.question, page.row.state) == ("Build or buy?", DecisionState.DRAFT)
    assert [option.title for option in page.options] == ["Build", "Buy"]
    assert [(one.kind, one.title) for one in page.linked] == [("bet", bet.title)]
    assert (page.row.decider, page.history[0].what) == ("ana", "Question opened")


@pytest.mark.parametrize(
    ("fields", "failure", "words"),
    [
        ({"question": "  "}, Invalid, "question"),
        ({"door": "revolving"}, Invalid, "one-way"),
        ({"decider_id": 99_999}, NotFound, "not a member"),
        ({"bet_ids": (99_999,)}, NotFound, "need, bet or goal"),
        ({"need_ids": (99_999,)}, NotFound, "need, bet or goal"),
        ({"goal_ids": (99_999,)}, NotFound, "need, bet or goal"),
        ({"options": (OptionIn("Buy"), OptionIn(" buy"))}, Invalid, "same title"),
    ],
)
def test_what_has_no_meaning_is_refused(
    ana: Person, fields: dict[str, object], failure: type[Exception], words: str
) -> None:
    said = DecisionIn(**{"question": "Build?", **fields})

    with pytest.raises(failure, match=words):
        actions.create_decision(actor=ana.actor, decision=said, now=NOW)


def test_other_options_ask_for_the_chair_again(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)

    others = (OptionIn("Buy"), OptionIn("Wait"))
    actions.change_decision(
        actor=ana.actor, decision_id=made.pk, options=others, now=NOW
    )

    made.refresh_from_db()
    assert made.state == DecisionState.DRAFT
    titles = set(Option.objects.filter(decision=made).values_list("title", flat=True))
    assert titles == {"Buy", "Wait"}


def test_the_same_options_keep_what_was_heard(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)

    actions.change_decision(
        actor=ana.actor, decision_id=made.pk, question="Build or buy it?", now=NOW
    )

    made.refresh_from_db()
    assert (made.state, made.question) == (DecisionState.HEARD, "Build or buy it?")


def test_what_waits_comes_before_what_is_taken(ana: Person) -> None:
    taken = make_decision(ana, question="Taken", due_date=date(2026, 11, 1))
    late = make_decision(ana, question="Late", due_date=date(2026, 12, 9))
    some_day = make_decision(ana, question="Some day")
    full_chair(ana, taken)
    actions.decide(
        actor=ana.actor,
        decision_id=taken.pk,
        option_id=option_of(taken).pk,
        because="it is cheaper",
        now=NOW,
    )

    found = queries.list_decisions(actor=ana.actor, only=DecisionFilter())

    assert [row.id for row in found] == [late.pk, some_day.pk, taken.pk]


def test_decisions_are_narrowed_and_sorted(ana: Person) -> None:
    late = make_decision(ana, question="Late", due_date=date(2026, 12, 9))
    soon = make_decision(ana, question="Soon", due_date=date(2026, 12, 1))
    done = make_decision(ana, question="Done")
    full_chair(ana, done)
    actions.decide(
        actor=ana.actor,
        decision_id=done.pk,
        option_id=option_of(done).pk,
        because="it is cheaper",
        now=NOW,
    )

    def found(**only: object) -> list[str]:
        rows = queries.list_decisions(actor=ana.actor, only=DecisionFilter(**only))
        return [row.question for row in rows]

    assert found() == ["Soon", "Late", "Done"]
    assert found(state="open") == ["Soon", "Late"]
    assert found(chair="taken") == ["Done"]
    assert found(text="LATE") == ["Late"]
    assert found(chair="override") == []
    assert [d.id for d in queries.waiting_decisions(actor=ana.actor)] == [
        soon.pk, late.pk,
    ]  # fmt: skip


def test_a_reader_changes_nothing_and_a_stranger_finds_nothing(
    ana: Person, ben: Person, cleo: Person
) -> None:
    made = make_decision(ana)

    for person, failure in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(failure):
            actions.change_decision(
                actor=person.actor, decision_id=made.pk, question="Mine?", now=NOW
            )
        with pytest.raises(failure):
            actions.seat_chair(actor=person.actor, decision_id=made.pk, now=NOW)
        with pytest.raises(failure):
            actions.hear_chair(actor=person.actor, decision_id=made.pk, now=NOW)
    with pytest.raises(NotFound):
        queries.decision_page(actor=cleo.actor, decision_id=made.pk)
    assert queries.list_decisions(actor=cleo.actor, only=DecisionFilter()).items == ()


def test_a_taken_decision_is_reversed_with_a_reason_never_rewritten(
    ana: Person, ben: Person
) -> None:
    made, other = make_decision(ana), make_decision(ana, question="Again?")
    full_chair(ana, made)
    with pytest.raises(Conflict, match="Only a taken"):
        actions.reverse_decision(
            actor=ana.actor, decision_id=made.pk, reason="x", now=NOW
        )
    actions.decide(
        actor=ana.actor,
        decision_id=made.pk,
        option_id=option_of(made).pk,
        because="it is cheaper",
        now=NOW,
    )
    with pytest.raises(Conflict, match="Reverse it"):
        actions.change_decision(
            actor=ana.actor, decision_id=made.pk, question="No?", now=NOW
        )
    with pytest.raises(Invalid, match="why"):
        actions.reverse_decision(
            actor=ana.actor, decision_id=made.pk, reason=" ", now=NOW
        )
    with pytest.raises(NotAllowed):
        actions.reverse_decision(
            actor=ben.actor, decision_id=made.pk, reason="x", now=NOW
        )

    with pytest.raises(Invalid, match="supersede itself"):
        actions.reverse_decision(
            actor=ana.actor, decision_id=made.pk, reason="x", now=NOW,
            superseded_by=made.pk,
        )  # fmt: skip
    made.refresh_from_db()
    assert (made.state, made.superseded_by_id) == (DecisionState.DECIDED, None)

    actions.reverse_decision(
        actor=ana.actor,
        decision_id=made.pk,
        reason="The price doubled",
        now=NOW,
        superseded_by=other.pk,
    )

    page = queries.decision_page(actor=ana.actor, decision_id=made.pk)
    assert page.row.state == DecisionState.REVERSED
    assert page.superseded_by.title == "Again?"
    assert page.history[0].why == "The price doubled"


def test_the_line_of_a_bet_shows_its_decision(ana: Person) -> None:
    bet = make.make_bet(ana.actor)
    made = make_decision(ana, bet_ids=(bet.pk,))

    from_bet = line_of(actor=ana.actor, kind="bet", pk=bet.pk, now=NOW)
    from_decision = line_of(actor=ana.actor, kind="decision", pk=made.pk, now=NOW)

    assert [d.id for d in from_bet.decisions] == [made.pk]
    assert [b.id for b in from_decision.bets] == [bet.pk]
    assert from_decision.decisions[0].id == made.pk


@pytest.mark.parametrize("n", [1, 3])
def test_lists_take_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    bet = make.make_bet(ana.actor)
    for i in range(n):
        make_decision(ana, question=f"Question {i}", bet_ids=(bet.pk,))
    assert DecisionBet.objects.count() == n

    with django_assert_num_queries(2):
        rows = queries.list_decisions(actor=ana.actor, only=DecisionFilter())

    assert len(rows) == n
    assert REASON
