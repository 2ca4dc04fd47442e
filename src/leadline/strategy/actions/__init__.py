"""Writes of the strategy domain."""

from leadline.strategy.actions.check_ins import check_in, take_back_check_in
from leadline.strategy.actions.filling import (
    claim_due_queries,
    fill_metric,
    note_query_failure,
    remove_metric_query,
    save_metric_query,
    switch_metric_query,
    try_metric_query,
)
from leadline.strategy.actions.goals import change_goal, create_goal, set_goal_state
from leadline.strategy.actions.measures import (
    add_measure,
    change_measure,
    remove_measure,
)
from leadline.strategy.actions.metrics import (
    archive_metric,
    change_metric,
    create_metric,
)
from leadline.strategy.actions.projections import make_projection
from leadline.strategy.actions.readings import (
    record_reading,
    remove_reading,
    save_readings,
)
from leadline.strategy.actions.reviews import (
    finish_review,
    make_review,
    take_in_facts,
    write_section,
)
from leadline.strategy.actions.sheet import (
    add_sheet_segment,
    propose_cells,
    remove_sheet_segment,
    say_cell,
    set_yardstick,
)
from leadline.strategy.actions.sources import (
    add_metric_source,
    change_metric_source,
    remove_metric_source,
)

__all__ = [
    "add_measure",
    "add_metric_source",
    "add_sheet_segment",
    "archive_metric",
    "change_goal",
    "change_measure",
    "change_metric",
    "change_metric_source",
    "check_in",
    "claim_due_queries",
    "create_goal",
    "create_metric",
    "fill_metric",
    "finish_review",
    "make_projection",
    "make_review",
    "note_query_failure",
    "propose_cells",
    "record_reading",
    "remove_measure",
    "remove_metric_query",
    "remove_metric_source",
    "remove_reading",
    "remove_sheet_segment",
    "save_metric_query",
    "save_readings",
    "say_cell",
    "set_goal_state",
    "set_yardstick",
    "switch_metric_query",
    "take_back_check_in",
    "take_in_facts",
    "try_metric_query",
    "write_section",
]
