"""Reads of the strategy domain."""

from leadline.strategy.queries.goals import (
    goal_page,
    goal_rows,
    goals_to_look_at,
    list_goal_names,
    list_goals,
)
from leadline.strategy.queries.metrics import (
    latest_readings,
    list_metric_names,
    list_metrics,
    metric_page,
    readings_of,
)

__all__ = [
    "goal_page",
    "goal_rows",
    "goals_to_look_at",
    "latest_readings",
    "list_goal_names",
    "list_goals",
    "list_metric_names",
    "list_metrics",
    "metric_page",
    "readings_of",
]
