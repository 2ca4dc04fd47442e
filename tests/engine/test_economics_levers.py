"""Each driver alone, from its low to its high end, in the same futures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from leadline.engine.economics.levers import Lever, levers
from leadline.engine.economics.model import EconomicModel
from leadline.engine.economics.parse import parse_model
from leadline.engine.economics.projection import project
from leadline.engine.errors import EngineError
from leadline.engine.ranges.said import Range

WIDE = {"p10": 80, "p50": 100, "p90": 125}
CLINIC = {"id": "clinic", "customers": 100, "price": 10}


def read(**said: Any) -> EconomicModel:
    return parse_model({"periods": ["Q1", "Q2"], "segments": [CLINIC]} | said)


def pulled(model: EconomicModel, *drivers: str, **more: Any) -> list[Lever]:
    return list(levers(model, drivers, **more))


def test_without_other_doubt_an_end_is_what_the_model_with_that_value_says() -> None:
    model = read(segments=[CLINIC | {"customers": WIDE}])

    (one,) = pulled(model, "customers:clinic")

    assert (one.low, one.high) == (800.0, 1250.0)
    assert (one.at_low, one.at_high) == (80.0, 125.0)


@pytest.mark.parametrize(
    ("at_least", "low", "high"),
    [(800, 1.0, 1.0), (800.01, 0.0, 1.0), (1250, 0.0, 1.0), (1250.01, 0.0, 0.0)],
)
def test_odds_at_an_end_are_those_of_the_goal_on_both_sides_of_it(
    at_least: float, low: float, high: float
) -> None:
    goal = {"id": "g", "measure": "revenue", "period": "Q2", "at_least": at_least}
    model = read(segments=[CLINIC | {"customers": WIDE}], goals=[goal])

    (one,) = pulled(model, "customers:clinic")

    assert (one.low, one.high) == (low, high)


def test_a_held_driver_leaves_the_doubt_of_the_others() -> None:
    """Held at its low end, it is as if it had been said exactly so."""
    goal = {"id": "g", "measure": "revenue", "period": "Q2", "at_least": 1000}
    said = CLINIC | {"customers": WIDE, "new": {"p10": 0, "p50": 4, "p90": 9}}
    model = read(segments=[said], goals=[goal])
    (one,) = pulled(model, "customers:clinic", futures=32_768)

    for share, end in ((one.low, 80.0), (one.high, 125.0)):
        segment = replace(model.segments[0], customers=Range.exact(end))
        found = project(replace(model, segments=(segment,)), futures=32_768).goals[0]
        assert share == pytest.approx(found.probability, abs=0.004)


def test_a_bet_fails_and_works_however_sure_it_is() -> None:
    bet = {"id": "sso", "finished": "Q1", "revenue": 50}
    model = read()
    for chance in (0.0, 0.4, 1.0):
        said = read(bets=[bet | {"chance": chance}])
        (one,) = pulled(said, "bet:sso")
        nothing = project(model, futures=64).measures["revenue"]["Q2"].p50
        assert (one.low, one.high) == (nothing, nothing + 50)
        assert (one.at_low, one.at_high) == (None, None)


def test_a_chance_of_nothing_is_the_low_end() -> None:
    said = {"p10": 5, "p50": 7, "p90": 9, "nothing": 0.3}
    (one,) = pulled(read(segments=[CLINIC | {"new": said}]), "new:clinic")

    assert (one.at_low, one.at_high) == (0.0, 9.0)
    assert (one.low, one.high) == (1000.0, 1180.0)


def test_costs_move_a_goal_of_profit_the_other_way() -> None:
    goal = {"id": "g", "measure": "profit", "period": "Q1", "at_least": 500}
    costs = {"teams": {"p10": 400, "p50": 500, "p90": 600}}
    (one,) = pulled(read(costs=costs, goals=[goal]), "costs:teams")

    assert (one.low, one.high) == (1.0, 0.0)


def test_what_nobody_doubts_moves_nothing() -> None:
    (one,) = pulled(read(segments=[CLINIC | {"new": 5}]), "new:clinic")

    assert (one.low, one.high, one.at_low) == (1100.0, 1100.0, 5.0)


def test_the_order_asked_in_and_other_levers_change_nothing() -> None:
    said = CLINIC | {"customers": WIDE, "new": {"p10": 0, "p50": 4, "p90": 9}}
    model = read(segments=[said])
    both = pulled(model, "new:clinic", "customers:clinic")

    assert pulled(model, "customers:clinic", "new:clinic") == both[::-1]
    assert pulled(model, "new:clinic") == both[:1]
    assert pulled(model) == []


def test_progress_ends_at_the_whole() -> None:
    heard: list[float] = []
    pulled(read(), "price:clinic", progress=heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == 1.0


@pytest.mark.parametrize(
    ("driver", "more"),
    [
        ("new:clinics", {}),
        ("bet:sso", {}),
        ("new:clinic", {"futures": 0}),
        ("new:clinic", {"seed": -1}),
    ],
)
def test_what_is_not_there_is_an_error(driver: str, more: dict[str, int]) -> None:
    with pytest.raises(EngineError):
        pulled(read(), driver, **more)


def test_one_future_is_enough() -> None:
    assert pulled(read(), "price:clinic", futures=1, seed=0)[0].low == 1000.0
