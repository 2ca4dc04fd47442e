"""Writes of the launches domain."""

from leadline.launches.actions.after import (
    draft_letters,
    mark_letter,
    say_outcome,
    write_letter,
)
from leadline.launches.actions.deciding import ask_to_go
from leadline.launches.actions.launches import (
    call_off,
    change_launch,
    create_launch,
    mark_launched,
    take_up,
)
from leadline.launches.actions.steps import (
    add_step,
    answer_step,
    ask_again,
    change_step,
    remove_step,
)
from leadline.launches.actions.templates import remove_template, save_template

__all__ = [
    "add_step",
    "answer_step",
    "ask_again",
    "ask_to_go",
    "call_off",
    "change_launch",
    "change_step",
    "create_launch",
    "draft_letters",
    "mark_launched",
    "mark_letter",
    "remove_step",
    "remove_template",
    "save_template",
    "say_outcome",
    "take_up",
    "write_letter",
]
