"""When work is finished: laws of the draws, what they hold, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.delivery.backtest import Backtest, backtest
from leadline.engine.delivery.estimates import (
    ENOUGH_ITEMS,
    actual_of,
    estimate_record,
)
from leadline.engine.delivery.throughput import (
    ENOUGH_WEEKS,
    MOST_WEEKS,
    Draws,
    weeks_to_finish,
)
from leadline.engine.errors import EngineError

histories = st.lists(st.integers(0, 30), min_size=8, max_size=40).filter(any)
FEW = Draws(runs=60)


@given(done=histories, remaining=st.integers(0, 200))
def test_no_future_is_faster_than_the_best_week_allows(
    done: list[int], remaining: int
) -> None:
    weeks = weeks_to_finish(done, remaining, FEW)

    assert weeks.shape == (60,)
    assert weeks.min() >= -(-remaining // max(done))
    assert ((weeks <= MOST_WEEKS) | np.isinf(weeks)).all()
    assert (weeks == weeks_to_finish(done, remaining, FEW)).all()


@given(done=histories, scale=st.sampled_from([2.0, 0.25, 8.0]))
def test_the_unit_changes_nothing(done: list[int], scale: float) -> None:
    here = weeks_to_finish(done, 17, FEW)
    there = weeks_to_finish(np.multiply(done, scale), 17 * scale, FEW)
    assert (here == there).all()


def test_more_work_takes_longer_in_every_future() -> None:
    done = [3, 0, 5, 2, 4, 1, 0, 6]
    assert np.median(weeks_to_finish(done, 40)) > np.median(weeks_to_finish(done, 20))


def test_what_a_week_long_ago_did_counts_for_less() -> None:
    slowed = [9] * 40 + [3] * 20
    assert np.median(weeks_to_finish(slowed, 60)) > np.median(
        weeks_to_finish(slowed[::-1], 60)
    )


def test_a_short_history_leaves_more_open_than_a_long_one() -> None:
    rng = np.random.default_rng(3)
    year = rng.poisson(4, 52)

    def width(done: object) -> float:
        low, high = np.quantile(weeks_to_finish(done, 60), [0.1, 0.9])
        return float(high - low)

    assert width(year[-8:]) > width(year)


def test_futures_of_steady_teams_hold_as_often_as_they_say() -> None:
    held = 0
    for seed in range(200):
        done = np.random.default_rng(seed).poisson(4, 150)
        weeks = weeks_to_finish(done[:26], 30, Draws(400, seed))
        came = int(np.searchsorted(done[26:].cumsum(), 30)) + 1
        low, high = np.quantile(weeks, [0.1, 0.9])
        held += low <= came <= high
    assert 0.74 <= held / 200 <= 0.92


@pytest.mark.parametrize(
    ("done", "remaining"),
    [
        ([1] * (ENOUGH_WEEKS - 1), 5), ([0] * 12, 5), ([1, -1] * 6, 5),
        ([1, float("nan")] * 6, 5), ([[1] * 12], 5), ([1] * 12, -1),
        ([1] * 12, float("inf")),
    ],
)  # fmt: skip
def test_what_cannot_be_forecast_is_refused(done: object, remaining: float) -> None:
    with pytest.raises(EngineError):
        weeks_to_finish(done, remaining)
    assert weeks_to_finish([1] * ENOUGH_WEEKS, 0).max() == 0


def test_work_without_end_is_not_forecast_to_end() -> None:
    assert np.isinf(weeks_to_finish([1] * 8, MOST_WEEKS + 1, FEW)).all()
    assert (weeks_to_finish([1] * 8, MOST_WEEKS, FEW) == MOST_WEEKS).all()


def test_origins_without_an_outcome_are_left_out() -> None:
    assert backtest([2] * 20, 24) == Backtest(1, 1, 1)
    assert backtest([2] * 20, 26) == Backtest(0, 0, 0)
    assert backtest([0] * 8 + [2] * 20, 4).n == 18
    with pytest.raises(EngineError):
        backtest([2] * 20, 0)


def test_a_team_that_slows_down_misses_its_days() -> None:
    got = backtest([6] * 16 + [1] * 40, 12)
    assert got.held < got.n / 2


@given(
    ratio=st.floats(0.2, 5),
    said=st.lists(st.floats(0.5, 40), min_size=ENOUGH_ITEMS, max_size=40),
)
def test_a_team_that_is_always_off_by_one_factor_is_found_out(
    ratio: float, said: list[float]
) -> None:
    got = estimate_record(said, np.multiply(said, ratio))
    assert (got.factor, got.low, got.high) == pytest.approx((ratio,) * 3)
    assert actual_of([3, 5], said, np.multiply(said, ratio), FEW) == pytest.approx(
        np.full(60, 8 * ratio)
    )


def test_the_interval_of_the_factor_holds_nine_times_in_ten() -> None:
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(400):
        took = np.exp(rng.normal(0.4, 0.7, 15))
        got = estimate_record(np.ones(15), took)
        held += got.low <= np.exp(0.4) <= got.high
    assert 0.87 <= held / 400 <= 0.99


def test_too_few_items_correct_nothing() -> None:
    few = estimate_record([1] * (ENOUGH_ITEMS - 1), [3] * (ENOUGH_ITEMS - 1))
    assert (few.factor, few.is_enough) == (1.0, False)
    assert estimate_record([1] * ENOUGH_ITEMS, [3] * ENOUGH_ITEMS).factor == 3
    with pytest.raises(EngineError, match="from 12 finished items"):
        actual_of([2], [1] * 11, [3] * 11)


@pytest.mark.parametrize(
    ("said", "took"),
    [([], []), ([1, 2], [1]), ([1, 0], [1, 1]), ([1, 1], [1, -2])],
)
def test_items_have_an_estimate_and_an_actual(said: object, took: object) -> None:
    with pytest.raises(EngineError):
        estimate_record(said, took)
