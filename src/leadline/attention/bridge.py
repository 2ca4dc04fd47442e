"""Calendars to the engine and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from leadline.engine.calendar.classing import Known
from leadline.engine.calendar.events import read_events
from leadline.engine.calendar.hours import Hours as Hours
from leadline.engine.calendar.hours import count_hours, open_blocks
from leadline.engine.calendar.occurrence import Guest, Occurrence, Read
from leadline.engine.errors import EngineError
from leadline.foundation.errors import Invalid

OPENS, CLOSES = time(8), time(18)
BLOCK = timedelta(minutes=90)
MEETINGS = frozenset({"market", "external", "internal"})


@dataclass(frozen=True, slots=True)
class People:
    """Whom the owner of a calendar knows, by domain or address."""

    own_domains: frozenset[str]
    own_addresses: frozenset[str]
    customers: Mapping[str, str] = field(default_factory=dict)
    externals: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)


def read_calendar(
    content: bytes, *, start: datetime, end: datetime, zone: tzinfo
) -> Read:
    """Read a calendar file; raise ``Invalid`` with what to do when it is none."""
    try:
        return read_events(content, start=start, end=end, zone=zone)
    except EngineError as error:
        raise Invalid(str(error)) from error


def hours_of(
    occurrences: Iterable[Occurrence],
    people: People,
    *,
    start: datetime,
    end: datetime,
    zone: tzinfo,
) -> list[Hours]:
    """Class occurrences and count each minute once."""
    known = Known(
        own_domains=people.own_domains,
        own_addresses=people.own_addresses,
        customers=people.customers,
        externals=people.externals,
        functions=people.functions,
        corrections={s: (kind, "") for s, kind in people.corrections.items()},
    )
    return count_hours(occurrences, known, start=start, end=end, zone=zone)


def occurrence(
    *,
    series: str,
    key: str,
    start: datetime,
    end: datetime,
    title: str,
    guests: Sequence[Sequence[object]],
    organiser: str,
    is_all_day: bool,
    is_busy: bool,
) -> Occurrence:
    """Return an entry as the engine takes it."""
    people = tuple(
        Guest(str(email), str(name), bool(declined), bool(room))
        for email, name, declined, room in guests
    )
    return Occurrence(
        series, key, start, end, title, people, organiser, is_all_day, is_busy
    )


def focus_of(rows: Sequence[Hours], monday: date, zone: tzinfo) -> tuple[int, float]:
    """Return the stretches of 90 minutes or more, Monday to Friday: count and hours."""
    busy = [(row.start, row.end) for row in rows if row.classed.kind in MEETINGS]
    found = [
        end - begin
        for n in range(5)
        for begin, end in open_blocks(
            busy, day=monday + timedelta(days=n), zone=zone, opens=OPENS, closes=CLOSES
        )
        if end - begin >= BLOCK
    ]
    return len(found), sum(part.total_seconds() for part in found) / 3600
