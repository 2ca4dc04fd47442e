"""What of a customer's words is shown, and how large."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.decisions.types import sentences, telling_of
from leadline.decisions.types.telling import LONG, MEDIUM, SHORT, TOO_LONG

PIECES = [
    "We", "sign", "Straße.", "It is “as it was”!", "why?", "(no)", "…", "z. B.", "\n",
    "and so on " * 30, "one long sentence with no end " * 20, "'Yes.'", "9.50", "É,",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(" ".join)


@given(words=WORDS, start=st.integers(0, 1600), length=st.integers(1, 900))
def test_a_passage_is_whole_or_nothing_of_it_is_marked(
    words: str, start: int, length: int
) -> None:
    text = " ".join(words.split())
    passage = text[start : start + length].strip()

    shown = telling_of(words, passage)

    assert shown.passage in shown.text
    assert shown.text.rstrip("…").replace(" · ", " ") in text
    if passage:
        assert passage in shown.text
        assert shown.passage.casefold() == passage.casefold()
        assert not shown.is_part


@given(words=WORDS)
def test_sentences_lose_nothing_but_blanks(words: str) -> None:
    assert "".join("".join(sentences(words)).split()) == "".join(words.split())


@pytest.mark.parametrize(
    ("length", "size", "is_too_long"),
    [
        (SHORT, "short", False), (SHORT + 1, "mid", False),
        (MEDIUM, "mid", False), (MEDIUM + 1, "long", False),
        (LONG, "long", False), (LONG + 1, "long", False),
        (TOO_LONG, "long", False), (TOO_LONG + 1, "over", True),
    ],
)  # fmt: skip
def test_the_size_of_type_goes_by_what_is_shown(
    length: int, size: str, is_too_long: bool
) -> None:
    passage = "x" * (length - 1) + "."

    shown = telling_of(f"Before it. {passage} And after it.", passage)

    assert (shown.size, shown.is_too_long) == (size, is_too_long)
    assert passage in shown.text


def test_sentences_come_whole_while_the_size_holds() -> None:
    words = "We signed for nine. Keep what we signed, please. Thank you. " + "y" * 90

    shown = telling_of(words, "Keep what we signed")

    assert shown.text == "We signed for nine. Keep what we signed, please. Thank you."
    assert (shown.passage, shown.size) == ("Keep what we signed", "short")


def test_a_room_sees_more_or_less_than_a_card() -> None:
    words = "One. Keep what we signed, please. Two. Three."

    assert telling_of(words, "Keep", room=0).text == "Keep what we signed, please."
    assert telling_of(words, "Keep", room=200).text == words


def test_a_passage_of_a_sentence_without_end_stands_alone() -> None:
    words = "and so on " * 70 + "we leave " + "and so on " * 70

    shown = telling_of(words, "we leave")

    assert (shown.text, shown.size) == ("we leave", "short")


def test_words_without_a_passage_are_whole_where_they_fit() -> None:
    assert telling_of("A. B.", "").text == "A. B."
    assert telling_of("A. B.", "not said").text == "A. B."
    long = telling_of("We need it now. " * 60)
    assert long.is_part
    assert long.text.endswith("We need it now.")
    assert len(long.text) <= LONG


def test_words_without_end_or_passage_say_that_they_go_on() -> None:
    shown = telling_of("on and " * 300)

    assert shown.text.endswith("…")
    assert (shown.is_part, shown.is_too_long) == (True, True)


def test_a_passage_over_the_subject_keeps_it_apart() -> None:
    words = "Port price\n\nIn our contract it stands. For us not now."
    passage = "Port price In our contract it stands."

    shown = telling_of(words, passage, 0)
    assert shown.text == "Port price · In our contract it stands."
    assert shown.passage == shown.text
