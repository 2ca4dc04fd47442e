"""Reads of the strategy domain."""

from leadline.strategy.queries.check_ins import (
    check_ins_of,
    check_ins_saying,
    latest_check_ins,
    list_check_ins,
    newest_check_ins,
)
from leadline.strategy.queries.filling import (
    list_metric_sources,
    metric_source,
    query_of,
)
from leadline.strategy.queries.goals import (
    goal_page,
    goal_rows,
    goals_to_look_at,
    goals_without_check_in,
    list_goal_names,
    list_goals,
)
from leadline.strategy.queries.measures import goal_of_measure, readings_of_measures
from leadline.strategy.queries.metrics import (
    latest_readings,
    list_metric_names,
    list_metrics,
    metric_page,
    readings_of,
    readings_until,
)
from leadline.strategy.queries.model_file import (
    first_quarter,
    range_of_a_quarter,
    sheet_model,
)
from leadline.strategy.queries.projections import (
    latest_projection,
    model_of_projection,
    odds_in,
    odds_said,
)
from leadline.strategy.queries.reviews import (
    facts_before,
    get_review,
    list_facts,
    list_reviews,
    review_of,
    review_steps,
)
from leadline.strategy.queries.sheet import (
    get_cell,
    list_sheet_segments,
    list_yardsticks,
    sheet,
)

__all__ = [
    "check_ins_of",
    "check_ins_saying",
    "facts_before",
    "first_quarter",
    "get_cell",
    "get_review",
    "goal_of_measure",
    "goal_page",
    "goal_rows",
    "goals_to_look_at",
    "goals_without_check_in",
    "latest_check_ins",
    "latest_projection",
    "latest_readings",
    "list_check_ins",
    "list_facts",
    "list_goal_names",
    "list_goals",
    "list_metric_names",
    "list_metric_sources",
    "list_metrics",
    "list_reviews",
    "list_sheet_segments",
    "list_yardsticks",
    "metric_page",
    "metric_source",
    "model_of_projection",
    "newest_check_ins",
    "odds_in",
    "odds_said",
    "query_of",
    "range_of_a_quarter",
    "readings_of",
    "readings_of_measures",
    "readings_until",
    "review_of",
    "review_steps",
    "sheet",
    "sheet_model",
]
