"""From an entry of a calendar to contacts with those who came."""

from __future__ import annotations

from datetime import date, tzinfo

from django.db import transaction

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.attention.queries import people_of_entry
from leadline.attention.queries.rows import get_entry
from leadline.stakeholders.actions import log_contact
from leadline.stakeholders.models import ContactNote
from leadline.stakeholders.types import ContactKind


@transaction.atomic
def note_contacts(
    *, actor: Actor, entry_id: int, today: date, zone: tzinfo
) -> list[str]:
    """Note a meeting with each stakeholder who came; return whom it was noted with.

    Nothing of the entry but its day leaves the calendar. A meeting the actor noted
    with somebody on that day stays the only one. Raises ``NotAllowed``, ``NotFound``,
    ``Invalid`` for a day to come.
    """
    actor.require("change")
    entry = get_entry(actor=actor, entry_id=entry_id)
    day = entry.start.astimezone(zone).date()
    meetings = rows(ContactNote, actor).filter(
        user_id=actor.user_id, on_date=day, kind=ContactKind.MEETING
    )
    known = set(meetings.values_list("person_id", flat=True))
    noted = []
    for person_id, name in people_of_entry(actor=actor, entry_id=entry_id):
        if person_id not in known:
            log_contact(
                actor=actor, person_id=person_id, on_date=day,
                kind=ContactKind.MEETING, today=today,
            )  # fmt: skip
            noted.append(name)
    return noted
