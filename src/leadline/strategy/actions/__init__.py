"""Writes of the strategy domain."""

from leadline.strategy.actions.check_ins import check_in, take_back_check_in
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

__all__ = [
    "add_measure",
    "add_sheet_segment",
    "archive_metric",
    "change_goal",
    "change_measure",
    "change_metric",
    "check_in",
    "create_goal",
    "create_metric",
    "finish_review",
    "make_projection",
    "make_review",
    "propose_cells",
    "record_reading",
    "remove_measure",
    "remove_reading",
    "remove_sheet_segment",
    "save_readings",
    "say_cell",
    "set_goal_state",
    "set_yardstick",
    "take_back_check_in",
    "take_in_facts",
    "write_section",
]
