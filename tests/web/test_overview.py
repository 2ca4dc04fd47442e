"""The sentence of the day, and the charts of a decision and of Today."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from leadline.decisions.types import DecisionRow, DecisionState, WordRow
from leadline.overview.asks import Ask, AskKind, Asks
from leadline.overview.home import Today
from leadline.stakeholders.types import Direction, Part, PromiseRow, PromiseState
from leadline.web.decisions.charts import ages_chart
from leadline.web.overview.headline import headline

CHAIR = "nobody in the customer\N{RIGHT SINGLE QUOTATION MARK}s chair"
RISING = SimpleNamespace(
    statement="Swap a shift",
    trend=SimpleNamespace(direction="rising"),
    is_confirmed=True,
)
FALLING = SimpleNamespace(
    statement="Print it", trend=SimpleNamespace(direction="falling"), is_confirmed=True
)
GUESS = SimpleNamespace(
    statement="A guess", trend=SimpleNamespace(direction="rising"), is_confirmed=False
)
ON = date(2026, 11, 27)


def promise(late: int, worth: object = None, direction: str = "given") -> Ask:
    row = PromiseRow(
        1, "The timeline", 2, "Renata", "", Direction(direction), Part.OTHER,
        PromiseState.AGREED, ON - timedelta(days=late), None, "", late,
    )  # fmt: skip
    return Ask(
        AskKind.PROMISE, "promise-1", row.what, row, row.due_date, late, worth
    )  # fmt: skip


def decision(in_days: int, verdict: str = "empty") -> Ask:
    due = ON + timedelta(days=in_days)
    row = DecisionRow(
        1, 1, "Build or buy?", DecisionState.DRAFT, verdict, 0, 0, "two_way", 1, "Ana",
        due, None, None, "", "", "",
    )  # fmt: skip
    return Ask(
        AskKind.DECISION, "decision-1", row.question, row, due, max(0, -in_days)
    )  # fmt: skip


def brief(*asks: Ask, left: int = 0, **known: object) -> Today:
    """Return a brief in which nothing happened but what is named."""
    quiet: dict[str, object] = {one.name: [] for one in fields(Today)}
    quiet |= {"open_decisions": (0, 0), "is_empty": False, "waiting_pieces": 0}
    quiet |= {"guesses": 0, "on": ON, "asks": Asks(asks, left, 0)}
    return Today(**(quiet | known))


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (
            {"is_empty": True},
            "Nothing is on record yet: begin with what customers said",
        ),
        ({}, "Nothing asks for you today."),
        (
            {"grouping": object(), "waiting_pieces": 313},
            "313 pieces are being grouped into needs",
        ),
        ({"grouping": object(), "has_needs": True}, "Nothing asks for you today."),
        ({"waiting_pieces": 3}, "One thing waits."),
        ({"moved": [RISING]}, "“Swap a shift” is heard more than before."),
        ({"moved": [FALLING]}, "Nothing asks for you today."),
        (
            {"moved": [GUESS, RISING], "guesses": 1},
            "“Swap a shift” is heard more than before.",
        ),
        (
            {"moved": [GUESS], "guesses": 12},
            "12 needs have names that nobody has confirmed.",
        ),
        (
            {"moved": [GUESS], "guesses": 1},
            "One need has a name that nobody has confirmed.",
        ),
    ],
)
def test_the_day_is_told_in_a_sentence(known: dict[str, object], sentence: str) -> None:
    assert headline(brief(**known)) == sentence


@pytest.mark.parametrize(
    ("asks", "sentence"),
    [
        (
            [promise(1)],
            "Renata has waited a day for “The timeline”, and one thing asks for you.",
        ),
        (
            [promise(2, direction="received")],
            "Renata is 2 days late with “The timeline”, and one thing asks for you.",
        ),
        ([promise(0)], "One thing asks for you."),
        (
            [promise(3), decision(4)],
            "Renata has waited 3 days for “The timeline”, and “Build or buy?” is due "
            f"on Tue 1 Dec with {CHAIR}.",
        ),
        ([decision(5)], "One thing asks for you."),
        ([decision(1, "taken")], "One thing asks for you."),
        (
            [decision(-1, "")],
            f"“Build or buy?” was due on Thu 26 Nov with {CHAIR}, and one thing asks "
            "for you.",
        ),
    ],
)
def test_what_asks_for_action_leads(asks: list[Ask], sentence: str) -> None:
    assert headline(brief(*asks)) == sentence


def test_a_promise_with_money_behind_it_comes_before_one_that_is_later() -> None:
    paying = replace(promise(1, worth=object()), title="The contract")

    assert "“The contract”" in headline(brief(promise(9), paying))
    assert headline(brief(promise(0), left=3)) == "4 things ask for you."


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
