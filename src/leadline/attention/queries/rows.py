"""The rows themselves, for actions; surfaces read what the other modules return."""

from __future__ import annotations

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.attention.models import CalendarSource, Entry
from leadline.foundation.errors import NotFound
from leadline.foundation.paging import the_one


def get_entry(*, actor: Actor, entry_id: int) -> Entry:
    """Return an entry of the actor's own calendar, or raise ``NotFound``."""
    actor.require("read")
    found = rows(Entry, actor).filter(user_id=actor.user_id, pk=entry_id).first()
    if found is None:
        raise NotFound("There is no such entry in your calendar.")
    return found


def get_source(*, actor: Actor, source_id: int) -> CalendarSource:
    """Return one of the actor's own calendars, or raise ``NotFound``."""
    actor.require("read")
    own = rows(CalendarSource, actor).filter(user_id=actor.user_id)
    found = the_one(own.filter(pk=source_id))
    if found is None:
        raise NotFound("There is no such calendar of yours.")
    return found
