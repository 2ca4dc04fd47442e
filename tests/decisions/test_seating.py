"""Seating holds nobody up: it searches first, and keeps what still holds after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from leadline.decisions import actions
from leadline.decisions.actions import seating
from leadline.decisions.models import ChairWord, Decision, Option
from leadline.decisions.queries import chair_of
from leadline.decisions.types import Heard, WordState
from leadline.engine.chair.stance import Proposal
from leadline.evidence import actions as evidence
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackState
from leadline.foundation.errors import Conflict
from tests.conftest import Person
from tests.decisions.making import NOW, REASON, make_decision, option_of, say

Meanwhile = Callable[[], object]


@pytest.fixture
def asked(ana: Person) -> tuple[Decision, list[Feedback]]:
    """A decision that waits for its chair, and two pieces of its need."""
    need = evidence.create_need(actor=ana.actor, statement="Sign in", now=NOW)
    pieces = [say(ana, words, need_id=need.pk) for words in ("Keep it", "Change it")]
    return make_decision(ana, need_ids=(need.pk,)), pieces


def seat(
    person: Person,
    made: Decision,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Meanwhile = lambda: None,
) -> Heard:
    """Seat the customer; ``meanwhile`` happens while the words are looked for."""

    def propose(words: Sequence[str], *_: object) -> list[Proposal]:
        meanwhile()
        return [
            Proposal(
                word=n, option=0, side="neither", near=0.5, guess="for", likely=0.6,
                passage=said, strength=0.5,
            )
            for n, said in enumerate(words)
        ]  # fmt: skip

    monkeypatch.setattr(seating, "propose", propose)
    return actions.seat_chair(actor=person.actor, decision_id=made.pk, now=NOW)


def waiting(made: Decision) -> set[int]:
    words = ChairWord.objects.filter(decision=made, state=WordState.PROPOSED)
    return set(words.values_list("feedback_id", flat=True))


@pytest.mark.django_db(transaction=True)
def test_words_are_looked_for_while_others_may_write(
    ana: Person,
    asked: tuple[Decision, list[Feedback]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, pieces = asked
    is_open: list[bool] = []

    heard = seat(
        ana, made, monkeypatch, lambda: is_open.append(connection.in_atomic_block)
    )

    assert (heard, is_open) == (Heard(2, 2), [False])
    assert waiting(made) == {piece.pk for piece in pieces}


def heard_by(person: Person, made: Decision, piece: Feedback) -> Meanwhile:
    return lambda: actions.add_word(
        actor=person.actor, decision_id=made.pk, option_id=option_of(made).pk,
        feedback_id=piece.pk, side="for", now=NOW,
    )  # fmt: skip


def test_what_somebody_heard_in_the_meantime_is_not_proposed_again(
    ana: Person,
    olu: Person,
    asked: tuple[Decision, list[Feedback]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, (first, second) = asked

    heard = seat(ana, made, monkeypatch, heard_by(olu, made, first))

    assert heard.proposed == 1
    assert waiting(made) == {second.pk}
    chair = chair_of(actor=ana.actor, decision_id=made.pk, now=NOW)
    assert [(w.feedback_id, w.set_by) for w in chair.words] == [(first.pk, "olu")]


@pytest.mark.parametrize(
    "change",
    [
        {"words": "Never mind"},
        {"set_aside": "noise"},
        {"side": "ours"},
        {"state": FeedbackState.ARCHIVED},
    ],
)
def test_a_piece_that_changed_in_the_meantime_is_not_proposed(
    ana: Person,
    asked: tuple[Decision, list[Feedback]],
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, str],
) -> None:
    made, (first, second) = asked
    piece = Feedback.objects.filter(pk=first.pk)

    heard = seat(ana, made, monkeypatch, lambda: piece.update(**change))

    assert heard == Heard(1, 2)
    assert waiting(made) == {second.pk}


def test_a_piece_that_went_in_the_meantime_is_not_proposed(
    ana: Person,
    asked: tuple[Decision, list[Feedback]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, (first, second) = asked
    seat(ana, made, monkeypatch, Feedback.objects.filter(pk=first.pk).delete)
    assert waiting(made) == {second.pk}


@pytest.mark.parametrize("what", ["question", "note", "more"])
def test_another_question_asks_for_another_search(
    ana: Person,
    asked: tuple[Decision, list[Feedback]],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    made, pieces = asked
    seat(ana, made, monkeypatch)
    changes: dict[str, Meanwhile] = {
        "question": lambda: Decision.objects.filter(pk=made.pk).update(question="No?"),
        "note": lambda: Option.objects.filter(decision=made).update(note="In May"),
        "more": lambda: Option(
            workspace_id=made.workspace_id, decision=made, title="Neither", position=9
        ).save(),
    }

    with pytest.raises(Conflict, match="Look for words again"):
        seat(ana, made, monkeypatch, changes[what])

    assert waiting(made) == {piece.pk for piece in pieces}, "older ones stay"


def test_a_decision_taken_in_the_meantime_stays_as_it_was_taken(
    ana: Person,
    asked: tuple[Decision, list[Feedback]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, (first, _) = asked
    seat(ana, made, monkeypatch)
    actions.reject_the_rest(actor=ana.actor, decision_id=made.pk, now=NOW)
    actions.hear_chair(actor=ana.actor, decision_id=made.pk, now=NOW)
    say(ana, "One more thing", need_id=first.need_id)

    def decide() -> None:
        actions.decide(
            actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
            because="it is cheaper", override=REASON, now=NOW,
        )  # fmt: skip

    with pytest.raises(Conflict, match="is taken"):
        seat(ana, made, monkeypatch, decide)

    assert waiting(made) == set()
