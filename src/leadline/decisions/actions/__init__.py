"""Writes of the decisions domain."""

from leadline.decisions.actions.chair import (
    add_word,
    hear_chair,
    reject_the_rest,
    seat_chair,
    set_half_life,
    set_word,
)
from leadline.decisions.actions.closing import decide, reverse_decision
from leadline.decisions.actions.decisions import change_decision, create_decision

__all__ = [
    "add_word",
    "change_decision",
    "create_decision",
    "decide",
    "hear_chair",
    "reject_the_rest",
    "reverse_decision",
    "seat_chair",
    "set_half_life",
    "set_word",
]
