"""The projection against arithmetic by hand, closed forms, and its own symmetries."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import ndtri

from leadline.engine.economics.parse import parse_model
from leadline.engine.economics.projection import MOST_FUTURES, project
from leadline.engine.economics.result import Projection
from leadline.engine.errors import EngineError
from tests.engine.economic_cases import certain_models, doubtful_model, reckoned

Z = float(ndtri(0.9))


def projected(model: dict[str, Any], futures: int = 2000, seed: int = 0) -> Projection:
    return project(parse_model(model), futures=futures, seed=seed)


def lognormal(mean_log: float, sigma: float) -> dict[str, float]:
    low, mid, high = np.exp(mean_log + sigma * np.array([-Z, 0.0, Z]))
    return {"p10": float(low), "p50": float(mid), "p90": float(high)}


@settings(max_examples=150, deadline=None)
@given(model=certain_models())
def test_without_doubt_it_is_plain_arithmetic(model: dict[str, Any]) -> None:
    found, wanted = projected(model), reckoned(model)
    bare = reckoned(model | {"bets": []})

    for table, right in ((found.measures, wanted), (found.without_bets, bare)):
        for measure in ("revenue", "profit"):
            for period, value in zip(model["periods"], right[measure], strict=True):
                spread = table[measure][period]
                near = pytest.approx(value, rel=1e-9, abs=1e-9)
                assert (spread.p10, spread.mean, spread.p90) == (near, near, near)
                assert spread.se == 0


@settings(max_examples=100, deadline=None)
@given(model=certain_models())
def test_a_bet_adds_what_is_missing_without_it(model: dict[str, Any]) -> None:
    found, whole = projected(model), reckoned(model)

    for bet, made in zip(model["bets"], found.bets, strict=True):
        others = [one for one in model["bets"] if one["id"] != bet["id"]]
        less = reckoned(model | {"bets": others})
        for measure, spread in (("revenue", made.growth), ("profit", made.profit)):
            added = sum(whole[measure]) - sum(less[measure])
            size = max(map(abs, [*whole[measure], *less[measure], 1.0]))
            assert spread.mean == pytest.approx(added, abs=1e-9 * size)


def test_cash_adds_profit_up_and_margin_is_profit_by_revenue() -> None:
    model = {
        "periods": ["Q1", "Q2"],
        "segments": [{"id": "a", "customers": 10, "price": 10, "margin": 0.5}],
        "costs": {"teams": 20},
    }

    measures = projected(model).measures

    assert [measures["cash"][p].p50 for p in ("Q1", "Q2")] == [30, 60]
    assert measures["margin"]["Q2"].p50 == pytest.approx(0.3, rel=1e-12)


def test_the_example_of_the_contract_by_hand() -> None:
    model = {
        "periods": ["2027Q1", "2027Q2"],
        "segments": [
            {"id": "clinic", "customers": 100, "price": 1000, "new": 10,
             "churn": 0.1, "expansion": 0.01, "margin": 0.8}
        ],
        "costs": {"teams": 1000, "other": 500},
        "bets": [
            {"id": "sso", "finished": "2027Q1", "cost_once": 70, "cost_per_period": 20,
             "effects": [{"driver": "churn", "segment": "clinic", "relative": -0.4,
                          "ramp": [0.5, 1.0]}]}
        ],
    }  # fmt: skip

    found = projected(model)

    first = 100 * 1010.0
    second = (100 * 0.92 + 10) * 1000 * 1.01**2
    assert found.measures["revenue"]["2027Q1"].mean == pytest.approx(first, rel=1e-12)
    assert found.measures["revenue"]["2027Q2"].mean == pytest.approx(second, rel=1e-12)
    assert found.measures["profit"]["2027Q1"].mean == pytest.approx(first * 0.8 - 1570)
    assert found.measures["profit"]["2027Q2"].mean == pytest.approx(second * 0.8 - 1520)


@pytest.mark.parametrize("sigma", [0.1, 0.5, 1.0])
def test_one_lognormal_has_its_mean_and_its_points(sigma: float) -> None:
    model = {
        "periods": ["Q1"],
        "segments": [{"id": "a", "customers": 3, "price": lognormal(2.0, sigma)}],
        "goals": [{"id": "g", "measure": "revenue", "period": "Q1",
                   "at_least": 3 * float(np.exp(2.0 + sigma / 2))}],
    }  # fmt: skip

    found = projected(model, futures=20_000)

    spread = found.measures["revenue"]["Q1"]
    assert spread.se is not None
    assert 0 < spread.se < 0.02 * sigma * spread.mean
    assert abs(spread.mean - 3 * np.exp(2.0 + sigma**2 / 2)) < 3 * spread.se
    wanted = 3 * np.exp(2.0 + sigma * np.array([-Z, 0.0, Z]))
    assert [spread.p10, spread.p50, spread.p90] == pytest.approx(wanted, rel=4e-3)
    (goal,) = found.goals
    assert goal.se is not None
    assert abs(goal.probability - 0.30853753872598694) < 3 * goal.se


def test_standard_errors_are_neither_too_small_nor_too_large() -> None:
    """Of 120 randomisations, the mean square of error by standard error is near 1."""
    model = {
        "periods": ["Q1"],
        "segments": [
            {"id": "a", "customers": lognormal(3.0, 0.4), "price": lognormal(2.0, 0.3)}
        ],
    }
    exact = np.exp(5.0 + (0.16 + 0.09) / 2)

    scores = []
    for seed in range(120):
        spread = projected(model, futures=1000, seed=seed).measures["revenue"]["Q1"]
        assert spread.se is not None
        scores.append((spread.mean - exact) / spread.se)

    assert 0.7 < np.mean(np.square(scores)) < 1.5
    assert abs(np.mean(scores)) < 0.3


def test_even_points_tell_far_more_than_as_many_at_random() -> None:
    spread = projected(doubtful_model(), futures=20_000).measures["revenue"]["Q3"]
    at_random = (spread.p90 - spread.p10) / 2.563 / 20_000**0.5

    assert spread.se is not None
    assert spread.se < at_random / 5


def test_the_order_of_a_file_changes_no_figure() -> None:
    model = doubtful_model()
    turned = copy.deepcopy(model)
    turned["segments"].reverse()
    turned["bets"].reverse()
    for bet in turned["bets"]:
        bet["effects"].reverse()
    turned["goals"].reverse()
    turned["correlation"] = [{"a": "price:clinic", "b": "new:clinic", "rank": -0.3}]

    one, other = projected(model), projected(turned)

    assert one.measures == other.measures
    assert one.without_bets == other.without_bets
    assert {bet.id: bet for bet in one.bets} == {bet.id: bet for bet in other.bets}
    assert {goal.id: goal for goal in one.goals} == {g.id: g for g in other.goals}


def test_a_bet_without_a_chance_or_that_is_not_done_changes_nothing() -> None:
    model = doubtful_model()
    effect = {"driver": "new", "relative": {"p10": 0.1, "p50": 0.2, "p90": 0.5}}
    idle = {"id": "idle", "finished": "Q1", "chance": 0, "effects": [effect]}
    undone = {"id": "undone", "finished": None, "cost_once": 5, "effects": []}
    last = {"id": "late", "finished": "Q3", "effects": [effect | {"relative": 0.5}]}

    found = projected(model | {"bets": [*model["bets"], idle, undone, last]})

    before = projected(model)
    assert found.measures == before.measures
    assert found.goals == before.goals
    assert [(bet.growth.p90, bet.profit.p10) for bet in found.bets[2:]] == [(0, 0)] * 3


def test_the_same_seed_gives_the_same_figures_and_another_one_others() -> None:
    model = doubtful_model()

    assert projected(model, seed=7) == projected(model, seed=7)
    assert projected(model, seed=7).measures != projected(model, seed=8).measures


@pytest.mark.parametrize("off", ["", "AVX512F AVX512CD AVX512_SKX AVX2 FMA3"])
def test_the_figures_do_not_hang_on_the_processor(off: str) -> None:
    program = (
        "import json; from tests.engine.economic_cases import doubtful_model;"
        "from leadline.engine.economics.parse import parse_model;"
        "from leadline.engine.economics.projection import project;"
        "print(json.dumps(project(parse_model(doubtful_model()), futures=3000)"
        ".as_plain()))"
    )
    kernel = {"OPENBLAS_CORETYPE": "NEHALEM"} if off else {}
    plain = {k: v for k, v in os.environ.items() if k != "NPY_DISABLE_CPU_FEATURES"}
    told = plain | ({"NPY_DISABLE_CPU_FEATURES": off} if off else {}) | kernel

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        env=told, capture_output=True, text=True, check=True,
    )  # fmt: skip

    here = project(parse_model(doubtful_model()), futures=3000).as_plain()
    assert json.loads(done.stdout) == json.loads(json.dumps(here))


def test_a_goal_on_the_spot_is_reached() -> None:
    model = {
        "periods": ["Q1"],
        "segments": [{"id": "a", "customers": 3, "price": 0.1}],
        "goals": [
            {"id": "met", "measure": "revenue", "period": "Q1", "at_least": 0.3},
            {"id": "missed", "measure": "revenue", "period": "Q1", "at_least": 0.301},
        ],
    }

    odds = [(g.probability, g.se, g.without_bets) for g in projected(model).goals]

    assert odds == [(1.0, 0.0, 1.0), (0.0, 0.0, 0.0)]


def test_a_goal_that_all_futures_reach_is_not_called_certain() -> None:
    model = doubtful_model()
    model["goals"] = [{"id": "g", "measure": "revenue", "period": "Q1", "at_least": 1}]

    (goal,) = projected(model, futures=1000).goals

    assert (goal.probability, goal.se) == (1.0, 0.001)


@pytest.mark.parametrize("futures", [0, MOST_FUTURES + 1])
def test_the_number_of_futures_has_its_bounds(futures: int) -> None:
    with pytest.raises(EngineError, match="1 to 1,000,000"):
        projected(doubtful_model(), futures=futures)


@pytest.mark.parametrize("futures", [1, 2, 31, 33, 1000])
def test_any_number_of_futures_will_do(futures: int) -> None:
    found = projected(doubtful_model(), futures=futures)

    spread = found.measures["revenue"]["Q3"]
    assert found.futures == futures
    assert spread.p10 <= spread.p50 <= spread.p90
    assert (spread.se is None) == (futures == 1)


@pytest.mark.parametrize("much", [1e200, 1e50])
def test_a_figure_beyond_numbers_is_refused(much: float) -> None:
    model = {
        "periods": ["Q1"],
        "segments": [{"id": "a", "customers": much, "price": much}],
    }

    with pytest.raises(EngineError, match="beyond what numbers hold"):
        projected(model)
