"""The rows of one person's calendar."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db.models import Count

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.attention.models import CalendarSource, Entry, TitleWords
from leadline.attention.types import Kind, RuleRow, SourceRow
from leadline.foundation.errors import NotFound


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
    found = own.filter(pk=source_id).first()
    if found is None:
        raise NotFound("There is no such calendar of yours.")
    return found


def list_sources(*, actor: Actor) -> list[SourceRow]:
    """Return the actor's own calendars."""
    actor.require("read")
    own = rows(CalendarSource, actor).filter(user_id=actor.user_id)
    return [
        SourceRow(
            s.pk, s.name, s.n, s.read_at, urlsplit(s.address).hostname or "",
            s.next_at, s.fault,
        )
        for s in own.annotate(n=Count("entries")).order_by("name")
    ]  # fmt: skip


def list_rules(*, actor: Actor) -> list[RuleRow]:
    """Return the actor's own words for titles, in their order."""
    actor.require("read")
    own = rows(TitleWords, actor).filter(user_id=actor.user_id).order_by("words")
    return [RuleRow(one.pk, one.words, Kind(one.kind)) for one in own]
