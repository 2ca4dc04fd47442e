"""Bets of which nobody said how they bring what they bring, and bets done before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.economics.parse import parse_model
from leadline.engine.economics.projection import project
from leadline.engine.economics.result import Projection

PERIODS = ["Q1", "Q2", "Q3", "Q4"]
CLINIC = {"id": "clinic", "customers": 100, "price": 10, "margin": 0.5}
FLAT = {"p10": 40, "p50": 60, "p90": 90}


def found(*bets: dict[str, Any], futures: int = 4_096, **more: Any) -> Projection:
    model = {"periods": PERIODS, "segments": [CLINIC], "bets": list(bets)} | more
    return project(parse_model(model), futures=futures)


def course(of: Projection, measure: str) -> list[float]:
    return [of.measures[measure][period].mean for period in PERIODS]


@pytest.mark.parametrize(
    ("finished", "more"),
    [
        ("before", [50, 50, 50, 50]),
        ("Q1", [0, 50, 50, 50]),
        ("Q3", [0, 0, 0, 50]),
        ("Q4", [0, 0, 0, 0]),
        (None, [0, 0, 0, 0]),
    ],
)
def test_a_lump_comes_in_each_quarter_after_the_one_it_is_finished_in(
    finished: str | None, more: list[float]
) -> None:
    growing = found({"id": "a", "finished": finished, "revenue": 50})
    earning = found({"id": "a", "finished": finished, "profit": 50})

    assert course(growing, "revenue") == [1000 + one for one in more]
    assert course(growing, "profit") == [500] * 4
    assert course(earning, "revenue") == [1000] * 4
    assert course(earning, "profit") == [500 + one for one in more]
    assert growing.bets[0].growth.mean == sum(more)
    assert earning.bets[0].profit.mean == sum(more)


def test_growth_is_no_part_of_profit_and_profit_none_of_growth() -> None:
    both = found({"id": "a", "finished": "Q1", "revenue": 50, "profit": 20})

    assert (both.bets[0].growth.mean, both.bets[0].profit.mean) == (150, 60)
    assert both.measures["margin"]["Q2"].mean == pytest.approx(520 / 1050)
    assert both.measures["cash"]["Q4"].mean == 2060
    assert both.without_bets["revenue"]["Q4"].mean == 1000


@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_a_lump_comes_with_its_chance_and_its_costs_come_without(chance: float) -> None:
    bet = {
        "id": "a", "finished": "Q2", "chance": chance, "revenue": 50, "profit": 20,
        "cost_once": 7, "cost_per_period": 3,
    }  # fmt: skip
    of = found(bet)
    odds = 3 * of.measures["revenue"]["Q4"].se if 0 < chance < 1 else 1e-9  # type: ignore[operator]

    assert of.measures["revenue"]["Q2"].mean == 1000
    assert of.measures["revenue"]["Q4"].mean == pytest.approx(
        1000 + 50 * chance, abs=max(odds, 0.01)
    )
    assert course(of, "profit")[:2] == [500, 493]
    assert of.measures["profit"]["Q3"].mean == pytest.approx(
        497 + 20 * chance, abs=max(odds, 0.01)
    )


def test_all_lumps_of_a_bet_come_in_the_same_futures() -> None:
    """Where it fails neither comes: their sum is the one or the other, never half."""
    bet = {"id": "a", "finished": "before", "chance": 0.5, "revenue": 50, "profit": 50}
    of = found(
        bet,
        goals=[
            {"id": "both", "measure": "profit", "period": "Q1", "at_least": 550},
            {"id": "half", "measure": "profit", "period": "Q1", "at_least": 500.01},
        ],
    )
    both, half = of.goals

    assert both.probability == half.probability == pytest.approx(0.5, abs=0.01)


def test_a_range_is_drawn_once_a_future_and_holds() -> None:
    of = found({"id": "a", "finished": "before", "revenue": FLAT}, futures=16_384)
    first, last = (of.measures["revenue"][period] for period in ("Q1", "Q4"))

    assert first == last
    for end, said in (("p10", 1040), ("p50", 1060), ("p90", 1090)):
        assert getattr(first, end) == pytest.approx(said, rel=1e-3)
    assert of.bets[0].growth.p50 == pytest.approx(240, rel=0.01)


def test_two_lumps_add_up() -> None:
    one = {"id": "a", "finished": "Q1", "revenue": 50, "profit": -5}
    other = {"id": "b", "finished": "Q2", "revenue": 30, "profit": 8}
    of = found(one, other)

    assert course(of, "revenue") == [1000, 1050, 1080, 1080]
    assert course(of, "profit") == [500, 495, 503, 503]
    assert [bet.growth.mean for bet in of.bets] == [150, 60]


def test_what_was_done_before_acts_from_the_first_quarter_and_its_price_is_paid() -> (
    None
):
    effect = {"driver": "customers", "relative": 0.2, "ramp": [0.5, 1.0]}
    bet = {
        "id": "a", "finished": "before", "effects": [effect],
        "cost_once": 900, "cost_per_period": 30,
    }  # fmt: skip
    of = found(bet)

    assert course(of, "revenue") == pytest.approx([1100, 1200, 1200, 1200])
    assert course(of, "profit") == pytest.approx([520, 570, 570, 570])
    assert of.bets[0].growth.mean == pytest.approx(700)
    assert of.bets[0].profit.mean == pytest.approx(350 - 4 * 30)


@given(
    st.floats(0, 500).map(lambda x: round(x, 2)),
    st.floats(-500, 500).map(lambda x: round(x, 2)),
    st.sampled_from(["before", *PERIODS]),
)
def test_a_lump_is_what_is_missing_without_the_bet(
    revenue: float, profit: float, finished: str
) -> None:
    of = found(
        {"id": "a", "finished": finished, "revenue": revenue, "profit": profit},
        futures=1,
    )
    for measure, spread in (
        ("revenue", of.bets[0].growth),
        ("profit", of.bets[0].profit),
    ):
        less = sum(of.without_bets[measure][p].mean for p in PERIODS)
        more = sum(course(of, measure))
        assert spread.mean == pytest.approx(more - less, abs=1e-6)


@pytest.mark.parametrize("at_least", [1050, 1050.01])
def test_a_goal_stands_just_at_a_lump_or_just_above_it(at_least: float) -> None:
    goal = {"id": "g", "measure": "revenue", "period": "Q1", "at_least": at_least}
    of = found({"id": "a", "finished": "before", "revenue": 50}, goals=[goal])

    assert of.goals[0].probability == (1.0 if at_least == 1050 else 0.0)
    assert of.goals[0].without_bets == 0.0
