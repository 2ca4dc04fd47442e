"""Reads the rows of a calendar that Outlook exported as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo

from leadline.engine.calendar import outlook_names as names
from leadline.engine.calendar.guests import mail_of
from leadline.engine.calendar.occurrence import (
    AWAY,
    ELSEWHERE,
    Guest,
    Occurrence,
    Read,
)
from leadline.engine.calendar.outlook_days import clock_of, day_of, order_of
from leadline.engine.errors import EngineError

NEEDED = ("title", "start_day", "end_day")


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Return where each field stands in the header of an export.

    Parameters
    ----------
    header : sequence of str
        Names of the columns, in any of seven languages.

    Returns
    -------
    dict of str to int
        Field to column; fields that are not there are left out.

    Raises
    ------
    EngineError
        If title, first or last day cannot be found.

    Examples
    --------
    >>> columns_of(["Subject", "Start Date", "End Date"])
    {'title': 0, 'start_day': 1, 'end_day': 2}
    """
    at = {name.strip().lower(): i for i, name in enumerate(header)}
    found = {}
    for field, called in names.NAMES.items():
        place = next((at[name] for name in called if name in at), None)
        if place is not None:
            found[field] = place
    if absent := [names.NAMES[field][0] for field in NEEDED if field not in found]:
        raise EngineError(
            f"This table has no column {', '.join(absent)}. Export the calendar from "
            "Outlook as a CSV file, with all its columns."
        )
    return found


def read_rows(
    rows: Iterable[Sequence[str]],
    columns: Mapping[str, int],
    *,
    start: datetime,
    end: datetime,
    zone: tzinfo,
) -> Read:
    """Return the rows of an Outlook export that touch the time asked for.

    Outlook writes wall times without a zone and repeats a series row by row; rows of
    one title and time of day are taken as a series. Which of day and month stands
    first is judged over the whole table, and told where it is a guess.

    Parameters
    ----------
    rows : iterable of sequences of str
        Cells, header left out.
    columns : mapping
        From ``columns_of``.
    start, end : datetime
        Aware.
    zone : tzinfo
        Zone of the wall times.

    Returns
    -------
    Read
        Occurrences by start, and a line for each row passed over.

    Raises
    ------
    EngineError
        If no row can be read.

    Examples
    --------
    >>> read = read_rows(
    ...     [["Visit", "11/23/2026", "11/23/2026"]],
    ...     {"title": 0, "start_day": 1, "end_day": 2},
    ...     start=datetime(2026, 11, 1, tzinfo=UTC),
    ...     end=datetime(2026, 12, 1, tzinfo=UTC), zone=UTC,
    ... )
    >>> read.occurrences[0].is_all_day
    True
    """
    kept = list(rows)
    places = [columns[field] for field in ("start_day", "end_day")]
    days = [row[i] for row in kept for i in places if i < len(row)]
    order, said = order_of(days, start=start, end=end, zone=zone)
    found: dict[str, Occurrence] = {}
    notes = [said] if said else []
    n_lost = 0
    for number, row in enumerate(kept, start=1):
        cells = {
            field: row[i].strip() if i < len(row) else ""
            for field, i in columns.items()
        }
        try:
            one = _occurrence(cells, order, zone)
        except (ValueError, OverflowError):
            notes.append(f"Row {number} was passed over: its times cannot be read.")
            n_lost += 1
            continue
        if one.end < one.start:
            notes.append(f"Row {number} ends before it begins; it takes no time.")
            one = replace(one, end=one.start)
        if one.start < end and one.end > start:
            found[one.key] = one
    if kept and n_lost == len(kept):
        raise EngineError(
            "No row has a day that can be read; export with days like 11/23/2026, "
            "23.11.2026 or 2026-11-23."
        )
    ordered = sorted(found.values(), key=lambda one: (one.start, one.key))
    return Read(tuple(ordered), tuple(notes[:20]))


def _moment(day: str, clock: str, order: str, zone: tzinfo) -> datetime:
    at = clock_of(clock) if clock else time()
    return datetime.combine(day_of(day, order), at, zone).astimezone(UTC)


def _occurrence(cells: Mapping[str, str], order: str, zone: tzinfo) -> Occurrence:
    clock = cells.get("start_time", "")
    begin = _moment(cells["start_day"], clock, order, zone)
    until = _moment(
        cells["end_day"] or cells["start_day"], cells.get("end_time", ""), order, zone
    )
    is_all_day = cells.get("all_day", "").lower() in names.TRUE or not clock
    if is_all_day and until <= begin:
        until = begin + timedelta(days=1)
    title = cells["title"][:300]
    series = f"outlook: {title}|{clock or 'all day'}"
    shown = cells.get("shown", "").lower()
    away = AWAY if shown in names.AWAY else ""
    return Occurrence(
        series=series[:500],
        key=f"{series[:480]}|{begin:%Y%m%dT%H%M%SZ}",
        start=begin,
        end=until,
        title=title,
        guests=_guests(cells),
        organiser=mail_of(cells.get("organiser")),
        is_all_day=is_all_day,
        is_busy=shown not in names.FREE and not is_all_day,
        is_private=cells.get("private", "").lower() in names.TRUE,
        shown=ELSEWHERE if shown in names.ELSEWHERE else away,
    )


def _guests(cells: Mapping[str, str]) -> tuple[Guest, ...]:
    """Return the attendees; many have a name alone, and so has who invites them."""
    listed = f"{cells.get('required', '')};{cells.get('optional', '')}".split(";")
    inviting = cells.get("organiser", "").strip(" '\"").casefold()
    found: dict[str, Guest] = {}
    for name in (name.strip(" '\"") for name in listed):
        email = mail_of(name.rpartition("<")[2].rstrip(">") if "<" in name else name)
        plain = name.partition("<")[0].strip(" '\"") if email else name
        if email:
            found.setdefault(email, Guest(email, plain[:200]))
        elif plain and plain.casefold() != inviting:
            found.setdefault(f"name: {plain.casefold()}", Guest("", plain[:200]))
    return tuple(found.values())
