"""Tables of the strategy domain."""

from leadline.strategy.models.goals import CheckIn, CheckInReading, Goal, GoalMeasure
from leadline.strategy.models.metrics import Metric, MetricQuery, MetricSource, Reading
from leadline.strategy.models.reviews import MonthReview, ReviewStep
from leadline.strategy.models.sheet import (
    Projection,
    SheetCell,
    SheetSegment,
    Yardstick,
)

__all__ = [
    "CheckIn",
    "CheckInReading",
    "Goal",
    "GoalMeasure",
    "Metric",
    "MetricQuery",
    "MetricSource",
    "MonthReview",
    "Projection",
    "Reading",
    "ReviewStep",
    "SheetCell",
    "SheetSegment",
    "Yardstick",
]
