"""Calendars to the engine and back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path

from leadline.engine.calendar.classing import Known, TitleRule
from leadline.engine.calendar.effort import Effort
from leadline.engine.calendar.events import read_events
from leadline.engine.calendar.hours import Hours as Hours
from leadline.engine.calendar.hours import count_hours, last_days, open_blocks
from leadline.engine.calendar.lines import ZIP, is_calendar
from leadline.engine.calendar.occurrence import Guest
from leadline.engine.calendar.occurrence import Occurrence as Occurrence
from leadline.engine.calendar.occurrence import Read as Read
from leadline.engine.calendar.outlook import columns_of, read_rows
from leadline.engine.errors import EngineError
from leadline.foundation import child
from leadline.foundation.archives import calendars_in, is_zip, read_member
from leadline.foundation.errors import Invalid
from leadline.foundation.slow import takes_long
from leadline.foundation.tables import read_table, sniff_table

OPENS, CLOSES = time(8), time(18)
BLOCK = timedelta(minutes=90)
BACK, AHEAD = timedelta(days=400), timedelta(days=120)
LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
MEETINGS = frozenset({"market", "external", "internal"})


@dataclass(frozen=True, slots=True)
class People:
    """Whom the owner of a calendar knows, by domain or address."""

    own_domains: frozenset[str]
    own_addresses: frozenset[str]
    customers: Mapping[str, str] = field(default_factory=dict)
    externals: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    colleagues: frozenset[str] = frozenset()
    corrections: Mapping[str, str] = field(default_factory=dict)
    rules: Sequence[tuple[str, str]] = ()


@takes_long
def calendar_around(content: bytes, *, now: datetime, zone: tzinfo) -> Read:
    """Read a calendar from 400 days back to 120 ahead.

    Call it before a transaction: a large file takes a while. It is read in a child
    with limits. Raises ``Invalid`` when it is no calendar or larger than 20 MB.
    """
    if len(content) > LARGEST:
        raise Invalid("The calendar is larger than 20 MB; export a shorter time.")
    budget = child.for_size(len(content), content[:2])
    start, end = now - BACK, now + AHEAD
    return child.run(budget, read_calendar, content, start=start, end=end, zone=zone)


@takes_long
def read_calendar(
    content: bytes,
    *,
    start: datetime,
    end: datetime,
    zone: tzinfo,
    effort: Effort | None = None,
) -> Read:
    """Read a calendar file, Outlook's table, or the calendars in a ZIP.

    Raises ``Invalid`` where it is none of them.
    """
    try:
        if is_calendar(content) or not content.strip():
            return read_events(content, start=start, end=end, zone=zone, effort=effort)
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            path = Path(file.name)
            if is_zip(path):
                return _unpacked(path, start, end, zone)
            return _outlook(path, start, end, zone)
    except EngineError as error:
        raise Invalid(str(error)) from error


def _unpacked(path: Path, start: datetime, end: datetime, zone: tzinfo) -> Read:
    """Read every calendar of a ZIP as one."""
    parts = []
    effort = Effort(end - start)
    for one in calendars_in(path):
        content = read_member(path, one.name, LARGEST_UNPACKED)
        if content.startswith(ZIP):
            raise Invalid("There is a ZIP in this ZIP. Unpack it and bring the .ics.")
        parts.append(
            read_calendar(content, start=start, end=end, zone=zone, effort=effort)
        )
    found = [one for part in parts for one in part.occurrences]
    notes = [line for part in parts for line in part.notes]
    return Read(tuple(found), tuple(dict.fromkeys(notes)), parts[0].name)


def _outlook(path: Path, start: datetime, end: datetime, zone: tzinfo) -> Read:
    try:
        shape = sniff_table(path)
        columns = columns_of(shape.columns)
    except (EngineError, Invalid) as error:
        raise Invalid(
            "This is neither a calendar file (.ics) nor a calendar exported from "
            f"Outlook as CSV: {error}"
        ) from error
    rows = (row.cells for row in read_table(path, shape))
    return read_rows(rows, columns, start=start, end=end, zone=zone)


def hours_of(
    occurrences: Iterable[Occurrence],
    people: People,
    *,
    start: datetime,
    end: datetime,
    zone: tzinfo,
) -> list[Hours]:
    """Class occurrences and count each minute once."""
    return count_hours(occurrences, _known(people), start=start, end=end, zone=zone)


def met_in(
    occurrences: Iterable[Occurrence],
    people: People,
    *,
    start: datetime,
    end: datetime,
    zone: tzinfo,
) -> dict[str, date]:
    """Return the last day with each customer by name, without counting its minutes."""
    return last_days(occurrences, _known(people), start=start, end=end, zone=zone)


def _known(people: People) -> Known:
    return Known(
        own_domains=people.own_domains,
        own_addresses=people.own_addresses,
        customers=people.customers,
        externals=people.externals,
        functions=people.functions,
        colleagues=people.colleagues,
        rules=tuple(TitleRule(words, kind) for words, kind in people.rules),
        corrections={s: (kind, "") for s, kind in people.corrections.items()},
    )


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
    shown: str = "",
) -> Occurrence:
    """Return an entry as the engine takes it."""
    people = tuple(
        Guest(str(email), str(name), bool(declined), bool(room))
        for email, name, declined, room in guests
    )
    return Occurrence(
        series, key, start, end, title, people, organiser, is_all_day, is_busy,
        shown=shown,
    )  # fmt: skip


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
