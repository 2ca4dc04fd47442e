"""The sentence of the day, and the charts of a decision and of Today."""

from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace

import pytest

from leadline.decisions.types import WordRow
from leadline.overview.home import Today
from leadline.web.decisions.charts import ages_chart
from leadline.web.overview.headline import headline

CHAIR = "nobody in the customer\N{RIGHT SINGLE QUOTATION MARK}s chair"
RISING = SimpleNamespace(
    statement="Swap a shift",
    trend=SimpleNamespace(direction="rising"),
    is_confirmed=True,
)
GUESS = SimpleNamespace(
    statement="A guess", trend=SimpleNamespace(direction="falling"), is_confirmed=False
)


def brief(**known: object) -> Today:
    """Return a brief in which nothing happened but what is named."""
    quiet: dict[str, object] = {one.name: [] for one in fields(Today)}
    quiet |= {"open_decisions": (0, 0), "is_empty": False, "waiting_pieces": 0}
    quiet |= {"guesses": 0}
    return Today(**(quiet | known))


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (
            {"is_empty": True},
            "Nothing is on record yet: begin with what customers said",
        ),
        ({}, "No need moved beyond chance."),
        (
            {"grouping": object(), "waiting_pieces": 313},
            "313 pieces are being grouped into needs",
        ),
        (
            {"grouping": object(), "has_needs": True},
            "No need moved beyond chance.",
        ),
        (
            {"waiting_pieces": 3},
            "No need moved beyond chance; one thing waits for you.",
        ),
        (
            {"open_decisions": (1, 1)},
            f"No need moved beyond chance; one decision waits with {CHAIR}.",
        ),
        (
            {"moved": [RISING], "open_decisions": (2, 0)},
            "“Swap a shift” is heard more than before, and 2 decisions wait.",
        ),
        (
            {"moved": [GUESS, RISING], "guesses": 1},
            "“Swap a shift” is heard more than before.",
        ),
        (
            {"moved": [GUESS], "guesses": 12, "open_decisions": (2, 0)},
            "12 needs have names that nobody has confirmed, and 2 decisions wait.",
        ),
        (
            {"moved": [GUESS], "guesses": 1},
            "One need has a name that nobody has confirmed.",
        ),
        ({"moved": [GUESS]}, "No need moved beyond chance."),
        (
            {"moved": [RISING], "open_decisions": (6, 3)},
            "“Swap a shift” is heard more than before, and 6 decisions wait: "
            f"3 of them have {CHAIR}.",
        ),
    ],
)
def test_the_day_is_told_in_a_sentence(known: dict[str, object], sentence: str) -> None:
    assert headline(brief(**known)) == sentence


def words(*ages: int) -> list[WordRow]:
    return [
        SimpleNamespace(age_days=age, feedback_id=n)  # type: ignore[misc]
        for n, age in enumerate(ages)
    ]


def test_words_stand_by_their_age_with_today_to_the_right() -> None:
    drawn = ages_chart(words(0, 90, 400), half_life=180)

    assert [tick.is_old for tick in drawn.ticks] == [False, False, True]
    assert [tick.x for tick in drawn.ticks] == [352.0, 274.6, 8.0]
    assert drawn.labels == [(197.2, "180 days"), (274.6, "90 days")]
    assert drawn.oldest == "400 days"
    assert drawn.summary.startswith("3 words by age, 2 of them at most 180 days old")
    crowded = ages_chart(words(5, 730), half_life=180)
    assert crowded.labels == [(267.2, "180 days")]
    lone = ages_chart(words(1), half_life=180)
    assert lone.summary.startswith("1 word by age, 1 of them")
    assert ages_chart([], half_life=180) is None
    twice = ages_chart([*words(7), *words(7)], half_life=180)
    assert twice.summary.startswith("1 word by age")
