"""Reads of the attention domain."""

from leadline.attention.queries.calendars import is_subscribed, list_rules, list_sources
from leadline.attention.queries.hours import (
    has_own_domain,
    last_met,
    market_hours,
    market_record,
    people_of_entry,
    week_page,
)

__all__ = [
    "has_own_domain",
    "is_subscribed",
    "last_met",
    "list_rules",
    "list_sources",
    "market_hours",
    "market_record",
    "people_of_entry",
    "week_page",
]
