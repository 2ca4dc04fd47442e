"""Laws of the comparison of two rates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from leadline.engine.errors import EngineError
from leadline.engine.text.trend import compare_rates

counts = st.integers(0, 400)


@given(recent=counts, before=counts)
def test_the_chance_is_a_probability_and_the_direction_follows_the_ratio(
    recent: int, before: int
) -> None:
    found = compare_rates(recent, before, 28, 84)

    assert 0 <= found.chance <= 1
    assert found.direction != "rising" or found.ratio > 1
    assert found.direction != "falling" or found.ratio < 1


@given(recent=counts, before=counts)
def test_swapping_the_spans_turns_the_direction(recent: int, before: int) -> None:
    turned = {"rising": "falling", "falling": "rising"}
    one = compare_rates(recent, before, 28, 84)
    two = compare_rates(before, recent, 84, 28)

    assert two.direction == turned.get(one.direction, one.direction)


@given(recent=counts, before=counts)
def test_the_tail_is_that_of_the_exact_binomial(recent: int, before: int) -> None:
    total = recent + before
    side = "less" if recent <= total / 4 else "greater"
    tail = binomtest(recent, total, 0.25, side).pvalue if total else 1.0

    assert compare_rates(recent, before, 28, 84).chance == pytest.approx(
        min(1.0, 2 * tail), rel=1e-9
    )


@pytest.mark.parametrize(
    "spans", [(-1, 0, 1, 1), (0, -1, 1, 1), (0, 0, 0, 1), (0, 0, 1, -1)]
)
def test_impossible_spans_are_refused(spans: tuple[int, int, int, int]) -> None:
    with pytest.raises(EngineError, match="must"):
        compare_rates(*spans)
