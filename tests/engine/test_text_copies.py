"""Which texts are copies of which."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.text.copies import near_copies

WORDS = st.sampled_from("card lost app slow export login money fee dark mode".split())
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), max_size=30)
LONG = "my new card has not arrived at home although I ordered it two weeks ago"


def test_case_and_punctuation_do_not_make_a_different_text() -> None:
    stands = near_copies(["Log in!", "log-in", "log in", "sign in"])

    assert stands.tolist() == [2, 2, 2, 3]


def test_a_long_text_with_one_more_word_is_a_near_copy_and_a_short_one_is_not() -> None:
    assert len(set(near_copies([LONG, LONG + " today"]))) == 1
    assert len(set(near_copies(["card lost", "card lost today"]))) == 2


def test_texts_that_say_the_opposite_in_other_words_stay_apart() -> None:
    assert len(set(near_copies([LONG, "the app closes when I open the camera"]))) == 2


def test_no_text_and_texts_without_words_are_taken() -> None:
    assert near_copies([]).tolist() == []
    assert near_copies(["", "!!", ""]).tolist() == [0, 1, 0]


@given(TEXTS)
def test_each_class_stands_behind_one_of_its_own(texts: list[str]) -> None:
    stands = near_copies(texts)

    assert (stands[stands] == stands).all()


@given(TEXTS, st.randoms(use_true_random=False))
def test_shuffled_rows_give_the_same_classes(texts, random) -> None:
    order = list(range(len(texts)))
    random.shuffle(order)
    shuffled = near_copies([texts[i] for i in order])

    stands = [texts[i] for i in near_copies(texts)]
    assert [stands[i] for i in order] == [texts[order[s]] for s in shuffled]


@given(TEXTS)
def test_a_text_said_again_changes_no_class(texts: list[str]) -> None:
    if texts:
        before = near_copies(texts)
        after = near_copies([*texts, texts[0]])
        assert np.array_equal(before, after[:-1])
        assert after[-1] == after[0]
