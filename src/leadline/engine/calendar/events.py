"""Reads calendar files (RFC 5545): every instance between two moments, in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import chain

from icalendar.cal.component import Component

from leadline.engine.calendar.changes import sorted_out
from leadline.engine.calendar.clocks import (
    instance_of,
    on_the_wall,
    put_on_clocks,
    until_on_the_wall,
)
from leadline.engine.calendar.components import (
    as_written,
    by_series,
    every,
    in_utc,
    is_cancelled,
    is_day,
    parsed,
    value_of,
    values_of,
)
from leadline.engine.calendar.effort import INSTANCE, Effort, TooLongError
from leadline.engine.calendar.guests import guests_of, is_private, mail_of
from leadline.engine.calendar.mending import read_rule
from leadline.engine.calendar.occurrence import AWAY, ELSEWHERE, Occurrence, Read
from leadline.engine.calendar.repeat import UNITS, moments, names
from leadline.engine.calendar.rule import Rule
from leadline.engine.calendar.zones import Zones
from leadline.engine.errors import EngineError

DAY = timedelta(days=1)
MOST_EVENTS = 100_000
MOST_INSTANCES = 20_000
MOST_IN_ALL = 150_000
MOST_NOTES = 20
SHOWN = {"OOF": AWAY, "WORKINGELSEWHERE": ELSEWHERE}
BACKWARDS = "An event ends before it begins; it takes no time."
ONLY_BUSY = (
    "This calendar says only when somebody is busy: there are no titles and no guests "
    "in it. Export it with all its details."
)
MOST_TOLD = f"it repeats more than {MOST_INSTANCES:,} times in this time"


@dataclass(slots=True)
class _Reading:
    """What is asked for, and the notes taken on the way."""

    start: datetime
    end: datetime
    zone: tzinfo
    effort: Effort
    notes: list[str] = field(default_factory=list)

    def note(self, line: str) -> None:
        if len(self.notes) < MOST_NOTES and line not in self.notes:
            self.notes.append(line)


def read_events(
    content: bytes,
    *,
    start: datetime,
    end: datetime,
    zone: tzinfo,
    effort: Effort | None = None,
) -> Read:
    """Return the instances of a calendar file that touch the time asked for.

    Recurrence is expanded in the wall time of the event's own zone, so a meeting at
    nine stays at nine when summer time begins. Moved and cancelled instances take the
    place of the regular ones; a change of this and all later ones moves those too.

    Parameters
    ----------
    content : bytes
        One or more VCALENDAR, UTF-8.
    start, end : datetime
        Aware; instances that overlap [start, end) are returned.
    zone : tzinfo
        Zone of times that name none, and of whole days.
    effort : Effort, optional
        Given where several calendars share it.

    Returns
    -------
    Read
        Instances in order of their start, and a line for each thing passed over.

    Raises
    ------
    EngineError
        If it is no calendar or holds more events or instances than the limits above.

    References
    ----------
    Desruisseaux (2009). RFC 5545, 3.6.1, 3.8.4.4 and 3.8.5.

    Examples
    --------
    >>> from datetime import UTC
    >>> text = b'''BEGIN:VCALENDAR
    ... BEGIN:VEVENT
    ... DTSTART:20261123T090000Z
    ... DTEND:20261123T100000Z
    ... RRULE:FREQ=DAILY;COUNT=3
    ... END:VEVENT
    ... END:VCALENDAR
    ... '''
    >>> day = datetime(2026, 11, 24, tzinfo=UTC)
    >>> read = read_events(text, start=day, end=day + DAY, zone=UTC)
    >>> [(one.start.day, one.minutes) for one in read.occurrences]
    [(24, 60)]
    """
    if start >= end:
        raise EngineError("The time asked for ends before it begins.")
    reading = _Reading(start, end, zone, effort or Effort(end - start))
    calendars = parsed(content, reading.note)
    events = [event for calendar in calendars for event in _events(calendar, reading)]
    if not events:
        busy = any(calendar.walk("VFREEBUSY") for calendar in calendars)
        reading.note(ONLY_BUSY if busy else "There is no event in this calendar.")
    if len(events) > MOST_EVENTS:
        raise EngineError(
            f"The calendar holds {len(events):,} events, more than {MOST_EVENTS:,}. "
            "Export a shorter time."
        )
    found: list[Occurrence] = []
    for series, group in by_series(events).items():
        found += _instances(series, group, reading)
        if len(found) > MOST_IN_ALL:
            raise EngineError(
                f"The events of the calendar take place more than {MOST_IN_ALL:,} "
                "times. Export a shorter time."
            )
    if said := reading.effort.said():
        reading.notes.append(said)
    found.sort(key=lambda one: (one.start, one.end, one.key))
    name = next((str(c["X-WR-CALNAME"]) for c in calendars if "X-WR-CALNAME" in c), "")
    return Read(tuple(found), tuple(reading.notes), name[:120])


def _events(calendar: Component, reading: _Reading) -> list[Component]:
    """Return the events of a calendar, each time of them on its clock."""
    zones = Zones(calendar, reading.zone, reading.note)
    events: list[Component] = calendar.walk("VEVENT")
    for event in events:
        try:
            if said := put_on_clocks(event, zones, reading.zone):
                reading.note(said)
        except (ValueError, OverflowError, TypeError, AttributeError):
            reading.note("A time of an event cannot be read.")
    return events


def _instances(uid: str, group: list[Component], reading: _Reading) -> list[Occurrence]:
    """Return the instances of the events of one UID, their changes applied."""
    masters, changes = sorted_out(uid, group, reading.zone, reading.note)
    found: dict[tuple[str, datetime], Occurrence] = {}
    for series, master in masters:
        try:
            regular = _expanded(series, master, changes, reading)
            found |= {(series, moment): one for moment, one in regular.items()}
        except TooLongError:
            reading.effort.refused += 1
        except EngineError as error:
            reading.note(f"An event was passed over: {error}")
        except (ValueError, OverflowError, TypeError, AttributeError) as error:
            reading.note(f"An event was passed over, it cannot be read: {error}"[:160])
    names = [series for series, _ in masters] or [uid]
    for moment, change in changes.items():
        held = [found.pop((name, moment), None) for name in names]
        series = next((n for n, one in zip(names, held, strict=True) if one), names[-1])
        if is_cancelled(change):
            continue
        try:
            one = _single(series, change, moment, reading)
        except (EngineError, ValueError, OverflowError, TypeError, AttributeError):
            reading.note("A moved instance was passed over, it cannot be read.")
            continue
        if one is not None:
            found[series, moment] = one
    return [
        one
        for one in found.values()
        if one.start < reading.end and _ends_late(one, reading)
    ]


def _ends_late(one: Occurrence, reading: _Reading) -> bool:
    return one.end > reading.start or one.start == one.end >= reading.start


def _expanded(
    series: str,
    master: Component,
    changes: dict[datetime, Component],
    reading: _Reading,
) -> dict[datetime, Occurrence]:
    """Return the regular instances of a master by their moment, changed ones too."""
    if is_cancelled(master):
        return {}
    reading.effort.begin()
    first, length = _span(master, reading)
    later = _later_changes(changes, reading)
    left_out = set(_exceptions(master, first, reading))
    cost = INSTANCE + len(later) // 8
    # Listed first and made then: what repeats too often costs no more than its list.
    listed: dict[datetime, tuple[date | datetime, timedelta]] = {}
    for wall, own_length in _moments(master, first, length, reading):
        reading.effort.spend(cost)
        moment = in_utc(wall, reading.zone)
        if moment in left_out:
            continue
        if isinstance(wall, datetime) and wall.date() in left_out:
            continue
        if len(listed) >= MOST_INSTANCES:
            raise EngineError(MOST_TOLD)
        listed[moment] = wall, own_length
    found: dict[datetime, Occurrence] = {}
    for moment, (wall, own_length) in listed.items():
        source, shift, new_length = master, timedelta(), own_length
        for since, change, moved_by, changed_length in later:
            if moment >= since:
                source, shift, new_length = change, moved_by, changed_length
        begin = moment + shift
        try:
            end = _end(wall, begin, new_length, reading.zone)
        except OverflowError:
            raise EngineError("it ends after the year 9999") from None
        found[moment] = _made(series, source, moment, begin, end, is_day(wall))
    return found


def _later_changes(
    changes: dict[datetime, Component], reading: _Reading
) -> list[tuple[datetime, Component, timedelta, timedelta]]:
    """Return changes of "this and all later" with how far they move instances."""
    found = []
    for moment, change in sorted(changes.items(), key=lambda pair: pair[0]):
        scope = change["RECURRENCE-ID"].params.get("RANGE", "")
        if str(scope).upper() == "THISANDFUTURE" and not is_cancelled(change):
            first, length = _span(change, reading)
            found.append((moment, change, in_utc(first, reading.zone) - moment, length))
    return found


def _single(
    series: str, event: Component, moment: datetime, reading: _Reading
) -> Occurrence | None:
    first, length = _span(event, reading)
    begin = in_utc(first, reading.zone)
    end = _end(first, begin, length, reading.zone)
    return _made(series, event, moment, begin, end, is_day(first))


def _span(event: Component, reading: _Reading) -> tuple[date | datetime, timedelta]:
    """Return when an event begins and how long it lasts, in exact time."""
    zone = reading.zone
    begin = value_of(event.get("DTSTART"))
    if not isinstance(begin, date):
        raise EngineError("it does not say when it begins")
    end = value_of(event.get("DTEND"))
    if isinstance(end, date):
        if is_day(begin) != is_day(end):
            begin_at, end_at = in_utc(begin, zone), in_utc(end, zone)
        elif is_day(begin):
            if end < begin:
                reading.note(BACKWARDS)
            return begin, max(end - begin, DAY)
        else:
            begin_at, end_at = in_utc(begin, zone), in_utc(end, zone)
        length = end_at - begin_at
    else:
        length = value_of(event.get("DURATION"))
    if isinstance(length, timedelta):
        if length < timedelta():
            reading.note(BACKWARDS)
        return begin, max(length, timedelta())
    return begin, DAY if is_day(begin) else timedelta()


def _moments(
    master: Component, first: date | datetime, length: timedelta, reading: _Reading
) -> Iterable[tuple[date | datetime, timedelta]]:
    """Yield every regular moment that may touch the time asked for."""
    begins = reading.start - max(length, DAY) - DAY
    rules = _rules(master, first, reading)
    if not rules:
        yield first, length
    for rule in rules:
        yield from ((m, length) for m in _by_rule(rule, first, begins, reading))
    for extra in every(master, "RDATE"):
        for moment in values_of(extra):
            if isinstance(moment, tuple):
                begin, end = moment
                span = end if isinstance(end, timedelta) else end - begin
                yield begin, span
            else:
                yield moment, length


def _rules(master: Component, first: date | datetime, reading: _Reading) -> list[Rule]:
    """Return the rules of an event that can be read, and say what of them cannot."""
    found = []
    for given in every(master, "RRULE"):
        try:
            rule, said = read_rule(as_written(given))
        except EngineError as error:
            reading.note(f"A repeating event counts once: {error}")
            continue
        for line in said:
            reading.note(line)
        if is_day(first) and rule.frequency not in UNITS:
            # Hours and minutes say nothing of whole days.
            rule = replace(rule, hours=(), minutes=(), seconds=())
        found.append(rule)
    return found


def _by_rule(
    rule: Rule, first: date | datetime, begins: datetime, reading: _Reading
) -> Iterable[date | datetime]:
    """Yield the moments of a rule, in the zone and kind of the first one.

    A first one that its own rule does not name is one as well, and is counted: so do
    the calendars that people look at.
    """
    if isinstance(first, datetime):
        wall, zone = first.replace(tzinfo=None), first.tzinfo or reading.zone
    else:
        wall, zone = datetime.combine(first, time()), reading.zone
    rule = until_on_the_wall(rule, zone)
    after = on_the_wall(begins, zone)
    before = on_the_wall(reading.end, zone) + DAY
    found: Iterable[datetime] = ()
    spend = reading.effort.spend
    if not names(rule, wall, spend) and not (rule.until and rule.until < wall):
        found = [wall] if after <= wall < before else []
        rule = replace(rule, count=rule.count and rule.count - 1)
    if rule.count != 0:
        listed = moments(rule, wall, after=after, before=before, spend=spend)
        found = chain(found, listed)
    if is_day(first):
        return (moment.date() for moment in found)
    return (moment.replace(tzinfo=zone) for moment in found)


def _exceptions(
    master: Component, first: date | datetime, reading: _Reading
) -> Iterable[date | datetime]:
    """Yield the moments that EXDATE takes out; a day takes out all of that day."""
    for given in every(master, "EXDATE"):
        for moment in values_of(given):
            if is_day(moment) and not is_day(first):
                yield moment
            elif isinstance(moment, date):
                yield instance_of(moment, first, reading.zone)


def _end(
    wall: date | datetime, begin: datetime, length: timedelta, zone: tzinfo
) -> datetime:
    """Return the end; whole days end at midnight, whatever the clock did that day."""
    if is_day(wall):
        return in_utc(wall + length, zone)
    return begin + length


def _made(
    series: str,
    source: Component,
    moment: datetime,
    begin: datetime,
    end: datetime,
    is_all_day: bool,
) -> Occurrence:
    shown = str(source.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    is_free = str(source.get("TRANSP", "")).upper() == "TRANSPARENT" or shown == "FREE"
    return Occurrence(
        series=series[:500],
        key=f"{series[:500]}|{moment:%Y%m%dT%H%M%SZ}",
        start=begin,
        end=end,
        title=str(source.get("SUMMARY", "")).strip()[:300],
        guests=guests_of(source),
        organiser=mail_of(source.get("ORGANIZER")),
        is_all_day=is_all_day,
        is_busy=not is_free and not is_all_day and not is_cancelled(source),
        is_private=is_private(source),
        shown=SHOWN.get(shown, ""),
    )
