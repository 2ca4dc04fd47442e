"""What counts say of rates and of two groups, held against other ways to the same."""

from __future__ import annotations

from itertools import pairwise
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact, gamma

from leadline.engine.economics.counted import chance_as_far_apart, rate_of
from leadline.engine.errors import EngineError

GROUPS = st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("count", [0, 1, 2, 5, 14, 400])
def test_a_rate_holds_what_eight_in_ten_of_its_distribution_hold(count: int) -> None:
    said = rate_of(count, 2.0)
    for end, share in ((said.low, 0.1), (said.mid, 0.5), (said.high, 0.9)):
        assert gamma.cdf(end, count + 0.5, scale=0.5) == pytest.approx(share, abs=1e-9)


@given(st.integers(0, 1000), st.floats(1e-3, 1e6))
def test_more_seen_is_a_higher_rate_and_a_longer_watch_a_lower_one(
    count: int, years: float
) -> None:
    here, more = rate_of(count, years), rate_of(count + 1, years)
    longer = rate_of(count, 2 * years)

    assert 0 < here.low < here.mid < here.high
    assert all(
        a < b
        for a, b in zip(
            (here.low, here.mid, here.high),
            (more.low, more.mid, more.high),
            strict=True,
        )
    )
    assert longer.mid == pytest.approx(here.mid / 2)


def test_the_more_was_seen_the_narrower_for_its_size() -> None:
    widths = [
        (said.high - said.low) / said.mid
        for said in (rate_of(count, 1.0) for count in (1, 4, 16, 64, 256))
    ]
    assert all(wide > narrow for wide, narrow in pairwise(widths))


def test_ranges_hold_a_true_rate_about_as_often_as_they_say() -> None:
    """Over rates of all sizes, eight times in ten: counts are whole, hence about."""
    rng = np.random.default_rng(4)
    rates = rng.uniform(0.5, 20, 20_000)
    seen = rng.poisson(rates * 3)
    said = {int(count): rate_of(int(count), 3.0) for count in np.unique(seen)}
    held = [
        said[int(count)].low <= rate <= said[int(count)].high
        for count, rate in zip(seen, rates, strict=True)
    ]
    assert np.mean(held) == pytest.approx(0.8, abs=0.02)


@pytest.mark.parametrize("count", [0, -1])
def test_none_is_counted_and_fewer_is_a_mistake(count: int) -> None:
    if count == 0:
        assert rate_of(count, 1.0).low > 0
        return
    with pytest.raises(EngineError, match="Count none or more"):
        rate_of(count, 1.0)


@pytest.mark.parametrize(
    ("years", "will_do"), [(1e-9, True), (0.0, False), (-1.0, False), (np.nan, False)]
)
def test_a_rate_needs_some_time(years: float, will_do: bool) -> None:
    if will_do:
        assert rate_of(1, years).mid > 0
        return
    with pytest.raises(EngineError, match="over some time"):
        rate_of(1, years)


@given(GROUPS, GROUPS)
def test_two_groups_are_as_far_apart_as_by_the_exact_test(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    (a, of_a), (b, of_b) = one, other
    chance = chance_as_far_apart(a, of_a, b, of_b)

    assert chance == pytest.approx(chance_as_far_apart(b, of_b, a, of_a))
    assert chance == pytest.approx(chance_as_far_apart(of_a - a, of_a, of_b - b, of_b))
    if of_a and of_b:
        table = [[a, of_a - a], [b, of_b - b]]
        assert chance == pytest.approx(fisher_exact(table).pvalue, rel=1e-6)
    else:
        assert chance == 1.0


def test_all_of_one_and_none_of_the_other_is_the_least_likely() -> None:
    assert chance_as_far_apart(5, 5, 0, 5) == pytest.approx(2 / comb(10, 5))


@pytest.mark.parametrize(
    ("counts", "will_do"),
    [
        ((0, 4, 4, 4), True),
        ((4, 4, 0, 4), True),
        ((-1, 4, 2, 4), False),
        ((5, 4, 2, 4), False),
        ((2, 4, -1, 4), False),
        ((2, 4, 5, 4), False),
    ],
)
def test_of_a_group_none_to_all_are_counted(
    counts: tuple[int, int, int, int], will_do: bool
) -> None:
    if will_do:
        assert 0 < chance_as_far_apart(*counts) < 0.05
        return
    with pytest.raises(EngineError, match="none to all"):
        chance_as_far_apart(*counts)
