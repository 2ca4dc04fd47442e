"""Reads the rows of a calendar that Outlook exported as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from leadline.engine.calendar.guests import mail_of
from leadline.engine.calendar.occurrence import Guest, Occurrence, Read
from leadline.engine.errors import EngineError

# Field: what Outlook calls it in English, German, French and Spanish.
NAMES = {
    "title": ("subject", "betreff", "objet", "asunto"),
    "start_day": ("start date", "beginnt am", "début", "fecha de comienzo"),
    "start_time": ("start time", "beginnt um", "heure de début", "comienzo"),
    "end_day": ("end date", "endet am", "fin", "fecha de finalización"),
    "end_time": ("end time", "endet um", "heure de fin", "finalización"),
    "all_day": (
        "all day event", "ganztägiges ereignis", "journée entière",
        "todo el día",
    ),
    "organiser": ("meeting organizer", "besprechungsplanung",
        "organisateur d'une réunion", "organizador de la reunión"),
    "required": ("required attendees", "erforderliche teilnehmer",
        "participants obligatoires", "asistentes necesarios"),
    "optional": ("optional attendees", "optionale teilnehmer",
        "participants facultatifs", "asistentes opcionales"),
    "private": ("private", "privat", "privé", "privado"),
    "shown": ("show time as", "zeitspanne zeigen als",
        "afficher la disponibilité", "mostrar hora como"),
}  # fmt: skip
NEEDED = ("title", "start_day", "end_day")
DAYS = ("%m/%d/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%y", "%d.%m.%y")
CLOCKS = ("%I:%M:%S %p", "%I:%M %p", "%H:%M:%S", "%H:%M")
TRUE = frozenset({"true", "wahr", "vrai", "verdadero", "1", "yes"})
FREE = frozenset({"3", "free", "frei", "libre"})


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Return where each field stands in the header of an export.

    Parameters
    ----------
    header : sequence of str
        Names of the columns, in any of four languages.

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
    for field, names in NAMES.items():
        place = next((at[name] for name in names if name in at), None)
        if place is not None:
            found[field] = place
    if absent := [NAMES[field][0] for field in NEEDED if field not in found]:
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
    one title and time of day are taken as a series.

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
    form = _day_form(row[columns["start_day"]] for row in kept)
    found: dict[str, Occurrence] = {}
    notes = []
    for number, row in enumerate(kept, start=1):
        cells = {
            field: row[i].strip() if i < len(row) else ""
            for field, i in columns.items()
        }
        try:
            one = _occurrence(cells, form, zone)
        except ValueError:
            notes.append(f"Row {number} was passed over: its times cannot be read.")
            continue
        if one.start < end and one.end > start:
            found[one.key] = one
    if kept and len(notes) == len(kept):
        raise EngineError(
            "No row has a day that can be read; export with days like 11/23/2026, "
            "23.11.2026 or 2026-11-23."
        )
    ordered = sorted(found.values(), key=lambda one: (one.start, one.key))
    return Read(tuple(ordered), tuple(notes[:20]))


def _day_form(days: Iterable[str]) -> str:
    """Return the form in which every day can be read, or most of them."""
    given = [day.strip() for day in days if day.strip()]
    best, most = DAYS[0], -1
    for form in DAYS:
        n = sum(1 for day in given if _fits(day, form))
        if n > most:
            best, most = form, n
    return best


def _fits(day: str, form: str) -> bool:
    try:
        datetime.strptime(day, form)  # noqa: DTZ007 - only whether it can be read
    except ValueError:
        return False
    return True


def _moment(day: str, clock: str, form: str, zone: tzinfo) -> datetime:
    for clock_form in CLOCKS:
        if not clock:
            return datetime.strptime(day, form).replace(tzinfo=zone).astimezone(UTC)
        try:
            at = datetime.strptime(clock, clock_form).replace(tzinfo=zone).timetz()
        except ValueError:
            continue
        on = datetime.strptime(day, form).replace(tzinfo=zone).date()
        return datetime.combine(on, at).astimezone(UTC)
    raise ValueError(clock)


def _occurrence(cells: Mapping[str, str], form: str, zone: tzinfo) -> Occurrence:
    clock = cells.get("start_time", "")
    begin = _moment(cells["start_day"], clock, form, zone)
    until = _moment(
        cells["end_day"] or cells["start_day"], cells.get("end_time", ""), form, zone
    )
    is_all_day = cells.get("all_day", "").lower() in TRUE or not clock
    if until <= begin:
        until = begin + timedelta(days=1 if is_all_day else 0)
    title = cells["title"][:300]
    series = f"outlook: {title}|{clock or 'all day'}"
    is_free = cells.get("shown", "").lower() in FREE
    return Occurrence(
        series=series[:500],
        key=f"{series[:480]}|{begin:%Y%m%dT%H%M%SZ}",
        start=begin,
        end=until,
        title=title,
        guests=_guests(cells),
        organiser=mail_of(cells.get("organiser")),
        is_all_day=is_all_day,
        is_busy=not is_free and not is_all_day,
        is_private=cells.get("private", "").lower() in TRUE,
    )


def _guests(cells: Mapping[str, str]) -> tuple[Guest, ...]:
    """Return the attendees; Outlook gives names, and addresses only of outsiders."""
    names = f"{cells.get('required', '')};{cells.get('optional', '')}".split(";")
    found = {}
    for name in (name.strip(" '\"") for name in names):
        email = mail_of(name.rpartition("<")[2].rstrip(">") if "<" in name else name)
        if email:
            found[email] = Guest(email, name.partition("<")[0].strip())
    return tuple(found.values())
