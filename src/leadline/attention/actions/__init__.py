"""Writes of the attention domain; each person writes their own."""

from leadline.attention.actions.calendars import (
    correct_series,
    import_calendar,
    remove_calendar,
    set_target,
)

__all__ = ["correct_series", "import_calendar", "remove_calendar", "set_target"]
