"""Ranges and the distributions they stand for, against closed forms."""

from __future__ import annotations

from math import exp, inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from leadline.engine.errors import EngineError
from leadline.engine.ranges.distribution import TENTH, TOLERANCE, fit
from leadline.engine.ranges.said import Range

U = np.linspace(0.001, 0.999, 997)
ENDS = np.array([0.1, 0.5, 0.9])

points = st.lists(
    st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6),
    min_size=3,
    max_size=3,
).map(sorted)
steps = st.floats(1, 50)


def near(said: Range) -> float:
    return TOLERANCE * max(abs(said.low), abs(said.high))


@given(three=points, spike=st.floats(0, 0.99))
def test_a_fit_goes_through_what_was_said_and_never_falls(
    three: list[float], spike: float
) -> None:
    said = Range(*three, spike=spike)

    free = fit(Range(*three))
    assert np.allclose(free.quantile(ENDS), three, rtol=0, atol=near(said))
    for found in (free, fit(said)):
        assert (np.diff(found.quantile(U)) >= -near(said)).all()


@given(low=st.floats(0.001, 0.9), a=st.floats(0.01, 0.99), b=st.floats(0.01, 0.99))
def test_a_share_goes_through_its_points_and_stays_within_its_bounds(
    low: float, a: float, b: float
) -> None:
    mid = low + a * (0.999 - low)
    said = Range(low, mid, mid + b * (0.9995 - mid))

    found = fit(said, lowest=0, highest=1)

    assert found.family == "log-odds"
    ends = found.quantile(ENDS)
    assert np.allclose(ends, [said.low, said.mid, said.high], rtol=0, atol=TOLERANCE)
    assert found.quantile([0.0, 1.0]).tolist() == [0.0, 1.0]
    assert 0 < found.mean < 1


@given(start=st.floats(-50, 50), below=steps, above=steps, spike=st.floats(0, 0.9))
def test_the_cdf_takes_a_quantile_back(
    start: float, below: float, above: float, spike: float
) -> None:
    found = fit(Range(start, start + below, start + below + above, spike))
    x = found.quantile(U)
    is_something = x != 0

    back = found.cdf(x)

    assert np.allclose(back[is_something], U[is_something], atol=1e-6)
    assert (back[~is_something] >= U[~is_something] - 1e-9).all()


@pytest.mark.parametrize("width", [1.0, 1.6])
def test_one_ratio_on_both_sides_is_the_lognormal(width: float) -> None:
    sigma = width * log(4) / (2 * TENTH)

    found = fit(Range(4, 8, 16)).widened(width)

    assert np.allclose(found.quantile(U), 8 * np.exp(sigma * ndtri(U)), rtol=1e-12)
    assert found.mean == pytest.approx(8 * exp(sigma**2 / 2), rel=1e-12)


def test_equal_steps_around_nothing_are_the_normal() -> None:
    found = fit(Range(-3, 1, 5))

    assert np.allclose(found.quantile(U), 1 + 4 / TENTH * ndtri(U), rtol=0, atol=1e-12)
    assert found.mean == 1.0


def test_the_mean_of_a_skewed_range_is_the_mean_of_its_futures() -> None:
    u = (np.arange(2_000_000) + 0.5) / 2_000_000
    cases = [
        (Range(8, 12, 30), None, None), (Range(-2, 0, 9), None, None),
        (Range(-9, -4, -3), None, None), (Range(0.2, 0.3, 0.9), 0, 1),
        (Range(0, 2, 5), 0, None), (Range(8, 8, 20), None, None),
        (Range(-0.3, -0.15, 0.0), -1, None), (Range(5, 6, 9, 0.3), None, None),
    ]  # fmt: skip

    for said, lowest, highest in cases:
        found = fit(said, lowest=lowest, highest=highest)
        assert found.mean == pytest.approx(found.quantile(u).mean(), rel=1e-4), said


def test_a_range_all_below_nothing_mirrors_one_above() -> None:
    up, down = fit(Range(3, 4, 9)), fit(Range(-9, -4, -3))

    assert np.allclose(down.quantile(U), -up.quantile(1 - U), rtol=1e-9)
    assert down.mean == pytest.approx(-up.mean, rel=1e-9)


