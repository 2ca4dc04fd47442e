"""Puts every time of an event on a clock: its zone's, its series', its calendar's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from icalendar.cal.component import Component
from icalendar.error import BrokenCalendarProperty

from leadline.engine.calendar.components import every, in_utc, is_day, value_of
from leadline.engine.calendar.rule import Rule
from leadline.engine.calendar.zones import Zones, told

HALF_A_DAY = 12
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
DATED = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")
# What stands without a zone beside a begin that has one means the begin's clock.
LIKE_BEGIN = ("DTEND", "RDATE")


def put_on_clocks(event: Component, zones: Zones, reader: tzinfo) -> str:
    """Give the times of an event the zones that they name; return what to tell of it.

    A name that no zone can be meant by counts as no name. A begin without a zone is
    one of the calendar's own zone, where it names one.
    """
    for name in DATED:
        for value, params in _times(event, name):
            _name_zone(value, str(params.get("TZID", "")), zones)
    begin = value_of(event.get("DTSTART"))
    if not isinstance(begin, datetime):
        return ""
    said = ""
    if begin.tzinfo is None and zones.names_own_zone:
        for value, _params in _times(event, "DTSTART"):
            _put(value, zones.floating)
        begin = begin.replace(tzinfo=zones.floating)
        if told(zones.floating) != told(reader):
            said = (
                "Times without a zone were read as the calendar's own, "
                f"{told(zones.floating)}."
            )
    if begin.tzinfo is not None:
        for name in LIKE_BEGIN:
            for value, _params in _times(event, name):
                _put(value, begin.tzinfo)
    return said


def _times(event: Component, name: str) -> Iterable[tuple[Any, Any]]:
    """Yield what holds a moment, with the parameters of its line."""
    for given in every(event, name):
        try:
            held = getattr(given, "dts", None) or [given]
            found = [value for value in held if hasattr(value, "dt")]
        except BrokenCalendarProperty:
            continue
        for value in found:
            yield value, getattr(given, "params", {})


def _name_zone(value: Any, name: str, zones: Zones) -> None:
    if not name or is_day(value.dt):
        return
    moment = value.dt[0] if isinstance(value.dt, tuple) else value.dt
    if not isinstance(moment, datetime) or _is_utc(moment):
        return
    zone = zones.of(name)
    _put(value, zone, anew=True)


def _put(value: Any, zone: tzinfo | None, *, anew: bool = False) -> None:
    """Give a moment, or both ends of a period, a zone where it has none, or anew."""
    if isinstance(value.dt, tuple):
        value.dt = tuple(_in_zone(part, zone, anew) for part in value.dt)
    else:
        value.dt = _in_zone(value.dt, zone, anew)


def _in_zone(moment: Any, zone: tzinfo | None, anew: bool) -> Any:
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None or anew:
        return moment.replace(tzinfo=zone)
    return moment


def _is_utc(moment: datetime) -> bool:
    return moment.tzinfo is UTC or str(moment.tzinfo) in ("UTC", "Etc/UTC", "Z")


def instance_of(
    moment: date | datetime, first: date | datetime | None, zone: tzinfo
) -> datetime:
    """Return which instance of a series a moment names, in UTC.

    Exceptions come in another form than their series: as a day where the series has a
    time, without its zone, or as a moment where the series has days.

    >>> first = datetime(2026, 11, 2, 10, tzinfo=UTC)
    >>> instance_of(date(2026, 11, 3), first, UTC).hour
    10
    """
    if is_day(first):
        return in_utc(day_meant(moment, zone), zone)
    if isinstance(first, datetime):
        if is_day(moment):
            moment = datetime.combine(moment, first.time(), first.tzinfo)
        elif isinstance(moment, datetime) and moment.tzinfo is None:
            moment = moment.replace(tzinfo=first.tzinfo)
    return in_utc(moment, zone)


def day_meant(moment: date | datetime, zone: tzinfo) -> date:
    """Return the day that a moment names in a series of whole days.

    It is the day of its own clock. A moment in UTC that is no midnight is the midnight
    of a zone nobody names: the reader's if it is midnight there, else the nearest.

    >>> day_meant(datetime(2026, 11, 1, 22, tzinfo=UTC), UTC).day
    2
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None or not _is_utc(moment) or moment.time() == time():
        return moment.date()
    here = moment.astimezone(zone)
    if here.time() == time():
        return here.date()
    late = moment.hour >= HALF_A_DAY
    return moment.date() + timedelta(days=int(late))


def until_on_the_wall(rule: Rule, zone: tzinfo) -> Rule:
    """Return a rule whose end is a wall time of the zone."""
    if rule.until is None or not rule.until_is_utc:
        return rule
    until = rule.until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return replace(rule, until=until)


def on_the_wall(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment as the clocks of a zone show it, none before 1900."""
    return max(moment, EARLIEST).astimezone(zone).replace(tzinfo=None)
