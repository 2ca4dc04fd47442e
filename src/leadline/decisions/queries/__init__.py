"""Reads of the decisions domain."""

from leadline.decisions.queries.chair import (
    chair_of,
    half_life,
    looked_through,
    needs_behind,
)
from leadline.decisions.queries.decisions import (
    count_overrides,
    decision_page,
    decisions_touching,
    get_decision,
    get_option,
    get_word,
    held_open,
    list_decisions,
    waiting_decisions,
)

__all__ = [
    "chair_of",
    "count_overrides",
    "decision_page",
    "decisions_touching",
    "get_decision",
    "get_option",
    "get_word",
    "half_life",
    "held_open",
    "list_decisions",
    "looked_through",
    "needs_behind",
    "waiting_decisions",
]