def test_a_range_on_its_bound_is_cut_there() -> None:
    found = fit(Range(0, 2, 5), lowest=0)

    assert found.quantile([0.0, 0.05, 0.0999]).tolist() == [0, 0, 0]
    assert found.cdf([-0.001, 0.0]).round(9).tolist() == [0.0, 0.1]
    assert fit(Range(1, 2, 5), highest=5).quantile([0.95]).tolist() == [5.0]


def test_the_chance_of_nothing_lies_between_loss_and_gain() -> None:
    found = fit(Range(-4, 1, 6, spike=0.4))
    losing = 0.6 * fit(Range(-4, 1, 6)).cdf(0.0)

    x = found.quantile([losing - 0.001, losing + 0.001, losing + 0.399, losing + 0.401])

    assert x[0] < 0 < x[3]
    assert x[1] == x[2] == 0
    assert found.cdf(0.0) == pytest.approx(losing + 0.4)


def test_two_equal_points_hold_half_of_everything() -> None:
    lower, upper = fit(Range(0, 0, 1, spike=0.5)), fit(Range(2, 5, 5))

    assert fit(Range(0, 0, 1)).cdf([-0.001, 0, 1]).round(9).tolist() == [0, 0.5, 0.9]
    assert lower.quantile([0.2, 0.75, 0.95]).round(9).tolist() == [0, 0, 1]
    half = fit(Range(-1, 0, 0, spike=0.5)).quantile([0.05, 0.24, 0.26])
    assert half.round(9).tolist() == [-1, pytest.approx(-0.0391, abs=1e-4), 0]
    assert upper.cdf([2, 4.999, 5]).round(2).tolist() == [0.1, 0.5, 1]


def test_an_exact_value_is_itself() -> None:
    found = fit(Range.exact(7))

    assert found.quantile([0, 0.5, 1]).tolist() == [7, 7, 7]
    assert found.cdf([6.999, 7]).tolist() == [0, 1]
    assert found.mean == 7
    assert fit(Range.exact(7, spike=0.25)).mean == 5.25
    assert fit(Range.exact(-7, spike=0.25)).quantile([0.5, 0.8]).tolist() == [-7, 0]


@pytest.mark.parametrize("factor", [0.0, -1.0, inf, float("nan")])
def test_a_range_is_widened_by_a_factor_above_nothing(factor: float) -> None:
    with pytest.raises(EngineError, match="above 0"):
        fit(Range(1, 2, 3)).widened(factor)


@pytest.mark.parametrize(
    ("three", "spike", "words"),
    [
        ((2, 1, 3), 0, "in order"), ((1, 3, 2), 0, "in order"),
        ((1, 2, inf), 0, "finite"), ((float("nan"), 2, 3), 0, "finite"),
        ((1, 2, 3), 1.0, "below 1"), ((1, 2, 3), -0.01, "at least 0"),
    ],
)  # fmt: skip
def test_what_is_no_range_is_refused(
    three: tuple[float, float, float], spike: float, words: str
) -> None:
    with pytest.raises(EngineError, match=words):
        Range(*three, spike=spike)


def test_bounds_hold_the_range_and_are_in_order() -> None:
    with pytest.raises(EngineError, match="not within"):
        fit(Range(-0.1, 0.5, 0.9), lowest=0, highest=1)
    with pytest.raises(EngineError, match="not within"):
        fit(Range(0.1, 0.5, 1.1), lowest=0, highest=1)
    with pytest.raises(EngineError, match="below the highest"):
        fit(Range(0, 0, 0), lowest=1, highest=1)
    with pytest.raises(EngineError, match="between 0 and 1"):
        fit(Range(1, 2, 3)).quantile([0.5, 1.01])
    with pytest.raises(EngineError, match="no scores"):
        fit(Range.exact(1)).score([1])


@pytest.mark.parametrize(
    ("said", "is_certain"),
    [
        (Range.exact(7), True),
        (Range.exact(0), True),
        (Range(0, 0, 0, spike=0.3), True),
        (Range(1, 1, 1, spike=0.3), False),
        (Range(7, 7, 7, spike=0.3), False),
        (Range(0, 1, 2), False),
        (Range(-1, 0, 1, spike=0.3), False),
    ],
)
def test_one_figure_is_certain_unless_it_may_be_nothing(
    said: Range, is_certain: bool
) -> None:
    assert said.is_certain is is_certain
    assert bool(np.ptp(fit(said).quantile(U)) == 0) is is_certain
