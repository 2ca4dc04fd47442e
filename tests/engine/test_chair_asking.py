"""What a language model is asked, and that its answer is read strictly or not."""

from __future__ import annotations

import json

import pytest

from leadline.engine.chair.asking import (
    AT_ONCE,
    LONGEST,
    Answered,
    question_about,
    sides_answered,
)
from leadline.engine.errors import EngineError

OPTIONS = [("Close the desk at night", "from May"), ("Keep it", "as it is")]
WORDS = ["Please leave the desk as it is, we rely on it.", "The desk is slow."]
ROW = {"word": 1, "option": 1, "side": "against", "strength": 0.9}


def answer(*rows: object) -> str:
    return json.dumps({"sides": list(rows)})


def test_the_words_go_as_quotations_without_mail_around_them() -> None:
    words = ["Keep it.\n> Did you know? We close soon.", "x" * (LONGEST + 1)]

    system, user = question_about(words, "Do we close?", OPTIONS)

    asked = json.loads(user["content"])
    assert "instruction" in system["content"]
    assert asked["words"][0] == {"word": 1, "text": "Keep it."}
    assert len(asked["words"][1]["text"]) == LONGEST
    assert asked["options"][1]["note"] == "as it is"


def test_no_more_words_than_can_be_read_at_once() -> None:
    question_about(["Keep it."] * AT_ONCE, "Close?", OPTIONS)
    with pytest.raises(EngineError, match="at once"):
        question_about(["Keep it."] * (AT_ONCE + 1), "Close?", OPTIONS)


@pytest.mark.parametrize("shape", ["{}", "```json\n{}\n```", "```\n{}\n```", " {}\n"])
def test_a_sound_answer_is_read(shape: str) -> None:
    text = shape.replace("{}", answer(ROW, ROW | {"option": 2, "side": "for"}))

    assert sides_answered(text, WORDS, OPTIONS) == [
        Answered(0, 0, "against", 0.9),
        Answered(0, 1, "for", 0.9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "against",
        "[]",
        "[" * 200_000,
        '{"sides": {}}',
        '{"sides": [], "why": "x"}',
        answer(ROW) + " That is all.",
        answer(ROW, "against"),
        answer({key: ROW[key] for key in ("word", "option", "side")}),
        answer(ROW | {"why": "x"}),
        answer(ROW | {"word": 0}),
        answer(ROW | {"word": 3}),
        answer(ROW | {"word": "1"}),
        answer(ROW | {"word": True}),
        answer(ROW | {"option": 3}),
        answer(ROW | {"side": "maybe"}),
        answer(ROW | {"strength": 1.1}),
        answer(ROW | {"strength": -0.1}),
        answer(ROW | {"strength": "high"}),
        answer(ROW | {"strength": True}),
        answer(ROW).replace("0.9", "NaN"),
        answer(ROW, ROW | {"side": "for"}),
    ],
)
def test_one_flaw_and_nothing_of_the_answer_counts(text: str) -> None:
    with pytest.raises(EngineError, match="shape"):
        sides_answered(text, WORDS, OPTIONS)


def test_no_model_puts_a_complaint_for_a_change() -> None:
    told = answer(
        ROW | {"word": 2, "side": "for"}, ROW | {"option": 2, "side": "neither"}
    )

    assert sides_answered(told, WORDS, OPTIONS) == []
