"""Reads of the attention domain."""

from leadline.attention.queries.hours import (
    has_own_domain,
    last_met,
    market_hours,
    market_record,
    people_of_entry,
    week_page,
)
from leadline.attention.queries.rows import (
    get_entry,
    get_source,
    list_rules,
    list_sources,
)

__all__ = [
    "get_entry",
    "get_source",
    "has_own_domain",
    "last_met",
    "list_rules",
    "list_sources",
    "market_hours",
    "market_record",
    "people_of_entry",
    "week_page",
]
