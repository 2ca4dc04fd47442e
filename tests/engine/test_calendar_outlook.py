"""Tables that Outlook exports: languages, orders of days, guests by name."""

from __future__ import annotations

import pytest

from leadline.engine.calendar.occurrence import AWAY, ELSEWHERE, Read
from leadline.engine.calendar.outlook import columns_of, read_rows
from leadline.engine.calendar.outlook_days import clock_of
from tests.engine.calendars import BERLIN, at

HEADERS = [
    ("Subject", "Start Date", "Start Time", "End Date", "End Time", "Show time as"),
    ("Betreff", "Beginnt am", "Beginnt um", "Endet am", "Endet um",
     "Zeitspanne zeigen als"),
    ("Objet", "Date de début", "Heure de début", "Date de fin", "Heure de fin",
     "Afficher la disponibilité"),
    ("Asunto", "Fecha de comienzo", "Comienzo", "Fecha de finalización",
     "Finalización", "Mostrar hora como"),
    ("Assunto", "Data de início", "Hora de início", "Data de término",
     "Hora de término", "Mostrar como"),
    ("Onderwerp", "Begindatum", "Begintijd", "Einddatum", "Eindtijd",
     "Tijd weergeven als"),
    ("Oggetto", "Data inizio", "Ora inizio", "Data fine", "Ora fine", "Mostra come"),
]  # fmt: skip


def table(*rows: tuple[str, ...], header=HEADERS[0], span=("11-01", "12-01")) -> Read:
    return read_rows(
        rows, columns_of(header), zone=BERLIN,
        start=at(f"2026-{span[0]}"), end=at(f"2026-{span[1]}"),
    )  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_headers_are_read_in_seven_languages(header: tuple[str, ...]) -> None:
    row = ("Visit", "10.11.2026", "9:00", "10.11.2026", "11:00", "2")

    (one,) = table(row, header=header).occurrences

    assert (one.minutes, one.start.day, one.is_busy) == (120, 10, True)


@pytest.mark.parametrize(
    ("days", "span", "found", "is_told"),
    [
        (["3/11/2026", "5/11/2026"], ("11-01", "12-01"), ["11-03", "11-05"], True),
        (["11/3/2026", "11/5/2026"], ("11-01", "12-01"), ["11-03", "11-05"], True),
        # The thirteenth settles it for the whole table, wherever it stands.
        (["3/11/2026", "11/3/2026", "13/11/2026"], ("11-01", "12-01"),
         ["11-03", "11-13"], False),
        (["11/3/2026", "3/11/2026", "11/13/2026"], ("11-01", "12-01"),
         ["11-03", "11-13"], False),
        # Both orders lie in the time asked for: a guess, and told.
        (["3/4/2026"], ("01-01", "12-01"), ["03-04"], True),
        (["4/4/2026"], ("01-01", "12-01"), ["04-04"], False),
        (["3.11.2026", "5.11.2026"], ("11-01", "12-01"), ["11-03", "11-05"], False),
        (["3-11-2026"], ("11-01", "12-01"), ["11-03"], False),
        (["2026-11-03", "2026/11/05"], ("11-01", "12-01"), ["11-03", "11-05"], False),
        (["3.11.26"], ("11-01", "12-01"), ["11-03"], False),
        (["3. 11. 2026"], ("11-01", "12-01"), ["11-03"], False),
    ],
)  # fmt: skip
def test_one_order_of_days_is_judged_over_the_whole_table(
    days: list[str], span: tuple[str, str], found: list[str], is_told: bool
) -> None:
    rows = [("Visit", day, "9:00", day, "10:00", "2") for day in days]

    read = table(*rows, span=span)

    assert sorted(f"{one.start:%m-%d}" for one in read.occurrences) == found
    assert any("day first" in n or "month first" in n for n in read.notes) == is_told


@pytest.mark.parametrize(
    ("text", "clock"),
    [("9:00:00 AM", "09:00"), ("12:30 AM", "00:30"), ("12:30 PM", "12:30"),
     ("9.15", "09:15"), ("9h45", "09:45"), ("9:30:00 p. m.", "21:30"),
     ("17:05 Uhr", "17:05"), ("9:00 a.m.", "09:00")],
)  # fmt: skip
def test_a_clock_is_read_as_each_country_writes_it(text: str, clock: str) -> None:
    assert f"{clock_of(text):%H:%M}" == clock


@pytest.mark.parametrize("text", ["13:00 PM", "0:30 AM", "25:00", "9", "", "9:75"])
def test_what_is_no_clock_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its words are the cell alone
        clock_of(text)


@pytest.mark.parametrize(
    ("value", "shown", "is_busy"),
    [("1", "", True), ("2", "", True), ("3", "", False), ("4", AWAY, True),
     ("5", ELSEWHERE, True), ("Abwesend", AWAY, True), ("Libre", "", False)],
)  # fmt: skip
def test_how_time_is_shown_is_read(value: str, shown: str, is_busy: bool) -> None:
    row = ("Visit", "10.11.2026", "9:00", "10.11.2026", "11:00", value)

    (one,) = table(row).occurrences

    assert (one.shown, one.is_busy) == (shown, is_busy)


def test_guests_are_there_by_name_but_for_who_invites() -> None:
    header = (*HEADERS[0], "Meeting Organizer", "Required Attendees")
    row = (
        "Alignment", "10.11.2026", "9:00", "10.11.2026", "11:00", "2",
        "Weber, Anna", "Weber, Anna;Okafor, Max; Renata <renata@elbe.example>",
    )  # fmt: skip

    (one,) = table(row, header=header).occurrences

    assert [(guest.email, guest.name) for guest in one.guests] == [
        ("", "Okafor, Max"),
        ("renata@elbe.example", "Renata"),
    ]


def test_a_row_that_ends_before_it_begins_is_told() -> None:
    row = ("Visit", "13.11.2026", "9:00", "12.11.2026", "11:00", "2")

    read = table(row)

    assert sum(one.minutes for one in read.occurrences) == 0
    assert "ends before it begins" in read.notes[0]
