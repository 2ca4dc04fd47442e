"""The chart of readings has an axis with round values, and the line that was due."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.strategy.types import ReadingRow
from leadline.web.shell.charts.scale import round_marks
from leadline.web.shell.charts.spark import BOTTOM, TOP, spark
from leadline.web.strategy.charts import FOOT, readings_chart
from leadline.web.strategy.charts import TOP as HIGH
from tests.strategy.test_pace import goal

VALUES = st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=2, max_size=40)


def readings(values: list[Decimal]) -> list[ReadingRow]:
    start = date(2026, 1, 31)
    return [
        ReadingRow(at, start + timedelta(30 * at), value, "Finance", "")
        for at, value in enumerate(values)
    ]


@given(VALUES)
def test_all_of_the_line_lies_between_the_marks_of_its_axis(
    values: list[Decimal],
) -> None:
    chart = readings_chart(readings(values))

    assert chart is not None
    places = [y for _, y in (*chart.dots, chart.last)]
    assert all(HIGH - 0.1 <= y <= FOOT + 0.1 for y in places)
    assert 2 <= len(chart.ticks) <= 7
    marks = [tick.y for tick in chart.ticks]
    assert marks == sorted(marks, reverse=True)
    assert marks[-1] >= HIGH - 0.1
    assert marks[0] <= FOOT + 0.1


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (97.2, 99.9, [97, 98, 99, 100]),
        (0, 10, [0, 2.5, 5, 7.5, 10]),
        (5, 5, [4, 6]),
        (0, 0, [0, 1]),
        (-3, 3, [-4, -2, 0, 2, 4]),
    ],
)
def test_marks_are_round_and_lie_around(
    low: float, high: float, marks: list[float]
) -> None:
    assert round_marks(low, high) == marks


def test_a_goal_shows_where_it_should_have_stood() -> None:
    row = goal(150).measures[0]
    chart = readings_chart(readings([Decimal(100), Decimal(150)]), row)

    assert chart is not None
    assert chart.target_y is not None
    assert chart.expected.startswith("M")
    assert readings_chart(readings([Decimal(1)])) is None
    alone = readings_chart(readings([Decimal(100), Decimal(150)]))
    assert alone is not None
    assert (alone.expected, alone.target_y) == ("", None)


def test_a_spark_of_a_measure_stands_on_its_lowest_value() -> None:
    own = spark([97.2, 98.0, 99.4], from_lowest=True)
    counts = spark([97.2, 98.0, 99.4])

    assert own.line.split()[1] == f"{BOTTOM:g}"
    assert own.end[1] == TOP == counts.end[1]
    assert own.area == ""
    assert counts.area
    assert float(counts.line.split()[1]) < TOP + 1


def test_the_first_value_is_written_off_the_line_and_off_the_target() -> None:
    row = goal(150).measures[0]
    rising = readings_chart(readings([Decimal(100), Decimal(150)]))
    falling = readings_chart(readings([Decimal(150), Decimal(100)]))
    at_target = readings_chart(readings([Decimal(150), Decimal(140)]), row)
    assert rising is not None
    assert falling is not None
    assert at_target is not None
    assert at_target.target_y is not None

    assert rising.first_y < rising.dots[0][1]
    assert falling.first_y < falling.dots[0][1]
    assert at_target.first_y > at_target.target_y + 7
