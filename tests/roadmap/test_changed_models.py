"""Old odds say which change made them old."""

from __future__ import annotations

from typing import Any

import pytest

from leadline.roadmap.types.changed_models import changes_between, in_short

BET = {"id": "sso-7", "finished": "2027Q1", "chance": 0.8, "revenue": 5}
MODEL: dict[str, Any] = {
    "periods": ["2027Q1", "2027Q2"],
    "currency": "EUR",
    "segments": [{"id": "Ports", "customers": 30, "churn": 0.1}],
    "costs": {"teams": 5.0},
    "bets": [BET],
    "goals": [{"id": "1-1-up", "at_least": 5}],
}
TITLES = {7: "Sign-on", 8: "Tides"}


def test_the_same_model_has_not_changed() -> None:
    assert changes_between(MODEL, dict(MODEL), TITLES) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"segments": [{"id": "Ports", "customers": 31, "churn": 0.1}]},
         "customers of Ports"),
        ({"segments": [{"id": "Ports", "customers": 30}]}, "leave a year of Ports"),
        ({"segments": [*MODEL["segments"], {"id": "Wards"}]},
         "Wards, new on the sheet"),
        ({"segments": []}, "Ports, off the sheet"),
        ({"costs": {"teams": 6.0}}, "the cost of product teams"),
        ({"costs": {"teams": 5.0, "other": 1.0}}, "the cost of everything else"),
        ({"bets": [BET, BET | {"id": "tide-8"}]}, "“Tides”, new in it"),
        ({"bets": []}, "“Sign-on”, no longer in it"),
        ({"bets": [BET | {"finished": "2027Q2"}]}, "the time of “Sign-on”"),
        ({"bets": [BET | {"revenue": 6}]}, "what “Sign-on” brings"),
        ({"bets": [BET | {"chance": 0.7}]}, "what “Sign-on” brings"),
        ({"goals": []}, "what the goals ask for"),
        ({"periods": ["2027Q2", "2027Q3"]}, "the first quarter, now Q2 2027"),
        ({"currency": "USD"}, "the currency"),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_named(change: dict[str, Any], told: str) -> None:
    assert changes_between(MODEL, MODEL | change, TITLES) == [told]


def test_a_new_title_is_no_change_and_a_bet_that_is_gone_has_none() -> None:
    renamed = MODEL | {"bets": [BET | {"id": "single-sign-on-7"}]}
    gone = MODEL | {"bets": []}

    assert changes_between(MODEL, renamed, TITLES) == []
    assert changes_between(MODEL, gone, {}) == ["a bet that is gone, no longer in it"]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, "something in the model"), (1, "0"), (2, "0 and 1"),
        (4, "0, 1, 2 and 3"), (5, "0, 1, 2, 3 and 1 more"),
    ],
)  # fmt: skip
def test_few_changes_are_told_and_the_others_counted(number: int, told: str) -> None:
    assert in_short([str(at) for at in range(number)]) == told
