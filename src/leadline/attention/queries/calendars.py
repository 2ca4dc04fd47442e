"""The rows of one person's calendar."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db.models import Count

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.attention.models import CalendarSource, TitleWords
from leadline.attention.queries.rows import get_source
from leadline.attention.types import Kind, RuleRow, SourceRow


def is_subscribed(*, actor: Actor, source_id: int) -> bool:
    """Return whether one of the actor's own calendars is read from an address."""
    actor.require("read")
    return bool(get_source(actor=actor, source_id=source_id).address)


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
