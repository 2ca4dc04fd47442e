"""A segment goes on from the day it was counted to the first period."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.economics.flow import led
from leadline.engine.economics.model import ModelMistake
from leadline.engine.economics.parse import parse_model
from leadline.engine.economics.projection import project

SEGMENT = {"id": "a", "customers": 100, "price": 2, "new": 20, "churn": 0.1,
           "expansion": 0.1}  # fmt: skip


def revenue(lead: float, periods: int = 3) -> list[float]:
    names = [f"Q{n}" for n in range(periods)]
    model = {"periods": names, "segments": [SEGMENT | {"lead": lead}]}
    found = project(parse_model(model), futures=2).measures["revenue"]
    return [found[name].p50 for name in names]


def test_without_a_lead_nothing_comes_before_the_first_period() -> None:
    bare = parse_model({"periods": ["Q0"], "segments": [SEGMENT]})
    assert bare.segments[0].lead == 0.0
    assert revenue(0.0)[0] == pytest.approx((100 * 0.9 + 20) * 2 * 1.1)


@pytest.mark.parametrize("lead", [1, 2])
def test_a_whole_period_of_lead_is_a_period_that_has_gone(lead: int) -> None:
    assert revenue(lead)[0] == pytest.approx(revenue(0, lead + 1)[lead])


def test_half_a_lead_is_half_of_what_a_period_changes() -> None:
    assert revenue(0.5)[0] == pytest.approx((105 * 0.9 + 20) * 2.1 * 1.1)


def test_what_was_counted_within_the_first_period_goes_back() -> None:
    assert revenue(-0.5)[0] == pytest.approx((95 * 0.9 + 20) * 1.9 * 1.1)


@given(
    st.floats(-1, 6), st.floats(0, 1e6), st.floats(0, 1), st.floats(0, 1e5),
    st.floats(-0.5, 1),
)  # fmt: skip
def test_customers_never_fall_below_none(
    lead: float, customers: float, churn: float, new: float, expansion: float
) -> None:
    base = {"customers": customers, "price": 2.0, "new": new, "churn": churn,
            "expansion": expansion, "margin": 1.0}  # fmt: skip
    assert float(led(base, lead)["customers"]) >= 0.0
    assert led(base, 0.0)["customers"] == customers


@pytest.mark.parametrize("lead", [-1.01, 100.1, "1", None, True])
def test_a_lead_that_cannot_be_is_named(lead: object) -> None:
    with pytest.raises(ModelMistake, match=r"segments\[0\] \(a\)\.lead"):
        parse_model({"periods": ["Q1"], "segments": [SEGMENT | {"lead": lead}]})
