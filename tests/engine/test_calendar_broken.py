"""One bad part of a calendar costs that part and a note."""

from __future__ import annotations

from datetime import UTC

import pytest

from leadline.engine.calendar.events import read_events
from leadline.engine.calendar.lines import is_calendar
from leadline.engine.errors import EngineError
from tests.engine.calendars import BERLIN, at, calendar, event, read

TALK = event(
    "DTSTART;TZID=Harbour time:20260608T090000",
    "DTEND;TZID=Harbour time:20260608T100000",
    "SUMMARY:Harbour talk",
    uid="talk",
)
PLAIN = event("DTSTART:20260608T090000Z", "DURATION:PT1H", uid="plain")


def zone(*lines: str, summer: tuple[str, ...] = ("TZOFFSETTO:+0300",)) -> str:
    return "\r\n".join(
        ["BEGIN:VTIMEZONE", *lines, "BEGIN:STANDARD", "DTSTART:20001029T030000",
         "TZOFFSETFROM:+0300", *summer, "END:STANDARD", "END:VTIMEZONE"]
    )  # fmt: skip


NAMED = "TZID:Harbour time"


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("REFRESH-INTERVAL:VALUE=DURATION:PT4H", "REFRESH-INTERVAL"),
        ("a line that no calendar has", "a line|A line"),
        ("BEGIN:VFREEBUSY\r\nFREEBUSY:20260608T120000Z/20260608T110000Z\r\nEND:VFREEBUSY",
         "free and busy"),
        ("BEGIN:VTODO\r\nDUE:soon\r\nEND:VTODO", "task"),
        (zone("TZID:"), "time zone"),
        (event("DTSTART;VALUE=DATE-TIME:yesterday", uid="bad"), "DTSTART"),
        ("END:VALARM", ""),
    ],
)  # fmt: skip
def test_a_bad_part_costs_that_part_and_a_note(part: str, says: str) -> None:
    found = read(part, PLAIN)

    assert [(one.series, one.minutes) for one in found.occurrences] == [("plain", 60)]
    assert any(word in " ".join(found.notes) for word in says.split("|"))


@pytest.mark.parametrize(
    ("defined", "hour"),
    [
        (zone(NAMED, "TZID:Harbour too"), 6),
        (zone(NAMED, summer=("RDATE;VALUE=DATE:20261025", "TZOFFSETTO:+0300")), 6),
        # Nothing of the zone is left: its times are the reader's, and that is told.
        (zone(NAMED, summer=("TZOFFSETTO:+5744",)), 7),
        (zone("TZID:"), 7),
    ],
)
def test_a_zone_is_mended_or_missed_but_its_meeting_stays(
    defined: str, hour: int
) -> None:
    found = read(defined, TALK)

    assert [one.start.astimezone(UTC).hour for one in found.occurrences] == [hour]
    assert found.notes


def test_a_stamp_without_seconds_costs_nothing_but_itself() -> None:
    odd = event("DTSTAMP:20260601T0900", "DTSTART:20260608T080000Z", "DURATION:PT2H")

    assert [one.minutes for one in read(odd, PLAIN).occurrences] == [120, 60]


@pytest.mark.parametrize(
    "recoded",
    [
        lambda text: text.replace("\r\n", "\r").encode(),
        lambda text: text.replace("\r\n", "\n").encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\r\n", "\r\r\n").encode(),
    ],
)
def test_a_calendar_is_read_in_any_encoding_and_with_any_ends(recoded) -> None:
    text = calendar(event("DTSTART:20260608T090000Z", "SUMMARY:Büro für Gäste"))
    content = recoded(text.decode())

    found = read_events(
        content, start=at("2026-01-01"), end=at("2027-01-01"), zone=BERLIN
    )

    assert is_calendar(content)
    assert [one.title for one in found.occurrences] == ["Büro für Gäste"]


