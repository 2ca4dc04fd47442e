"""The business review of a month: facts read once, sentences made from them."""

from leadline.overview.review.changed import (
    Changed,
    GoalMonths,
    changed_since,
    moves_of,
)
from leadline.overview.review.due import ReviewDue, review_due
from leadline.overview.review.facts import month_facts

__all__ = [
    "Changed",
    "GoalMonths",
    "ReviewDue",
    "changed_since",
    "month_facts",
    "moves_of",
    "review_due",
]
