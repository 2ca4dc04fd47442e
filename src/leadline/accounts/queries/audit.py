"""The audit log read and verified."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone

from leadline.accounts.models import ChainHead, Event, User
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import (
    GENESIS,
    Actor,
    ChainReport,
    EventFilter,
    EventRow,
    Verb,
)

PAGE = 50
# These verbs once said in their detail what somebody thought of somebody. The chain
# keeps such old lines as they were written; nobody is shown what they said.
UNTOLD = frozenset(
    {
        Verb.MOVE_PERSON,
        Verb.SET_STANCE,
        Verb.SET_LISTENING,
    }
)


def event_hash(event: Event) -> str:
    """Return the hash of an audit line, chained to the line before it."""
    line = [
        event.previous_hash,
        event.workspace_id,
        event.sequence,
        event.created_at.astimezone(UTC).isoformat(),
        event.user_id,
        event.surface,
        event.verb,
        event.subject,
        event.detail,
    ]
    text = json.dumps(line, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify_chain(*, workspace_id: int) -> ChainReport:
    """Read a workspace's whole audit log and return where its chain breaks first.

    A line that was changed, taken out or put in breaks the chain at its place; lines
    cut off at the end are missed by the head, which is kept in a table of its own.
    """
    expected, previous = 1, GENESIS
    events = Event.objects.filter(workspace_id=workspace_id).order_by("sequence")
    for event in events.iterator(chunk_size=2000):
        why = ""
        if event.sequence != expected:
            why = f"line {expected} is missing"
        elif event.previous_hash != previous:
            why = "it does not follow from the line before it"
        elif event.hash != event_hash(event):
            why = "it was changed after it was written"
        if why:
            return ChainReport(workspace_id, expected - 1, expected, why)
        expected, previous = expected + 1, event.hash
    head = ChainHead.objects.filter(workspace_id=workspace_id).first()
    count, end = expected - 1, head.sequence if head else 0
    if count < end:
        why = f"the log should go on to line {end}"
        return ChainReport(workspace_id, count, count + 1, why)
    if count > end:
        why = f"it was put in: the log ended with line {end}"
        return ChainReport(workspace_id, end, end + 1, why)
    if head and head.hash != previous:
        why = "it is not the line that was written last"
        return ChainReport(workspace_id, count - 1, count, why)
    return ChainReport(workspace_id, count, None, "")


def list_verbs(*, actor: Actor) -> list[str]:
    """Return what was ever done in the workspace, as verbs, in order."""
    actor.require("administer")
    verbs = rows(Event, actor).values_list("verb", flat=True)
    return sorted(verbs.distinct().order_by())


def list_events(*, actor: Actor, where: EventFilter, page: int = 1) -> Page[EventRow]:
    """Return one page of the audit log, newest first.

    Raises ``NotAllowed`` for everybody but owners.
    """
    actor.require("administer")
    events = _matching(actor, where).order_by("-sequence")
    found: Page[Any] = Paginator(events, PAGE).get_page(page)
    found.object_list = _named(list(found.object_list))
    return found


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


def _matching(actor: Actor, where: EventFilter) -> QuerySet[Event]:
    events = rows(Event, actor)
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
            person=str(people.get(event.user_id, "somebody who left")),
            surface=event.surface,
            verb=event.verb,
            subject=event.subject,
            detail={} if event.verb in UNTOLD else event.detail,
            hash=event.hash,
        )
        for event in events
    ]
