"""Reads of the launches domain."""

from leadline.launches.queries.after import (
    afterwards_of,
    letter_row,
    letters_held,
    list_letters,
    outcomes_due,
)
from leadline.launches.queries.dates import built_by, dates_of, launches_after_plan
from leadline.launches.queries.launches import (
    launch_of_decision,
    launch_page,
    launch_row,
    launches_held,
    launches_of_bet,
    list_launches,
    silent_of_launches,
    standing_of,
)
from leadline.launches.queries.steps import (
    list_steps,
    my_steps,
    next_days,
    step_row,
)
from leadline.launches.queries.templates import (
    built_in_template,
    list_templates,
    template_card,
    template_plan,
)

__all__ = [
    "afterwards_of",
    "built_by",
    "built_in_template",
    "dates_of",
    "launch_of_decision",
    "launch_page",
    "launch_row",
    "launches_after_plan",
    "launches_held",
    "launches_of_bet",
    "letter_row",
    "letters_held",
    "list_launches",
    "list_letters",
    "list_steps",
    "list_templates",
    "my_steps",
    "next_days",
    "outcomes_due",
    "silent_of_launches",
    "standing_of",
    "step_row",
    "template_card",
    "template_plan",
]
