"""Quarters: reading them, counting with them, their days."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation import periods
from leadline.foundation.errors import Invalid


def test_the_examples_hold() -> None:
    assert doctest.testmod(periods).failed == 0


@pytest.mark.parametrize("text", ["", "2027", "2027Q5", "27Q1", "Q1 2027", "2027Q12"])
def test_what_is_no_quarter_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(Invalid, match="Write it like 2027Q1"):
        periods.parse_period(text)


@given(day=st.dates(date(1900, 1, 1), date(2200, 1, 1)), by=st.integers(-40, 40))
def test_quarters_follow_each_other_without_gap_and_sort_in_time(
    day: date, by: int
) -> None:
    period = periods.period_of(day)
    later = periods.next_period(period, by)

    assert periods.period_start(period) <= day <= periods.period_end(period)
    assert periods.periods_between(period, later) == by
    assert (later > period) == (by > 0)
    following = periods.period_start(periods.next_period(period))
    assert periods.period_end(period) + timedelta(days=1) == following
