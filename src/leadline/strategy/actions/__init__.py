"""Writes of the strategy domain."""

from leadline.strategy.actions.goals import change_goal, create_goal, set_goal_state
from leadline.strategy.actions.metrics import (
    archive_metric,
    change_metric,
    create_metric,
)
from leadline.strategy.actions.readings import (
    record_reading,
    remove_reading,
    save_readings,
)

__all__ = [
    "archive_metric",
    "change_goal",
    "change_metric",
    "create_goal",
    "create_metric",
    "record_reading",
    "remove_reading",
    "save_readings",
    "set_goal_state",
]
