from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.calibration.ranges import range_scores
from leadline.engine.calibration.reliability import (
    bin_of,
    calibration_error,
    rate_interval,
    reliability,
)
from leadline.engine.calibration.scores import (
    brier_parts,
    brier_score,
    log_score,
    skill_score,
)
from leadline.engine.errors import EngineError

pairs = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from([0.0, 1.0])), min_size=1, max_size=40
)


@given(pairs=pairs)
def test_murphys_parts_add_up_to_the_score(pairs: list[tuple[float, float]]) -> None:
    p, y = zip(*pairs, strict=True)

    parts = brier_parts(p, y, bin_of(p))

    whole = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert whole == pytest.approx(brier_score(p, y))
    assert parts.reliability >= 0
    assert parts.resolution <= parts.uncertainty + 1e-12


@given(rate=st.floats(0.01, 0.99), said=st.floats(0, 1))
def test_honesty_pays(rate: float, said: float) -> None:
    """Whoever says the true rate expects the best score, whatever else they say."""

    def expected(score: object, p: float) -> float:
        return rate * score([p], [1]) + (1 - rate) * score([p], [0])

    for score in (brier_score, log_score):
        assert expected(score, rate) <= expected(score, said) + 1e-9


@given(pairs=pairs)
def test_the_table_counts_each_forecast_once(pairs: list[tuple[float, float]]) -> None:
    p, y = zip(*pairs, strict=True)

    table = reliability(p, y)

    assert sum(row.n for row in table) == len(p)
    assert sum(row.n * row.came for row in table) == pytest.approx(sum(y))
    for row in table:
        assert row.low <= row.came <= row.high
    assert 0 <= calibration_error(table) <= 1


@given(n=st.integers(0, 200), share=st.floats(0, 1))
def test_more_cases_narrow_the_interval(n: int, share: float) -> None:
    came = round(n * share)
    low, high = rate_interval(came, n)

    assert 0 <= low <= high <= 1
    wider = rate_interval(came, n, level=0.99)
    assert wider[0] <= low
    assert wider[1] >= high
    if n:
        more = rate_interval(came * 10, n * 10)
        assert more[1] - more[0] < high - low


def test_intervals_hold_the_rate_as_often_as_they_say() -> None:
    rng = np.random.default_rng(1)
    held = [
        low <= rate <= high
        for rate in (0.05, 0.3, 0.7)
        for came in rng.binomial(23, rate, size=400)
        for low, high in [rate_interval(int(came), 23)]
    ]

    assert 0.92 <= np.mean(held) <= 0.98


def test_skill_is_none_better_than_itself_and_untold_without_doubt() -> None:
    assert skill_score(0.25, 0.25) == 0
    assert skill_score(0.0, 0.25) == 1
    assert np.isnan(skill_score(0.0, 0.0))


def test_a_tenth_is_in_the_bin_that_begins_with_it() -> None:
    tenths = [i / 10 for i in range(11)]

    assert bin_of(tenths).tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]


def test_honest_ranges_hold_eight_in_ten() -> None:
    rng = np.random.default_rng(2)
    y = rng.normal(size=4000)
    q = np.tile([-1.2816, 0.0, 1.2816], (4000, 1))

    honest = range_scores(q, y)
    narrow = range_scores(q / 4, y)
    wide = range_scores(q * 4, y)

    assert honest.low <= 0.8 <= honest.high
    assert honest.above_middle == pytest.approx(0.5, abs=0.03)
    assert honest.interval < min(narrow.interval, wide.interval)
    assert honest.pinball < min(narrow.pinball, wide.pinball)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: brier_score([], []), "at least one pair"),
        (lambda: brier_score([0.5], [1, 0]), "at least one pair"),
        (lambda: brier_score([1.2], [1]), "between 0 and 1"),
        (lambda: brier_score([float("nan")], [1]), "between 0 and 1"),
        (lambda: brier_score([0.5], [2]), "0.5 \\(a draw\\)"),
        (lambda: brier_parts([0.5], [1], [1, 2]), "group of each"),
        (lambda: skill_score(-1, 1), "not negative"),
        (lambda: rate_interval(3, 2), "more often"),
        (lambda: rate_interval(1, 2, level=1), "between 0 and 1"),
        (lambda: bin_of([0.5], 0), "at least one bin"),
        (lambda: calibration_error([]), "no forecasts"),
        (lambda: range_scores([[1, 2]], [1]), "P10, P50, P90"),
        (lambda: range_scores([[3, 2, 1]], [1]), "in order"),
        (lambda: range_scores([[1, 2, float("inf")]], [1]), "finite"),
    ],
)
def test_what_has_no_meaning_is_refused(call: object, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        call()
