"""Reads of the strategy domain."""

from leadline.strategy.queries.check_ins import (
    check_ins_of,
    check_ins_saying,
    latest_check_ins,
    list_check_ins,
    newest_check_ins,
)
from leadline.strategy.queries.goals import (
    goal_page,
    goal_rows,
    goals_to_look_at,
    goals_without_check_in,
    list_goal_names,
    list_goals,
)
from leadline.strategy.queries.measures import readings_of_measures
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
    "check_ins_of",
    "check_ins_saying",
    "facts_before",
    "get_review",
    "goal_page",
    "goal_rows",
    "goals_to_look_at",
    "goals_without_check_in",
    "latest_check_ins",
    "latest_readings",
    "list_check_ins",
    "list_facts",
    "list_goal_names",
    "list_goals",
    "list_metric_names",
    "list_metrics",
    "metric_page",
    "newest_check_ins",
    "page_of_reviews",
    "readings_of",
    "readings_of_measures",
    "readings_until",
    "review_of",
    "review_steps",
]