def test_a_letter_that_the_fold_cuts_in_two_is_whole_again() -> None:
    raw = calendar(event("DTSTART:20260608T090000Z", "SUMMARY:Grüße aus Cork"))
    cut = raw.replace("ü".encode(), b"\xc3\r\n \xbc")

    found = read_events(cut, start=at("2026-01-01"), end=at("2027-01-01"), zone=BERLIN)

    assert found.occurrences[0].title == "Grüße aus Cork"


def test_a_file_cut_short_keeps_its_whole_events_and_says_so() -> None:
    whole = calendar(PLAIN, event("DTSTART:20260609T090000Z", uid="lost"))
    cut = whole[: whole.index(b"UID:lost") + 4]

    found = read_events(cut, start=at("2026-01-01"), end=at("2027-01-01"), zone=BERLIN)

    assert [one.series for one in found.occurrences] == ["plain"]
    assert "ends in the middle" in found.notes[0]


def test_a_file_with_nothing_readable_is_refused() -> None:
    content = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n"

    with pytest.raises(EngineError, match="ends in the middle"):
        read_events(content, start=at("2026-01-01"), end=at("2027-01-01"), zone=BERLIN)


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:20260608T090000Z", "DTEND:20260608T080000Z"),
        ("DTSTART:20260608T090000Z", "DURATION:-PT1H"),
        ("DTSTART;VALUE=DATE:20260608", "DTEND;VALUE=DATE:20260606"),
    ],
)
def test_an_end_before_the_begin_is_told(lines: tuple[str, ...]) -> None:
    assert any("ends before it begins" in note for note in read(event(*lines)).notes)


def test_an_end_at_the_begin_is_a_reminder_and_not_told() -> None:
    same = event("DTSTART:20260608T090000Z", "DTEND:20260608T090000Z")

    assert read(same).notes == ()


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        # Made by a program that gives every event the same UID.
        ("Visit", "Workshop", ["Visit", "Workshop"]),
        # The same event at two times: a copy that was moved without a new version.
        ("Visit", "Visit", ["Visit", "Visit"]),
    ],
)
def test_events_that_share_a_uid_all_count(
    first: str, second: str, kept: list[str]
) -> None:
    events = [
        event(f"DTSTART:2026060{day}T090000Z", "DURATION:PT1H", f"SUMMARY:{title}")
        for day, title in ((8, first), (9, second))
    ]

    found = read(*events)

    assert [one.title for one in found.occurrences] == kept
    assert len({one.key for one in found.occurrences}) == 2
    assert "share one UID" in found.notes[0]


def test_a_newer_version_takes_the_place_of_the_older_and_is_told() -> None:
    events = [
        event(f"DTSTART:2026060{day}T090000Z", f"SEQUENCE:{n}", f"SUMMARY:{title}")
        for n, day, title in ((2, 8, "Moved"), (1, 9, "Visit"))
    ]

    found = read(*events)

    assert [one.title for one in found.occurrences] == ["Moved"]
    assert "versions of one" in found.notes[0]


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("X-WR-CALNAME:Empty", "no event"),
        ("BEGIN:VFREEBUSY\r\nUID:f\r\nEND:VFREEBUSY", "only when somebody is busy"),
    ],
)
def test_a_calendar_without_events_says_so(part: str, says: str) -> None:
    assert says in read(part).notes[0]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("20260608T0900Z", "20260608T1000Z"),
        ("2026-06-08T09:00:00Z", "2026-06-08T10:00:00Z"),
        ("2026-06-08 09:00Z", "2026-06-08T10:00:00.000Z"),
    ],
)
def test_times_in_another_form_are_read_and_told(begin: str, end: str) -> None:
    found = read(event(f"DTSTART:{begin}", f"DTEND:{end}"))

    assert [(f"{one.start:%H:%M}", one.minutes) for one in found.occurrences] == [
        ("09:00", 60)
    ]
    assert "without seconds" in found.notes[0]


def test_an_event_without_an_end_costs_itself() -> None:
    cut = event("DTSTART:20260607T090000Z", uid="cut").replace("\r\nEND:VEVENT", "")

    found = read(cut, PLAIN)

    assert [one.series for one in found.occurrences] == ["plain"]
    assert "has no end" in found.notes[0]
