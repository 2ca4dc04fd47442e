"""Writes of the decisions domain."""

from leadline.decisions.actions.chair import (
    add_word,
    add_words,
    hear_chair,
    reject_the_rest,
    set_half_life,
    set_word,
)
from leadline.decisions.actions.closing import decide, move_review, reverse_decision
from leadline.decisions.actions.comparing import compare_options, order_options
from leadline.decisions.actions.decisions import change_decision, create_decision
from leadline.decisions.actions.hearing import (
    say_words,
    take_back,
    take_guesses,
)
from leadline.decisions.actions.people import (
    answer_asked,
    drop_person,
    hear_person,
    name_person,
)
from leadline.decisions.actions.predictions import (
    answer_prediction,
    create_prediction,
    resolve_prediction,
    review_decision,
    share_calibration,
)
from leadline.decisions.actions.seating import (
    ASK_MODEL,
    SEAT,
    seat_chair,
    start_seating,
)

__all__ = [
    "ASK_MODEL",
    "SEAT",
    "add_word",
    "add_words",
    "answer_asked",
    "answer_prediction",
    "change_decision",
    "compare_options",
    "create_decision",
    "create_prediction",
    "decide",
    "drop_person",
    "hear_chair",
    "hear_person",
    "move_review",
    "name_person",
    "order_options",
    "reject_the_rest",
    "resolve_prediction",
    "reverse_decision",
    "review_decision",
    "say_words",
    "seat_chair",
    "set_half_life",
    "set_word",
    "share_calibration",
    "start_seating",
    "take_back",
    "take_guesses",
]
