"""Reads of the stakeholders domain."""

from leadline.stakeholders.queries.people import (
    find_by_email,
    first_to_win,
    get_person,
    headline,
    kept_in_touch,
    list_listening,
    list_people,
    person_choices,
    person_page,
    silent_people,
)
from leadline.stakeholders.queries.promises import (
    due_commitments,
    get_commitment,
    kept_promises,
    list_commitments,
    open_promises,
    page_of_commitments,
    promises_held,
    steps_of,
)
from leadline.stakeholders.queries.telling import (
    get_briefing,
    list_briefings,
    told_since,
)

__all__ = [
    "due_commitments",
    "find_by_email",
    "first_to_win",
    "get_briefing",
    "get_commitment",
    "get_person",
    "headline",
    "kept_in_touch",
    "kept_promises",
    "list_briefings",
    "list_commitments",
    "list_listening",
    "list_people",
    "open_promises",
    "page_of_commitments",
    "person_choices",
    "person_page",
    "promises_held",
    "silent_people",
    "steps_of",
    "told_since",
]
