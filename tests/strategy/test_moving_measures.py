"""What a goal measured becomes its first measure, and is given back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.older import begun_at, to

BEFORE = [("strategy", "0004_business_reviews")]
AFTER = [("strategy", "0006_the_first_measure_of_each_goal")]
START, END = date(2026, 1, 1), date(2026, 12, 31)
BEGAN = datetime(2026, 2, 3, 12, tzinfo=UTC)
MEASURED = ("measure", "unit", "baseline", "baseline_date", "target", "target_date")


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    with begun_at(BEFORE) as tables:
        yield tables


def test_it_moves_with_the_day_it_began_and_goes_back(old: Any) -> None:
    space = old.get_model("accounts", "Workspace").objects.create(name="Acme")
    metric = old.get_model("strategy", "Metric").objects.create(
        workspace=space, name="Revenue", unit="EUR"
    )
    goals = old.get_model("strategy", "Goal").objects
    way = {
        "baseline": 0, "baseline_date": START, "target": 100, "target_date": END,
    }  # fmt: skip
    one = goals.create(workspace=space, name="By metric", metric=metric, **way)
    two = goals.create(workspace=space, name="By hand", measure="Letters", unit="kg")
    goals.update(created_at=BEGAN)

    moved = to(AFTER).get_model("strategy", "GoalMeasure").objects.order_by("goal_id")

    named = ("goal_id", "created_at", "metric_id", *MEASURED)
    assert list(moved.values_list(*named)) == [
        (one.pk, BEGAN, metric.pk, "", "", 0, START, 100, END),
        (two.pk, BEGAN, None, "Letters", "kg", None, None, None, None),
    ]

    back = to(BEFORE).get_model("strategy", "Goal").objects.order_by("pk")

    assert list(back.values_list("pk", "metric_id", *MEASURED)) == [
        (one.pk, metric.pk, "", "", 0, START, 100, END),
        (two.pk, None, "Letters", "kg", None, None, None, None),
    ]
