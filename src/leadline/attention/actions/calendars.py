"""Bringing calendars in, correcting a series, the target.

No title, attendee or name of a calendar goes into the audit log; it says how many.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from decimal import Decimal

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.attention.bridge import LARGEST as LARGEST
from leadline.attention.bridge import Read, calendar_around
from leadline.attention.models import (
    CalendarSource,
    Correction,
    Entry,
    Target,
    TitleWords,
)
from leadline.attention.queries.rows import get_entry, get_source
from leadline.attention.types import SAYABLE, Imported
from leadline.foundation import child
from leadline.foundation.errors import Conflict, Invalid, NotFound

MOST_RULES = 50


def expect_calendar(*, actor: Actor) -> None:
    """Have what reads calendars loaded, where somebody is choosing one."""
    actor.require("read")
    child.prepare(calendar_around)


def import_calendar(
    *, actor: Actor, content: bytes, name: str, now: datetime, zone: tzinfo
) -> Imported:
    """Bring a calendar in: 400 days back, 120 ahead; again, it takes its own place.

    Raises ``Invalid`` when it is no calendar or too large, ``Conflict`` when the name
    is that of a subscription.
    """
    actor.require("read")
    name = name.strip()[:160] or "Calendar"
    _source_named(actor, name)
    read = calendar_around(content, now=now, zone=zone)
    with transaction.atomic():
        source = _source_named(actor, name)
        return fill_calendar(actor=actor, source=source, read=read, now=now)


def _source_named(actor: Actor, name: str) -> CalendarSource:
    own = rows(CalendarSource, actor).filter(user_id=actor.user_id)
    source = own.filter(name=name).first() or CalendarSource(
        workspace_id=actor.workspace_id, user_id=actor.user_id, name=name
    )
    if source.address:
        raise Conflict(
            "That is the name of a subscribed calendar; give another.", field="name"
        )
    return source


@transaction.atomic
def fill_calendar(
    *, actor: Actor, source: CalendarSource, read: Read, now: datetime
) -> Imported:
    """Put what a calendar holds in the place of what it held; corrections stay.

    It was read before: while a file is read, nobody waits for this to be written.
    """
    actor.require("read")
    source.read_at = now
    source.save()
    before = rows(Entry, actor).filter(source=source)
    old = set(before.values_list("key", flat=True))
    before.delete()
    entries = {one.key[:540]: one for one in read.occurrences}
    rows(Entry, actor).bulk_create(
        [
            Entry(
                workspace_id=actor.workspace_id,
                user_id=actor.user_id,
                source=source,
                series=one.series,
                key=key,
                start=one.start,
                end=one.end,
                title=one.title.replace("\x00", ""),
                guests=[
                    [g.email, g.name.replace("\x00", ""), g.has_declined, g.is_room]
                    for g in one.guests
                ],
                organiser=one.organiser[:254],
                is_all_day=one.is_all_day,
                is_busy=one.is_busy,
                shown=one.shown,
            )
            for key, one in entries.items()
        ],
        batch_size=500,
    )
    removed = len(old - set(entries))
    record(
        actor=actor,
        verb="attention.import_calendar",
        subject=source,
        entries=len(entries),
        removed=removed,
    )
    return Imported(len(entries), removed, read.notes)


@transaction.atomic
def correct_series(*, actor: Actor, entry_id: int, kind: str) -> None:
    """Say what an entry and all of its series are really for.

    Raises ``NotFound`` for an entry of somebody else's, ``Invalid`` for another kind.
    """
    actor.require("read")
    if kind not in dict(SAYABLE):
        raise Invalid(
            "An hour is market, external, internal, focus or personal.", field="kind"
        )
    entry = get_entry(actor=actor, entry_id=entry_id)
    known = rows(Correction, actor).filter(user_id=actor.user_id, series=entry.series)
    if not known.update(kind=kind):
        Correction(
            workspace_id=actor.workspace_id,
            user_id=actor.user_id,
            series=entry.series,
            kind=kind,
        ).save()
    record(actor=actor, verb="attention.correct_series", subject=entry)


@transaction.atomic
def remove_calendar(*, actor: Actor, source_id: int) -> int:
    """Take a calendar and its entries out; return how many entries went.

    Raises ``NotFound`` for a calendar of somebody else's.
    """
    actor.require("read")
    source = get_source(actor=actor, source_id=source_id)
    n = rows(Entry, actor).filter(source=source).count()
    record(actor=actor, verb="attention.remove_calendar", subject=source, entries=n)
    source.delete()
    return n


@transaction.atomic
def set_target(*, actor: Actor, hours: Decimal) -> Kept:
    """Say how many hours a week one wants to spend with the market.

    Raises ``Invalid`` outside half an hour to forty.
    """
    actor.require("read")
    if not Decimal("0.5") <= hours <= 40:
        raise Invalid(
            "A target lies between half an hour and forty hours a week.", field="hours"
        )
    found = rows(Target, actor).filter(user_id=actor.user_id).first() or Target(
        workspace_id=actor.workspace_id, user_id=actor.user_id
    )
    found.hours = hours
    found.save()
    record(actor=actor, verb="attention.set_target", subject=found)
    return Kept(found.pk, f"{hours} hours a week")


@transaction.atomic
def add_rule(*, actor: Actor, words: str, kind: str) -> Kept:
    """Say what entries are for whose title holds some words; the same words anew count.

    Raises ``Invalid`` without words or for another kind, ``Conflict`` beyond fifty.
    """
    actor.require("read")
    words = " ".join(words.split())[:80]
    if len(words) < 2:
        raise Invalid(
            "Give two letters at least; one would fit nearly every title.",
            field="words",
        )
    if kind not in dict(SAYABLE):
        raise Invalid(
            "An hour is market, external, internal, focus or personal.", field="kind"
        )
    own = rows(TitleWords, actor).filter(user_id=actor.user_id)
    rule = own.filter(words__iexact=words).first()
    if rule is None and own.count() >= MOST_RULES:
        raise Conflict("Fifty rules are enough; take one out first.", field="words")
    rule = rule or TitleWords(workspace_id=actor.workspace_id, user_id=actor.user_id)
    rule.words, rule.kind = words, kind
    rule.save()
    record(actor=actor, verb="attention.add_rule", subject=rule)
    return Kept(rule.pk, rule.words)


@transaction.atomic
def remove_rule(*, actor: Actor, rule_id: int) -> None:
    """Take a rule of one's own out; raise ``NotFound`` for somebody else's."""
    actor.require("read")
    own = rows(TitleWords, actor).filter(user_id=actor.user_id)
    rule = own.filter(pk=rule_id).first()
    if rule is None:
        raise NotFound("There is no such rule of yours.")
    record(actor=actor, verb="attention.remove_rule", subject=rule)
    rule.delete()
