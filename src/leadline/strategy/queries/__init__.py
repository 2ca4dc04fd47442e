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
    readings_until,
)
from leadline.strategy.queries.reviews import (
    facts_before,
    get_review,
    list_facts,
    page_of_reviews,
    review_of,
    review_steps,
)

__all__ = [
    "facts_before",
    "get_review",
    "goal_page",
    "goal_rows",
    "goals_to_look_at",
    "latest_readings",
    "list_facts",
    "list_goal_names",
    "list_goals",
    "list_metric_names",
    "list_metrics",
    "metric_page",
    "page_of_reviews",
    "readings_of",
    "readings_until",
    "review_of",
    "review_steps",
]
