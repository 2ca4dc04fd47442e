"""The rows of one person's calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Count

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.attention.models import CalendarSource, TitleWords
from leadline.attention.queries.rows import get_source
from leadline.attention.types import Kind, RuleRow, SourceRow
from leadline.foundation.paging import Listed, Page, listed


def is_subscribed(*, actor: Actor, source_id: int) -> bool:
    """Return whether one of the actor's own calendars is read from an address."""
    actor.require("read")
    return bool(get_source(actor=actor, source_id=source_id).address)


def list_sources(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[SourceRow]:
    """Return the actor's own calendars."""
    actor.require("read")
    own = rows(CalendarSource, actor).filter(user_id=actor.user_id)
    counted = own.annotate(n=Count("entries")).order_by("name", "pk")
    return listed(counted, lambda part: [_source(one) for one in part], page, size)


def _source(s: Any) -> SourceRow:
    host = urlsplit(s.address).hostname or ""
    return SourceRow(s.pk, s.name, s.n, s.read_at, host, s.next_at, s.fault)


def list_rules(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[RuleRow]:
    """Return the actor's own words for titles, in their order."""
    actor.require("read")
    own = rows(TitleWords, actor).filter(user_id=actor.user_id).order_by("words")

    def make(part: Iterable[TitleWords]) -> list[RuleRow]:
        return [RuleRow(one.pk, one.words, Kind(one.kind)) for one in part]

    return listed(own, make, page, size)
