"""Guesses and their record in a workspace: computed from what people then said."""

from __future__ import annotations

import pytest

from leadline.decisions import bridge, queries
from leadline.decisions.models import ChairWord, Decision
from leadline.decisions.types import Guesser, WordState
from tests.conftest import Person
from tests.decisions.hearing import hearing, tell, wait
from tests.decisions.making import make_decision, option_of


def record(person: Person, by: str = Guesser.OURS):
    return queries.guess_records(actor=person.actor)[by]


def answered(
    person: Person, made: Decision, right: int, wrong: int, chance: float = 0.6
) -> None:
    """Let people have answered guesses."""
    for n in range(right + wrong):
        word = wait(person, made, f"Words {chance} {n}", guess="for", chance=chance)
        word.state, word.side = WordState.CONFIRMED, "for" if n < right else "against"
        word.set_by = person.user
        word.save()


def test_a_guess_is_shown_with_what_is_known_until_there_is_a_record(
    ana: Person,
) -> None:
    made = make_decision(ana)
    answered(ana, made, 15, 4)
    wait(ana, made, "Point it at our directory", guess="for", chance=0.56)

    shown = hearing(ana, made)

    assert [(g.side, g.option) for g in shown.guesses] == [("for", "Buy")]
    assert (shown.record.has_record, shown.record.answered) == (False, 19)
    assert (shown.record.known_right, shown.record.known) == (
        bridge.PROPOSALS.right,
        bridge.PROPOSALS.proposed,
    )


@pytest.mark.parametrize(("chance", "guessed"), [(0.56, 1), (0.54, 0)])
def test_below_the_bar_there_is_no_guess(
    ana: Person, chance: float, guessed: int
) -> None:
    made = make_decision(ana)
    wait(ana, made, "Point it at our directory", guess="for", chance=chance)

    assert len(hearing(ana, made).guesses) == guessed


@pytest.mark.parametrize(("right", "bar"), [(15, 0.55), (14, None)])
def test_a_guess_that_does_not_hold_here_is_made_no_more(
    ana: Person, right: int, bar: float | None
) -> None:
    made = make_decision(ana)
    answered(ana, made, right, 20 - right, chance=0.6)
    wait(ana, made, "Point it at our directory", guess="for", chance=0.6)

    shown = hearing(ana, made)

    assert (shown.record.bar, shown.record.right) == (bar, right)
    assert len(shown.guesses) == (0 if bar is None else 1)


def test_people_who_agree_lower_the_bar(ana: Person) -> None:
    made = make_decision(ana)
    answered(ana, made, 16, 4, chance=0.48)
    wait(ana, made, "Point it at our directory", guess="for", chance=0.48)

    assert record(ana).bar == 0.45
    assert len(hearing(ana, made).guesses) == 1


def test_what_nobody_said_is_no_answer(ana: Person) -> None:
    made = make_decision(ana)
    build, buy = option_of(made, "Build"), option_of(made)
    word = wait(ana, made, "Point it at ours", guess="for", chance=0.7)
    ChairWord.objects.create(
        workspace_id=word.workspace_id, decision=made, option=build, side="against",
        feedback=word.feedback, guess="against", guess_by="ours", chance=0.7,
    )  # fmt: skip

    tell(ana, made, (buy, "for"))
    assert (record(ana).right, record(ana).answered) == (1, 1)

    wait(ana, made, "Our printer is broken", guess="for", chance=0.7)
    tell(ana, made, is_off=True)
    assert (record(ana).right, record(ana).answered) == (1, 2)


def test_each_model_and_each_workspace_has_its_own_record(
    ana: Person, cleo: Person
) -> None:
    made = make_decision(ana)
    answered(ana, made, 3, 0)
    ChairWord.objects.update(guess_by=Guesser.OPERATOR)

    assert (record(ana).answered, record(ana, Guesser.OPERATOR).answered) == (0, 3)
    assert record(cleo, Guesser.OPERATOR).answered == 0
    assert record(ana, Guesser.OPERATOR).known == 0


@pytest.mark.parametrize(
    ("sure", "strong", "shown"),
    [
        ((0.30, 0.20), (0.1, 0.9), "of Build"),
        ((0.20, 0.30), (0.9, 0.1), "of Buy"),
        ((0.30, 0.30), (0.1, 0.9), "of Buy"),
        ((0.30, 0.30), (0.9, 0.1), "of Build"),
    ],
)
def test_without_a_guess_the_surest_passage_is_shown(
    ana: Person, sure: tuple[float, float], strong: tuple[float, float], shown: str
) -> None:
    made = make_decision(ana, "Build", "Buy")
    word = wait(
        ana, made, "Both of them", option=option_of(made, "Build"),
        passage="of Build", chance=sure[0], strength=strong[0],
    )  # fmt: skip
    ChairWord.objects.create(
        workspace_id=word.workspace_id, decision=made, option=option_of(made, "Buy"),
        feedback=word.feedback, side="neither",
        passage="of Buy", chance=sure[1], strength=strong[1],
    )  # fmt: skip

    found = hearing(ana, made)

    assert (found.guesses, found.word.passage) == ((), shown)
