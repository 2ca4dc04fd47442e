"""Reads of the stakeholders domain."""

from leadline.stakeholders.queries.judgements import (
    first_to_win,
    headline,
    judged_by,
    judgements_of,
    list_listening,
    list_readings,
    minds_won,
    people_who_are,
    readers_for,
)
from leadline.stakeholders.queries.people import (
    find_by_email,
    kept_in_touch,
    list_people,
    person_choices,
    person_page,
    silent_people,
    speaks_for,
)
from leadline.stakeholders.queries.promises import (
    due_promises,
    kept_promises,
    list_promises,
    open_promises,
    promise_row,
    promises_held,
    steps_of,
)
from leadline.stakeholders.queries.telling import (
    get_briefing,
    last_briefing,
    list_briefings,
    list_partners,
    told_since,
)

__all__ = [
    "due_promises",
    "find_by_email",
    "first_to_win",
    "get_briefing",
    "headline",
    "judged_by",
    "judgements_of",
    "kept_in_touch",
    "kept_promises",
    "last_briefing",
    "list_briefings",
    "list_listening",
    "list_partners",
    "list_people",
    "list_promises",
    "list_readings",
    "minds_won",
    "open_promises",
    "people_who_are",
    "person_choices",
    "person_page",
    "promise_row",
    "promises_held",
    "readers_for",
    "silent_people",
    "speaks_for",
    "steps_of",
    "told_since",
]
