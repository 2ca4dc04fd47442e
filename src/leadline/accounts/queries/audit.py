"""The audit log read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone

from leadline.accounts.models import Event, User
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import (
    Actor,
    EventFilter,
    EventRow,
    LogLine,
    Verb,
)
from leadline.foundation.paging import Listed, listed

PAGE = 50
NOBODY = 0
# These verbs once said in their detail what somebody thought of somebody. The chain
# keeps such old lines as they were written; nobody is shown what they said.
UNTOLD = frozenset(
    {
        Verb.MOVE_PERSON,
        Verb.SET_STANCE,
        Verb.SET_LISTENING,
    }
)


def list_verbs(*, actor: Actor) -> list[str]:
    """Return what was ever done in the workspace, as verbs, in order."""
    actor.require("administer")
    verbs = rows(Event, actor).values_list("verb", flat=True)
    return sorted(verbs.distinct().order_by())


def list_events(*, actor: Actor, where: EventFilter, page: int = 1) -> Listed[EventRow]:
    """Return one page of the audit log, newest first.

    Raises ``NotAllowed`` for everybody but owners.
    """
    actor.require("administer")
    events = _matching(actor, where).order_by("-sequence")
    return listed(events, lambda part: _named(list(part)), page, PAGE, None)


def export_events(*, actor: Actor, where: EventFilter) -> Iterator[EventRow]:
    """Give every matching line of the audit log, oldest first, a batch at a time.

    Raises ``NotAllowed`` for everybody but owners.
    """
    actor.require("administer")
    events = _matching(actor, where).order_by("sequence")

    def batches() -> Iterator[EventRow]:
        last = 0
        while batch := list(events.filter(sequence__gt=last)[:2000]):
            yield from _named(batch)
            last = batch[-1].sequence

    return batches()


def lines_after(*, actor: Actor, sequence: int, most: int) -> list[LogLine]:
    """Return the lines of the audit log that follow one, the oldest first.

    In order and without a gap, so that whoever tells of them tells each once: a line
    stands in the transaction of its change. Raises ``NotAllowed`` for all but owners.
    """
    actor.require("administer")
    found = rows(Event, actor).filter(sequence__gt=sequence).order_by("sequence")
    wanted = ("sequence", "created_at", "user_id", "verb", "subject", "detail")
    return [LogLine(*one) for one in found.values_list(*wanted)[:most]]


def last_line(*, actor: Actor) -> int:
    """Return the place of the newest line of the audit log, 0 where there is none."""
    actor.require("administer")
    found = rows(Event, actor).order_by("-sequence").values_list("sequence", flat=True)
    return found.first() or 0


def _matching(actor: Actor, where: EventFilter) -> QuerySet[Event]:
    # What a line vouches for may be long, and nobody reads it on a page.
    events = rows(Event, actor).defer("digests")
    if where.verb:
        events = events.filter(verb=where.verb)
    if where.user_id:
        events = events.filter(user_id=where.user_id)
    if where.day:
        start = datetime.combine(where.day, time(), get_current_timezone())
        events = events.filter(
            created_at__gte=start, created_at__lt=start + timedelta(days=1)
        )
    return events


def _named(events: list[Event]) -> list[EventRow]:
    people = User.objects.in_bulk({event.user_id for event in events})
    return [
        EventRow(
            sequence=event.sequence,
            at=event.created_at,
            person=_name(event.user_id, people),
            surface=event.surface,
            verb=event.verb,
            subject=event.subject,
            detail={} if event.verb in UNTOLD else event.detail,
            hash=event.hash,
        )
        for event in events
    ]


def _name(user_id: int, people: dict[int, User]) -> str:
    if user_id == NOBODY:
        return "Leadline"
    return str(people.get(user_id, "somebody who left"))
