"""How a forecast stands beside what came out, on both sides of each edge."""

from __future__ import annotations

import pytest

from leadline.decisions.types import PredictionKind
from tests.conftest import Person
from tests.decisions.test_predictions import answer, ask, page, settle


def verdict(person: Person, said: dict[str, object], **came: object) -> str:
    kind = PredictionKind.EVENT if "probability" in said else PredictionKind.RANGE
    asked = ask(person, kind=kind)
    answer(person, asked, **said)
    settle(person, asked, **came)
    (forecast,) = page(person, asked).forecasts
    return forecast.verdict


@pytest.mark.parametrize(
    ("probability", "if_it_happened", "if_not"),
    [
        (49, "leaned wrong", "leaned right"),
        (50, "even", "even"),
        (51, "leaned right", "leaned wrong"),
    ],
)
def test_who_says_fifty_leans_nowhere(
    ana: Person, probability: int, if_it_happened: str, if_not: str
) -> None:
    said = {"probability": probability}

    assert verdict(ana, said, happened=True) == if_it_happened
    assert verdict(ana, said, happened=False) == if_not


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (9, "below the range"),
        (10, "inside the range"),
        (30, "inside the range"),
        (31, "above the range"),
    ],
)
def test_the_ends_belong_to_the_range(ana: Person, value: int, told: str) -> None:
    assert verdict(ana, {"p10": 10, "p50": 20, "p90": 30}, value=value) == told


def test_what_was_called_void_has_no_verdict(ana: Person) -> None:
    assert verdict(ana, {"probability": 80}, happened=True, is_void=True) == ""
