"""Writes of the attention domain; each person writes their own."""

from leadline.attention.actions.calendars import (
    LARGEST,
    add_rule,
    correct_series,
    expect_calendar,
    import_calendar,
    remove_calendar,
    remove_rule,
    set_target,
)
from leadline.attention.actions.contacts import note_contacts
from leadline.attention.actions.subscriptions import (
    claim_due,
    note_failure,
    subscribe_calendar,
    take_in,
)

__all__ = [
    "LARGEST",
    "add_rule",
    "claim_due",
    "correct_series",
    "expect_calendar",
    "import_calendar",
    "note_contacts",
    "note_failure",
    "remove_calendar",
    "remove_rule",
    "set_target",
    "subscribe_calendar",
    "take_in",
]
