"""What Today asks for, on both sides of each day it counts by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from leadline.overview.home import today
from tests.conftest import Person
from tests.factories import make_goal, make_metric, make_reading

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = NOW.date()


def goal_of(who: Person, due_in: int, read_ago: int = 0, value: int = 120) -> None:
    """Set a goal from 100 to 160 by a day, with one reading of its metric."""
    metric = make_metric(who.actor)
    make_reading(who.actor, metric, DAY - timedelta(days=read_ago), value)
    make_goal(
        who.actor, "Grow", metric_id=metric.pk, baseline=Decimal(100),
        target=Decimal(160), target_date=DAY + timedelta(days=due_in),
    )  # fmt: skip


def names(goals: list) -> list[str]:
    return [goal.name for goal in goals]


@pytest.mark.parametrize(
    ("due_in", "value", "asked"),
    [(30, 120, ["Grow"]), (31, 120, []), (-1, 120, ["Grow"]), (-1, 160, []),
     (30, 159, ["Grow"]), (30, 160, [])],
)  # fmt: skip
def test_a_goal_waits_from_thirty_days_before_its_day_until_it_is_reached(
    ana: Person, due_in: int, value: int, asked: list[str]
) -> None:
    goal_of(ana, due_in, value=value)

    assert names(today(actor=ana.actor, now=NOW, on=DAY).late_goals) == asked


@pytest.mark.parametrize(("read_ago", "asked"), [(45, []), (46, ["Grow"])])
def test_a_metric_unread_for_more_than_45_days_is_asked_for(
    ana: Person, read_ago: int, asked: list[str]
) -> None:
    goal_of(ana, due_in=400, read_ago=read_ago)

    brief = today(actor=ana.actor, now=NOW, on=DAY)

    assert names(brief.stale_goals) == asked
    assert brief.late_goals == []
