from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.chair.passages import passage_about
from leadline.engine.chair.scores import ChairScores, Touched, Word, chair_scores
from leadline.engine.errors import EngineError

SEGMENTS = ("Hospitals", "Ports", "Clinics")
customers = st.integers(1, 8)


def known(pk: int) -> dict[str, object]:
    """Every customer has one segment and one revenue."""
    return {"segment": SEGMENTS[pk % 3], "revenue": float(10 * pk)}


words = st.lists(
    st.builds(
        lambda pk, age, copy: Word(
            pk, age, copy, **(known(pk) if pk is not None else {})
        ),
        st.one_of(st.none(), customers),
        st.integers(0, 900).map(float),
        st.integers(1, 12),
    ),
    max_size=12,
)
touched = st.lists(customers, unique=True, max_size=8).map(
    lambda found: [Touched(pk, **known(pk)) for pk in found]
)


def scored(said: list[Word], people: list[Touched], half: float = 90) -> ChairScores:
    return chair_scores(said, people, half_life_days=half)


@given(said=words.filter(bool), people=touched, place=st.integers(0, 11))
def test_a_copy_changes_no_score(
    said: list[Word], people: list[Touched], place: int
) -> None:
    of = said[place % len(said)]
    first = max(w.age_days for w in said if w.copy == of.copy)
    copies = [
        of,
        replace(of, age_days=first / 2),
        replace(of, age_days=first / 2, customer=8, **known(8)),
    ]

    for copy in copies:
        if copy.age_days < first or copy in said:
            assert scored([*said, copy], people) == scored(said, people)


@given(said=words, people=touched, age=st.integers(0, 900))
def test_a_word_of_a_new_segment_never_lowers_coverage(
    said: list[Word], people: list[Touched], age: int
) -> None:
    new = Word(99, float(age), 99, "Airports", 50.0)

    assert scored([*said, new], people).coverage >= scored(said, people).coverage


@given(said=words, people=touched, days=st.integers(0, 400))
def test_ageing_never_raises_freshness(
    said: list[Word], people: list[Touched], days: int
) -> None:
    older = [replace(word, age_days=word.age_days + days) for word in said]

    assert scored(older, people).freshness <= scored(said, people).freshness + 1e-12


@given(said=words, people=touched)
def test_scores_stay_in_their_bounds(said: list[Word], people: list[Touched]) -> None:
    found = scored(said, people)

    assert 0 <= found.coverage <= 1
    assert 0 <= found.freshness <= 1
    assert found.diversity <= len({word.customer for word in said})
    assert (found.verdict == "empty") == (not said)


def voice(pk: int, segment: str, revenue: float = 100, age: float = 10) -> Word:
    return Word(pk, age, pk, segment, revenue)


def copy_of(word: Word, age: float, customer: int | None = None) -> Word:
    who = word.customer if customer is None else customer
    return replace(word, age_days=age, customer=who)


ALL = [Touched(i, SEGMENTS[i % 3], 100) for i in range(1, 7)]
FOUR = [voice(i, SEGMENTS[i % 3]) for i in (1, 2, 3, 4)]
# The verdict a product leader would give, and what they would complain about.
CASES = {
    "nobody was asked": ([], ALL, "empty", ()),
    "four customers of all segments, last week": (FOUR, ALL, "taken", ()),
    "one loud customer, five times": (
        [Word(1, 10, i, "Ports", 100) for i in range(5)], ALL, "weak",
        ("coverage", "diversity"),
    ),
    "one mail forwarded by four people": (
        [FOUR[0], *(copy_of(FOUR[0], 3, i) for i in (2, 3, 4))], ALL, "weak",
        ("coverage", "diversity"),
    ),
    "everybody, but two years ago": (
        [replace(w, age_days=730) for w in FOUR], ALL, "weak", ("freshness",),
    ),
    "many, all from one small segment": (
        [voice(10 + i, "Clinics", 5) for i in range(5)],
        [*ALL, *(Touched(10 + i, "Clinics", 5) for i in range(5))], "weak",
        ("coverage",),
    ),
    "the largest customers of each segment": (
        [voice(1, "Ports", 900), voice(2, "Clinics", 900), voice(3, "Hospitals", 900)],
        [Touched(1, "Ports", 900), Touched(2, "Clinics", 900),
         Touched(3, "Hospitals", 900), *ALL[3:]], "taken", (),
    ),
    "voices nobody can name": (
        [Word(None, 5, i) for i in range(6)], ALL, "weak", ("coverage", "diversity"),
    ),
    "three old voices and a fresh one": (
        [*(replace(w, age_days=400) for w in FOUR[:3]), FOUR[3]], ALL, "weak",
        ("freshness",),
    ),
    "two segments of three, half the revenue": (
        [voice(1, "Ports"), voice(2, "Clinics"), voice(4, "Ports")], ALL, "taken", (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_verdict_is_the_one_a_product_leader_would_give(name: str) -> None:
    said, people, verdict, reasons = CASES[name]

    found = scored(said, people)

    assert (found.verdict, found.reasons) == (verdict, reasons)


@pytest.mark.parametrize(
    ("said", "people", "half"),
    [
        ([Word(1, -1, 1)], [], 90),
        ([], [Touched(1, "", -5)], 90),
        ([], [], 0),
        ([], [], float("nan")),
    ],
)
def test_what_cannot_be_is_refused(
    said: list[Word], people: list[Touched], half: float
) -> None:
    with pytest.raises(EngineError):
        scored(said, people, half)


@pytest.mark.parametrize(
    ("text", "option", "passage"),
    [
        (
            "Hello there. Swaps without a call save my night! Regards",
            "Swap shifts",
            "Swaps without a call save my night!",
        ),
        (
            "We like it, but swapping shifts is for us",
            "Swap shifts",
            "but swapping shifts is for us",
        ),
        ("Swap shifts now", "Swap shifts", ""),
        ("Nothing of the kind. At all.", "Swap shifts", ""),
        ("", "Swap shifts", ""),
    ],
)
def test_the_part_that_speaks_about_an_option_is_found(
    text: str, option: str, passage: str
) -> None:
    assert passage_about(text, option) == passage


@given(st.text(max_size=200), st.text(max_size=60))
def test_a_passage_is_always_a_part_of_the_words(text: str, option: str) -> None:
    passage = passage_about(text, option)

    assert passage in text
    assert not passage or len(passage) < len(text)
