"""The business review of a month: facts read once, sentences made from them."""

from leadline.overview.review.changed import (
    Changed,
    GoalMonths,
    changed_since,
    moves_of,
)
from leadline.overview.review.facts import month_facts
from leadline.overview.review.odds import NO_ODDS, Odds

__all__ = [
    "NO_ODDS",
    "Changed",
    "GoalMonths",
    "Odds",
    "changed_since",
    "month_facts",
    "moves_of",
]
