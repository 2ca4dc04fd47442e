from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from leadline.decisions import actions as decisions
from leadline.decisions.types import OutcomeIn, PredictionIn
from leadline.evidence.actions import create_need, record_feedback
from leadline.evidence.models import Feedback, Need
from leadline.evidence.types import FeedbackIn
from leadline.foundation.errors import NotFound
from leadline.overview.home import today
from leadline.overview.search import find
from leadline.overview.trace import line_of
from leadline.roadmap import actions as roadmap
from leadline.strategy.actions import check_in
from leadline.strategy.types import CheckInIn
from tests import factories as make
from tests.conftest import Person
from tests.decisions.making import full_chair, make_decision, option_of
from tests.factories import as_row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def make_need(person: Person, statement: str) -> Need:
    return as_row(Need, create_need(actor=person.actor, statement=statement, now=NOW))


def say(person: Person, words: str, need: Need | None = None) -> Feedback:
    piece = FeedbackIn(words=words, said_at=NOW)
    need_id = need.pk if need else None
    return as_row(
        Feedback,
        record_feedback(actor=person.actor, piece=piece, now=NOW, need_id=need_id),
    )


@pytest.fixture
def whole_line(ana: Person) -> dict[str, int]:
    """One piece of feedback, its need, a bet on it, a goal and a committed plan."""
    need = make_need(ana, "Sign in with our own account")
    piece = say(ana, "Forty passwords every Monday", need)
    team = make.make_team(ana.actor, Q2027Q1=40)
    bet = make.make_bet(ana.actor, "Single sign-on", growth=900, effort={team: 6})
    goal = make.make_goal(ana.actor, "Keep the hospitals")
    roadmap.set_bet_needs(actor=ana.actor, bet_id=bet.pk, need_ids=[need.pk], now=NOW)
    roadmap.set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW)
    plan = make.make_plan(ana.actor)
    roadmap.commit_plan(
        actor=ana.actor, plan_id=plan.pk, reason="The board agreed", now=NOW
    )
    return {
        "feedback": piece.pk, "need": need.pk, "bet": bet.pk, "goal": goal.pk,
        "plan": plan.pk,
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["feedback", "need", "bet", "goal", "plan"])
def test_the_line_is_the_same_whole_from_every_end(
    ana: Person, whole_line: dict[str, int], kind: str
) -> None:
    line = line_of(actor=ana.actor, kind=kind, pk=whole_line[kind], now=NOW)

    assert {
        "feedback": line.voices[0].id,
        "need": line.needs[0].id,
        "bet": line.bets[0].id,
        "goal": line.goals[0].id,
        "plan": line.places[0].plan_id,
    } == whole_line
    assert (line.missing, line.pieces) == ("decision", 1)


def test_a_line_goes_on_from_a_decision_to_what_was_learned(
    ana: Person, whole_line: dict[str, int]
) -> None:
    made = make_decision(ana, bet_ids=(whole_line["bet"],))
    asked = decisions.create_prediction(
        actor=ana.actor,
        prediction=PredictionIn(
            "Thirty sign in", resolve_on=date(2026, 12, 1), decision_id=made.pk
        ),
        on=NOW.date(),
    )
    full_chair(ana, made)
    decisions.decide(
        actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
        because="it is cheaper", now=NOW,
    )  # fmt: skip
    broken = []
    for step in (
        lambda: decisions.resolve_prediction(
            actor=ana.actor, prediction_id=asked.pk, now=NOW + timedelta(days=30),
            outcome=OutcomeIn(happened=True, source="Counted"),
        ),
        lambda: decisions.review_decision(
            actor=ana.actor, decision_id=made.pk, process=4, result="expected",
            lesson="Ask ports first", now=NOW,
        ),
        lambda: None,
    ):  # fmt: skip
        line = line_of(
            actor=ana.actor, kind="feedback", pk=whole_line["feedback"], now=NOW
        )
        broken.append(line.missing)
        step()

    assert broken == ["outcome", "learned", ""]
    assert line.lessons[0][1].lesson == "Ask ports first"


def test_a_line_says_where_it_breaks(ana: Person) -> None:
    need = make_need(ana, "Nobody asked for this")

    line = line_of(actor=ana.actor, kind="need", pk=need.pk, now=NOW)

    assert line.missing == "feedback"


def test_a_line_is_invisible_to_a_stranger_and_open_to_a_reader(
    ben: Person, cleo: Person, whole_line: dict[str, int]
) -> None:
    for kind, pk in whole_line.items():
        assert line_of(actor=ben.actor, kind=kind, pk=pk, now=NOW).id == pk
        with pytest.raises(NotFound):
            line_of(actor=cleo.actor, kind=kind, pk=pk, now=NOW)
    with pytest.raises(NotFound):
        line_of(actor=ben.actor, kind="nothing", pk=1, now=NOW)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("sign", ["need", "bet"]),
        ("passw", ["feedback"]),
        ("hospitals", ["goal"]),
        ("s", []),
        ("", []),
    ],
)
def test_search_finds_every_kind_by_its_words(
    ana: Person, whole_line: dict[str, int], text: str, kinds: list[str]
) -> None:
    assert [hit.kind for hit in find(actor=ana.actor, text=text)] == kinds


def test_search_stays_in_the_workspace(
    cleo: Person, whole_line: dict[str, int]
) -> None:
    assert find(actor=cleo.actor, text="sign") == []


def test_today_names_what_waits(ana: Person, whole_line: dict[str, int]) -> None:
    make_need(ana, "Export the hours")
    loose = make_need(ana, "See the tide")
    say(ana, "When is the tide?", loose)
    say(ana, "Nobody has read this")

    brief = today(actor=ana.actor, now=NOW, on=date(2026, 11, 23))

    assert [need.statement for need in brief.open_needs] == ["See the tide"]
    assert brief.waiting_pieces == 1
    assert brief.committed_plan == whole_line["plan"]
    assert not brief.is_empty


def test_today_of_an_empty_workspace_says_so(cleo: Person) -> None:
    brief = today(actor=cleo.actor, now=NOW, on=date(2026, 11, 23))

    assert (brief.is_empty, brief.committed_plan, brief.moved) == (True, None, [])


def test_today_counts_open_decisions_and_empty_chairs(
    ana: Person, cleo: Person
) -> None:
    make_decision(ana, question="Build or buy?")
    full_chair(ana, make_decision(ana, question="Raise the price?"))

    brief = today(actor=ana.actor, now=NOW, on=NOW.date())

    assert brief.open_decisions == (2, 1)
    assert today(actor=cleo.actor, now=NOW, on=NOW.date()).open_decisions == (0, 0)


def test_search_finds_a_goal_once_by_its_name_or_by_what_was_said_of_it(
    ana: Person, cleo: Person, whole_line: dict[str, int]
) -> None:
    goal = whole_line["goal"]
    for reason in ("Hospitals wait for their budget", "Hospitals decide in spring"):
        check_in(
            actor=ana.actor, goal_id=goal, said=CheckInIn(60, reason),
            today=date(2026, 11, 27),
        )  # fmt: skip

    by_name = [h for h in find(actor=ana.actor, text="hospitals") if h.kind == "goal"]
    (by_words,) = find(actor=ana.actor, text="in spring")

    assert [(hit.id, hit.detail) for hit in by_name] == [(goal, "open")]
    assert (by_words.kind, by_words.id) == ("goal", goal)
    assert by_words.detail == "Hospitals decide in spring"
    assert find(actor=cleo.actor, text="in spring") == []
