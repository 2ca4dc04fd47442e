"""The operator's language model proposes sides through the same door, as its own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from leadline.accounts.models import Event, Job
from leadline.decisions import actions, bridge, jobs
from leadline.decisions.models import ChairWord, Decision
from leadline.decisions.types import DecisionIn, Guesser, OptionIn
from leadline.evidence import actions as evidence
from leadline.foundation.errors import Invalid
from tests.conftest import Person
from tests.decisions.hearing import hearing, tell, wait
from tests.decisions.making import NOW, make_decision, option_of, say

WORDS = "Please leave the desk as it is, we rely on it."


class Silent:
    started_at = NOW

    def step(self, done: int, total: int, message: str = "") -> None:
        assert done <= total


@pytest.fixture
def model(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A model that answers with what stands in the list, the next each time."""
    settings.LLM_URL, settings.LLM_MODEL = "https://models.example.com/v1", "small"
    answers: list[Any] = []

    def ask(_: object, messages: list[dict[str, str]]) -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return json.dumps({"sides": answer})

    monkeypatch.setattr(bridge, "ask_model", ask)
    return answers


def desk(person: Person) -> Decision:
    return make_decision(person, "Close it", "Keep it as it is", question="Close?")


def row(word: int = 1, option: int = 1, side: str = "against", strength: float = 0.9):
    return {"word": word, "option": option, "side": side, "strength": strength}


def run(person: Person, made: Decision) -> dict[str, Any]:
    return jobs.ask_about_words(
        actor=person.actor, progress=Silent(), decision_id=made.pk
    )


def test_its_sides_are_marked_as_its_own(ana: Person, model: list[Any]) -> None:
    made = desk(ana)
    keep = option_of(made, "Keep it as it is")
    wait(ana, made, WORDS, option=keep, guess="for", chance=0.6)
    model.append([row()])

    assert run(ana, made) == {"asked": 1, "guessed": 1}

    shown = hearing(ana, made)
    assert [(g.option, g.side, g.by) for g in shown.guesses] == [
        ("Close it", "against", Guesser.OPERATOR)
    ], "one model speaks at a time"
    assert shown.record.by == Guesser.OPERATOR
    last = Event.objects.filter(verb="decisions.take_guesses").get()
    assert last.detail["asked"] == 1
    assert ChairWord.objects.filter(set_by__isnull=False).count() == 0


def test_what_cannot_be_read_is_no_guess_and_the_rest_goes_on(
    ana: Person, model: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "ASKED_AT_ONCE", 1)
    made = desk(ana)
    for n in range(4):
        keep = option_of(made, "Keep it as it is")
        wait(ana, made, f"{WORDS} {n}", option=keep, strength=0.9 - n / 10)
    model += [[row(word=9)], [row()], Invalid("too slow"), [row()]]

    assert run(ana, made) == {"asked": 2, "guessed": 2}
    assert ChairWord.objects.filter(guess_by=Guesser.OPERATOR).count() == 2


def test_two_failures_in_a_row_end_the_asking(
    ana: Person, model: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "ASKED_AT_ONCE", 1)
    made = desk(ana)
    for n in range(3):
        wait(ana, made, f"{WORDS} {n}", option=option_of(made, "Close it"))
    model += [Invalid("gone"), Invalid("gone"), [row()]]

    assert run(ana, made) == {"asked": 0, "guessed": 0}
    assert len(model) == 1, "nobody asked again"


def test_what_a_person_said_stays(ana: Person, model: list[Any]) -> None:
    made = desk(ana)
    close = option_of(made, "Close it")
    word = wait(ana, made, WORDS, option=close)
    tell(ana, made, (close, "neither"))

    n = actions.take_guesses(
        actor=ana.actor, decision_id=made.pk, asked=1, now=NOW,
        guesses=[(word.feedback_id, close.pk, "against", 0.9)],
    )  # fmt: skip

    word.refresh_from_db()
    assert (n, word.side, word.guess) == (0, "neither", "")


def test_words_are_asked_about_only_where_the_operator_named_a_model(
    ana: Person, model: list[Any], settings: Any
) -> None:
    need = evidence.create_need(actor=ana.actor, statement="Own login", now=NOW)
    say(ana, WORDS, need_id=need.pk)
    said = DecisionIn(
        "Do we close the desk?",
        options=(OptionIn("Close it"), OptionIn("Keep it", "as it is")),
        need_ids=(need.pk,),
    )
    made = actions.create_decision(actor=ana.actor, decision=said, now=NOW)
    actions.seat_chair(actor=ana.actor, decision_id=made.pk, now=NOW)
    assert Job.objects.filter(kind=actions.ASK_MODEL).count() == 1

    settings.LLM_URL = ""
    actions.seat_chair(actor=ana.actor, decision_id=made.pk, now=NOW)
    assert Job.objects.filter(kind=actions.ASK_MODEL).count() == 1
    assert run(ana, made) == {"asked": 0, "guessed": 0}
    assert model == []
