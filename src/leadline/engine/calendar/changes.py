"""Sorts the parts of a series: its events, and what changes single instances."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from zlib import crc32

from icalendar.cal.component import Component

from leadline.engine.calendar.clocks import instance_of
from leadline.engine.calendar.components import in_utc, value_of, version

Note = Callable[[str], None]


def sorted_out(
    uid: str, group: list[Component], zone: tzinfo, note: Note
) -> tuple[list[tuple[str, Component]], dict[datetime, Component]]:
    """Return the events of a UID, each with its series, and its changes by instance.

    Of two versions of an event the newer counts. Events of their own that share a UID,
    as some programs write them, all count; those of another title are another series.
    """
    ordered = sorted(group, key=version)
    masters = [event for event in ordered if event.get("RECURRENCE-ID") is None]
    kept = _newest(masters, note)
    first = value_of(kept[-1].get("DTSTART")) if kept else None
    first = first if isinstance(first, date) else None
    changes: dict[datetime, Component] = {}
    for event in ordered:
        if (moved := event.get("RECURRENCE-ID")) is None:
            continue
        moment = value_of(moved)
        if isinstance(moment, date):
            changes[instance_of(moment, first or _begin(event), zone)] = event
        else:
            note("A moved instance was passed over, it names no instance.")
    return [(_series(uid, event, kept), event) for event in kept], changes


def _begin(event: Component) -> date | None:
    begin = value_of(event.get("DTSTART"))
    return begin if isinstance(begin, date) else None


def _newest(masters: list[Component], note: Note) -> list[Component]:
    """Return the newest version of each event among those of one UID."""
    kept: list[Component] = []
    for event in masters:
        older = [one for one in kept if _is_version(one, event)]
        kept = [one for one in kept if one not in older] + [event]
        if any(_said(one) != _said(event) for one in older):
            note("Two events of one UID are versions of one; the newer one counts.")
    if len(kept) > 1:
        note(
            f"{len(kept)} events share one UID, though each should have its own; all "
            "of them count."
        )
    return kept


def _is_version(older: Component, newer: Component) -> bool:
    """Whether one event is the other at an earlier time, or the same once more."""
    if _said(older) == _said(newer):
        return True
    if version(older)[0] != version(newer)[0]:
        return True
    is_same_title = _title(older) == _title(newer)
    is_same_begin = _when(older) == _when(newer)
    is_later = version(older) != version(newer)
    return is_later and (is_same_title or is_same_begin)


def _said(event: Component) -> tuple[str, object]:
    return _title(event), _when(event)


def _title(event: Component) -> str:
    return str(event.get("SUMMARY", "")).strip()


def _when(event: Component) -> object:
    begin = value_of(event.get("DTSTART"))
    return in_utc(begin, begin.tzinfo) if _is_zoned(begin) else begin


def _is_zoned(begin: object) -> bool:
    return isinstance(begin, datetime) and begin.tzinfo is not None


def _series(uid: str, event: Component, kept: list[Component]) -> str:
    """Return the series: the UID, told apart by title where several events share it."""
    if _title(event) == _title(kept[0]):
        return uid
    return f"{uid}#{crc32(_title(event).encode()):08x}"
