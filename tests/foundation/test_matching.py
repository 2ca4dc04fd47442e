"""Words found in short texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.matching import (
    ENOUGH,
    around,
    find_in,
    fold,
    marks_in,
    near_words,
    words_of,
)

TEXTS = [
    "Single sign-on",
    "Sign in with the account staff already have",
    "The cost of sign-on over three years, Petra Lang",
    "Petra Lang, finance director",
    "Über die Brücke",
    "Open a decision",
]


def found(typed: str, texts: list[str] = TEXTS) -> list[str]:
    return [texts[one.place] for one in find_in(typed, texts)]


def test_a_text_with_all_words_comes_first_and_one_with_some_after_it() -> None:
    assert found("sign on petra")[0] == TEXTS[2]
    assert TEXTS[3] in found("sign on petra")


def test_enough_texts_with_all_words_leave_out_those_with_some() -> None:
    others = ["port", *(["rota"] * 20)]
    four = ["port price"] * (ENOUGH - 1) + others
    five = ["port price"] * ENOUGH + others
    assert found("port price", four) == [*(["port price"] * (ENOUGH - 1)), "port"]
    assert found("port price", five) == ["port price"] * ENOUGH


def test_a_whole_word_beats_a_beginning_and_that_the_inside() -> None:
    texts = ["a headport", "a portal", "the port"]
    assert found("port", texts) == ["the port", "a portal", "a headport"]


@pytest.mark.parametrize(
    ("typed", "n"), [("or", 0), ("ort", 1)], ids=["two letters", "three letters"]
)
def test_the_inside_of_a_word_counts_from_three_letters_on(typed: str, n: int) -> None:
    assert len(find_in(typed, ["the port"])) == n


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ("decisoin", True),  # two letters changed places: one slip
        ("deciisoin", True),  # eight letters and more: two slips
        ("dessissoin", False),
        ("opne", True),
        ("oqnn", False),  # two slips in four letters
        ("opn", False),  # too short to be sure
    ],
)
def test_a_slip_is_forgiven_where_the_word_is_long_enough(
    typed: str, holds: bool
) -> None:
    assert (found(typed) == ["Open a decision"]) is holds


def test_a_word_that_stands_somewhere_is_not_taken_for_a_slip() -> None:
    assert found("sing", ["Sing along", "Sign in"]) == ["Sing along"]


def test_accents_and_capitals_do_not_matter() -> None:
    assert found("uber brucke") == found("ÜBER BRÜCKE") == ["Über die Brücke"]


def test_nothing_typed_finds_nothing() -> None:
    assert find_in("", TEXTS) == find_in(" - ", TEXTS) == find_in("sign", []) == []


@given(st.text(max_size=60))
def test_folding_keeps_every_sign_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=30), st.text(max_size=60))
def test_marks_lie_apart_inside_the_text_and_on_what_was_typed(
    typed: str, text: str
) -> None:
    marks = marks_in(typed, text)
    flat = [at for mark in marks for at in mark]
    assert flat == sorted(set(flat))
    assert not flat or (flat[0] >= 0 and flat[-1] <= len(text))
    assert bool(marks) <= any(word in fold(text) for word in words_of(typed))


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("cutsome", ["custome"]),  # a word that goes on, two letters changed places
        ("custmer", ["customer"]),  # one left out
        ("custoome", ["custome"]),  # one too many
        ("custm", []),  # five letters of an unfinished word are too few
        ("xustome", []),  # an unfinished word begins with its letter
        ("pric", ["price"]),
        ("pri", []),
    ],
)
def test_a_slip_is_forgiven_in_a_word_that_is_not_written_out(
    typed: str, near: list[str]
) -> None:
    assert near_words(typed, ["customers", "price"])[:1] == near


def test_the_nearest_word_comes_first_whatever_the_order_of_the_others() -> None:
    words = [f"invoic{sign}" for sign in "abcdefgh"]
    assert near_words("invoize", words) == near_words("invoize", words[::-1])


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("decisoin", "<decision>"),
        ("opne", "<Open>"),
        ("dec", "<dec>"),
        ("zzzz", ""),
    ],
)
def test_what_was_meant_is_marked_where_nothing_else_is(
    typed: str, marked: str
) -> None:
    text = "Open a decision"
    marks = "".join(f"<{text[a:b]}>" for a, b in marks_in(typed, text))
    assert marks == marked


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("sign-on", "Depends on sign-on", "<sign><on>"),
        ("sign-on", "Once it is on paper, sign it", "<sign>"),
        ("eu price", "Price per seat in the EU", "<Price><EU>"),
        ("eu price", "Price, and europe follows", "<Price>"),
        ("on", "Depends on sign-on", "<on>"),
    ],
)
def test_a_short_word_is_marked_beside_a_longer_one_or_as_a_name(
    typed: str, text: str, marked: str
) -> None:
    marks = "".join(f"<{text[a:b]}>" for a, b in marks_in(typed, text))
    assert marks == marked


@given(
    words=st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=60),
    longest=st.integers(40, 90),
)
def test_a_cut_text_fits_and_shows_the_first_word_that_is_looked_for(
    words: list[str], longest: int
) -> None:
    text = " ".join([*words, "export", *words])
    cut = around(text, "exprot", longest)
    assert len(cut) <= longest
    assert "export" in cut


def test_a_word_in_two_and_a_slip_of_a_word_that_others_have_are_found() -> None:
    texts = ["sinon très bien", "Single sign-on", "Renate Osterloh", "Renata Vogel"]

    assert find_in("signon", texts)[0].place == 1
    assert find_in("Renate Vogl", texts)[0].place == 3
    assert find_in("Renate", texts)[0].place == 2
