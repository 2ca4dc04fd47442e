"""Reads the parts of a calendar file that its events are made of."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from icalendar import Calendar
from icalendar.cal.component import Component
from icalendar.error import BrokenCalendarProperty
from icalendar.prop import vBroken

from leadline.engine.calendar.lines import in_full, text_of
from leadline.engine.calendar.salvage import Note, salvaged
from leadline.engine.calendar.zone_lines import without_wild_rules
from leadline.engine.errors import EngineError

# Zones of the world are some six hundred; the parser makes every one that is new.
MOST_ZONES = 1_000
ZONE_NAME = re.compile(r"^TZID\b.*", re.MULTILINE | re.IGNORECASE)


def parsed(content: bytes, note: Note) -> list[Component]:
    """Return the calendars of a file; single events are taken as one.

    A part that cannot be read is left out, with a note. Raises ``EngineError`` with
    what to do where nothing can be read.

    >>> len(parsed(b"BEGIN:VCALENDAR\\r\\nEND:VCALENDAR\\r\\n", print))
    1
    """
    text = text_of(content)
    if "BEGIN:VEVENT" in text and "BEGIN:VCALENDAR" not in text:
        text = f"BEGIN:VCALENDAR\r\n{text.strip()}\r\nEND:VCALENDAR\r\n"
    if not text.strip():
        raise EngineError("The file is empty. Export the calendar again.")
    if "BEGIN:VCALENDAR" not in text.upper():
        raise EngineError(
            "This is no calendar file: BEGIN:VCALENDAR is not in it. Export the "
            "calendar as .ics."
        )
    if (zones := len({name.upper() for name in ZONE_NAME.findall(text)})) > MOST_ZONES:
        raise EngineError(
            f"The calendar defines {zones:,} time zones, more than {MOST_ZONES:,}. "
            "Export a shorter time."
        )
    text, is_mended = in_full(without_wild_rules(text))
    if is_mended:
        note("Times written in another form, such as without seconds, were read.")
    found: list[Component] = []
    reason = "it ends in the middle"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = list(Calendar.from_ical(text, multiple=True))
        if found:
            return [_noted(calendar, note) for calendar in found]
    except RecursionError:
        raise EngineError("The calendar file is nested too deeply to read.") from None
    except Exception as error:  # the library's parser raises many kinds
        reason = " ".join(str(error).split())[:120] or type(error).__name__
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = salvaged(text, note)
    if not found:
        raise EngineError(f"The calendar file is broken: {reason}. Export it again.")
    return found


def _noted(calendar: Component, note: Note) -> Component:
    """Say which lines of its events the library left out."""
    for event in calendar.walk("VEVENT"):
        for name, _reason in event.errors:
            # A rule is told by who reads it: it may still say what it means.
            if not str(name or "").upper().startswith(("X-", "RRULE")):
                line = f"A line {name}" if name else "A line"
                note(f"{line} of an event was left out, it cannot be read.")
    return calendar


def by_series(events: Iterable[Component]) -> dict[str, list[Component]]:
    """Return the events by UID; one without stands for itself."""
    groups: dict[str, list[Component]] = {}
    for event in events:
        uid = str(event.get("UID", "")).strip()
        start = event.get("DTSTART")
        made = f"{event.get('SUMMARY', '')}|{value_of(start)}"
        groups.setdefault(uid or f"without uid: {made}", []).append(event)
    return groups


def version(event: Component) -> tuple[int, str]:
    """Return what grows with every change of an event."""
    try:
        sequence = int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        sequence = 0
    return sequence, str(value_of(event.get("DTSTAMP")) or "")


def is_cancelled(event: Component) -> bool:
    """Return whether the event was called off."""
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def value_of(given: Any) -> Any:
    """Return the plain value of a property, nothing for one that is broken.

    Of a property that is there several times, though it may not be, the first counts.
    """
    if isinstance(given, list):
        given = given[0] if given else None
    try:
        return getattr(given, "dt", None)
    except BrokenCalendarProperty:
        return None


def as_written(given: Any) -> str:
    """Return a property as it stands in the file, also one that is broken."""
    broken = isinstance(given, vBroken)
    return str(given) if broken else str(given.to_ical().decode())


def values_of(given: Any) -> list[Any]:
    """Return the plain values of a list of dates, none for one that is broken."""
    try:
        return [value.dt for value in getattr(given, "dts", [])]
    except BrokenCalendarProperty:
        return []


def every(event: Component, name: str) -> list[Any]:
    """Return a property that may be there several times."""
    found = event.get(name)
    if found is None:
        return []
    return list(found) if isinstance(found, list) else [found]


def is_day(moment: object) -> bool:
    """Return whether it is a whole day, not a moment."""
    return isinstance(moment, date) and not isinstance(moment, datetime)


def in_utc(moment: date | datetime, zone: tzinfo) -> datetime:
    """Return the moment in UTC; a day begins at its midnight in ``zone``."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    return aware.astimezone(UTC)
