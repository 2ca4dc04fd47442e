"""Reads a broken calendar file part by part: a bad part costs that part and a note."""

from __future__ import annotations

import re
from collections.abc import Callable

from icalendar import Calendar
from icalendar.cal.component import Component

from leadline.engine.calendar.lines import Block, blocks_of

KEPT = ("X-WR-CALNAME", "X-WR-TIMEZONE")
NAMES = {
    "VEVENT": "An event",
    "VTIMEZONE": "A time zone",
    "VFREEBUSY": "A list of free and busy times",
    "VTODO": "A task",
    "VJOURNAL": "A journal entry",
}
# Further names of a zone that the standard gives one.
ALSO = "X-ALSO-TZID"
DAY_LIST = re.compile(r"RDATE;VALUE=DATE:([\d,]+)\s*", re.IGNORECASE)
CLOCK = re.compile(r"DTSTART[^:]*:\d{8}(T\d{6})", re.IGNORECASE)
Note = Callable[[str], None]


def salvaged(text: str, note: Note) -> list[Component]:
    """Return the calendars of a broken file with every part that can be read.

    Parameters
    ----------
    text : str
        From ``lines.text_of``.
    note : callable
        Takes a sentence for each part left out.

    Returns
    -------
    list of Component
        VCALENDAR components; empty when nothing in it can be read.

    Examples
    --------
    >>> told = []
    >>> bad = "BEGIN:VCALENDAR\\nREFRESH-INTERVAL:often\\nBEGIN:VEVENT\\nUID:1\\n"
    >>> bad += "END:VEVENT\\nEND:VCALENDAR\\n"
    >>> [len(c.subcomponents) for c in salvaged(bad, told.append)], len(told)
    ([1], 1)
    """
    found = []
    for outer in blocks_of(text):
        if not outer.is_whole:
            note(
                "The file ends in the middle; what comes after is not in it. "
                "Export it again to have all."
            )
        calendar = _alone(Block("VCALENDAR").text()) or Component()
        for line in _readable(outer, note):
            if line.upper().startswith(KEPT):
                _take_line(calendar, outer.name, line)
        for block in outer.blocks:
            if part := _part(block, note):
                calendar.add_component(part)
        found.append(calendar)
    return found if any(one.walk("VEVENT") for one in found) else []


def _take_line(calendar: Component, name: str, line: str) -> None:
    read = _alone(Block(name).text([line]))
    for key in KEPT:
        if read is not None and key in read:
            calendar[key] = read[key]


def _part(block: Block, note: Note) -> Component | None:
    """Return one part of a calendar, mended where it must be and can."""
    if not block.is_whole:
        if block.name in NAMES:
            note(f"{NAMES[block.name]} was passed over, it has no end.")
        return None
    # What is not wanted is looked at too, so that what broke the file is told.
    is_wanted = block.name in ("VEVENT", "VTIMEZONE")
    if (read := _alone(block.text(deep=True))) is not None:
        return read if is_wanted else None
    named = NAMES.get(block.name, f"A part ({block.name[:20]})")
    if block.name == "VEVENT":
        read = _alone(block.text(_readable(block, note)))
    elif block.name == "VTIMEZONE":
        read = _zone(block, note)
    if read is None:
        note(f"{named} was passed over, it cannot be read.")
    return read


def mended_zone(zone: Component, note: Note) -> Component | None:
    """Return a zone without the rules that cannot be read, nothing if none is left.

    The library forgets to try the rules of a zone whose name it met in another file.
    """
    for block in blocks_of(zone.to_ical().decode("utf-8", "replace")):
        return _zone(block, note)
    return None


def _zone(block: Block, note: Note) -> Component | None:
    """Return a zone without the lines and rules that cannot be read."""
    names = [line for line in block.lines if line.upper().startswith("TZID:")]
    names = [line for line in names if line.partition(":")[2].strip()]
    further = [f"{ALSO}:{line.partition(':')[2]}" for line in names[1:]]
    if not names:
        return None
    others = [line for line in _readable(block, note) if not _is_id(line)]
    mended = Block(block.name, [names[0], *further, *others], is_whole=True)
    if further:
        note(
            f"A time zone has {len(names)} names; its times were read by each of them."
        )
    for rule in block.blocks:
        clock = next((m[1] for m in map(CLOCK.match, rule.lines) if m), "T000000")
        lines = [_day_list(line, clock) for line in rule.lines]
        if lines != rule.lines:
            note(
                "A time zone changes on days without an hour; its first one was taken."
            )
        once = Block(rule.name, lines)
        if _alone(once.text()) is not None:
            mended.blocks.append(once)
        else:
            note("A rule of a time zone was passed over, it cannot be read.")
    return _alone(mended.text(deep=True)) if mended.blocks else None


def _is_id(line: str) -> bool:
    return line.upper().startswith("TZID")


def _day_list(line: str, clock: str) -> str:
    """Give days on which a zone changes the hour at which it changes."""
    if (match := DAY_LIST.fullmatch(line)) is None:
        return line
    days = (f"{day}{clock}" for day in match[1].split(",") if day)
    return f"RDATE:{','.join(days)}"


def _readable(block: Block, note: Note) -> list[str]:
    """Return the lines that can be read by themselves; name the others."""
    # A zone of one line is none; its lines are looked at outside of one.
    around = Block("VEVENT" if block.name == "VEVENT" else "X-ANY")
    kept = []
    for line in block.lines:
        if _alone(around.text([line])) is not None:
            kept.append(line)
        else:
            named = re.match(r"[A-Za-z-]{1,40}", line)
            what = f"a line {named[0].upper()}" if named else "a line"
            note(f"{what.capitalize()[:2]}{what[2:]} was left out, it cannot be read.")
    return kept


def _alone(text: str) -> Component | None:
    """Return the one component of a text, or nothing where it cannot be read."""
    try:
        found = Calendar.from_ical(text, multiple=True)
    except Exception:  # the library's parser raises many kinds
        return None
    return found[0] if found else None
