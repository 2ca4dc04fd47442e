from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from leadline.engine.calendar.events import read_events
from leadline.engine.errors import EngineError
from tests.engine.calendars import BERLIN, at, calendar, event, read, starts

MADE_UP = """BEGIN:VTIMEZONE
TZID:Harbour time
BEGIN:STANDARD
DTSTART:20001029T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20000326T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        # Nine on the wall each Monday; the clocks change on 29 March.
        ("Europe/Berlin", ["03-23 08:00", "03-30 07:00"]),
        ("W. Europe Standard Time", ["03-23 08:00", "03-30 07:00"]),
        ("Harbour time", ["03-23 08:00", "03-30 07:00"]),
        # New York changed on 8 March already, Kolkata never does.
        ("America/New_York", ["03-23 13:00", "03-30 13:00"]),
        ("Eastern Standard Time", ["03-23 13:00", "03-30 13:00"]),
        ("Asia/Kolkata", ["03-23 03:30", "03-30 03:30"]),
    ],
)
def test_nine_on_the_wall_stays_nine_when_clocks_change(
    zone: str, expected: list[str]
) -> None:
    weekly = event(
        f"DTSTART;TZID={zone}:20260323T090000",
        f"DTEND;TZID={zone}:20260323T100000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
    )

    assert starts(MADE_UP, weekly) == expected


def test_minutes_are_exact_in_the_night_of_the_change() -> None:
    """A night shift from ten to six is seven hours in March and nine in October."""
    nights = [
        event(
            f"DTSTART;TZID=Europe/Berlin:2026{day}T220000",
            f"DTEND;TZID=Europe/Berlin:2026{next_day}T060000",
            uid=day,
        )
        for day, next_day in (("0328", "0329"), ("1024", "1025"), ("0601", "0602"))
    ]

    found = read(*nights).occurrences

    assert [(f"{o.start:%m%d}", o.minutes) for o in found] == [
        ("0328", 420), ("0601", 480), ("1024", 540),
    ]  # fmt: skip


def test_one_calendar_of_three_zones_is_right_to_the_minute() -> None:
    parts = [
        event(
            "DTSTART;TZID=Europe/Dublin:20261023T170000",
            "DURATION:PT45M",
            "RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20261106T170000Z",
            uid="cork",
        ),
        event(
            "DTSTART;TZID=America/Chicago:20261030T093000",
            "DTEND;TZID=America/New_York:20261030T113000",
            uid="across",
        ),
        event("DTSTART:20261101T010000", "DTEND:20261101T020000", uid="floating"),
        event("DTSTART:20261101T003000Z", "DTEND:20261101T004500Z", uid="utc"),
    ]

    found = read(*parts, start="2026-10-20", end="2026-11-20").occurrences

    assert [(o.series, f"{o.start:%m-%d %H:%M}", o.minutes) for o in found] == [
        ("cork", "10-23 16:00", 45),
        ("across", "10-30 14:30", 60),
        ("cork", "10-30 17:00", 45),
        ("floating", "11-01 00:00", 60),
        ("utc", "11-01 00:30", 15),
        ("cork", "11-06 17:00", 45),
    ]


def test_exceptions_moves_and_cancelled_instances_take_their_place() -> None:
    series = event(
        "DTSTART;TZID=Europe/Berlin:20260504T090000",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY;COUNT=5",
        "EXDATE;TZID=Europe/Berlin:20260505T090000",
        "SUMMARY:Regular",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260506T090000",
        "DTSTART;TZID=Europe/Berlin:20260506T150000",
        "DURATION:PT2H",
        "SUMMARY:Moved",
    )
    gone = event(
        "RECURRENCE-ID:20260507T070000Z",
        "DTSTART:20260507T070000Z",
        "STATUS:CANCELLED",
    )

    found = read(series, moved, gone).occurrences

    assert [(f"{o.start:%d %H}", o.minutes, o.title) for o in found] == [
        ("04 07", 60, "Regular"), ("06 13", 120, "Moved"), ("08 07", 60, "Regular"),
    ]  # fmt: skip
    assert len({o.key for o in found}) == 3


def test_a_change_of_this_and_all_later_moves_them_all() -> None:
    series = event(
        "DTSTART:20260504T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4"
    )
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260518T090000Z",
        "DTSTART:20260518T103000Z",
        "DURATION:PT30M",
    )

    assert starts(series, later) == [
        "05-04 09:00", "05-11 09:00", "05-18 10:30", "05-25 10:30",
    ]  # fmt: skip


def test_more_dates_and_periods_are_added() -> None:
    extra = event(
        "DTSTART:20260504T090000Z",
        "DURATION:PT1H",
        "RDATE:20260601T120000Z",
        "RDATE;VALUE=PERIOD:20260701T120000Z/PT15M",
    )

    found = read(extra).occurrences

    assert [(f"{o.start:%m-%d}", o.minutes) for o in found] == [
        ("05-04", 60), ("06-01", 60), ("07-01", 15),
    ]  # fmt: skip


def test_the_newest_version_of_an_event_counts() -> None:
    old = event("DTSTART:20260504T090000Z", "DURATION:PT1H", "SEQUENCE:1")
    new = event("DTSTART:20260505T090000Z", "DURATION:PT1H", "SEQUENCE:2")

    assert starts(new, old) == ["05-05 09:00"]


def test_a_whole_day_is_not_busy_and_lasts_from_midnight_to_midnight() -> None:
    day = event("DTSTART;VALUE=DATE:20260329")

    one = read(day).occurrences[0]

    assert (one.is_all_day, one.is_busy, one.minutes) == (True, False, 23 * 60)
    assert one.start.astimezone(BERLIN).hour == 0


@pytest.mark.parametrize(
    "line",
    ["TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
)
def test_what_is_marked_free_takes_no_time(line: str) -> None:
    one = read(event("DTSTART:20260504T090000Z", "DURATION:PT1H", line)).occurrences[0]

    assert not one.is_busy


def test_guests_are_named_once_with_their_answer() -> None:
    one = read(
        event(
            "DTSTART:20260504T090000Z",
            "ORGANIZER;CN=Ines:mailto:Ines@Harbour.example",
            "ATTENDEE;CN=Renata;PARTSTAT=DECLINED:mailto:renata@elbe.example",
            "ATTENDEE:mailto:RENATA@elbe.example",
            "ATTENDEE;CUTYPE=ROOM:mailto:room@harbour.example",
            "CLASS:PRIVATE",
        )
    ).occurrences[0]

    assert one.organiser == "ines@harbour.example"
    assert [(g.email, g.has_declined, g.is_room) for g in one.guests] == [
        ("renata@elbe.example", True, False), ("room@harbour.example", False, True),
    ]  # fmt: skip
    assert one.is_private


def test_an_event_without_a_uid_stands_for_itself() -> None:
    bare = "BEGIN:VEVENT\r\nDTSTART:202605{}T090000Z\r\nSUMMARY:x\r\nEND:VEVENT"

    assert len(starts(bare.format("04"), bare.format("05"))) == 2


def test_what_cannot_be_read_is_passed_over_with_a_line() -> None:
    good = event("DTSTART:20260504T090000Z", uid="good")
    found = read(
        good,
        event("DTSTART:SOON", uid="a"),
        event("SUMMARY:no start", uid="b"),
        event("DTSTART:20260504T090000Z", "RRULE:FREQ=OFTEN", uid="c"),
        event("DTSTART:20260504T090000Z", "RRULE:FREQ=SECONDLY", uid="d"),
    )

    assert {o.series for o in found.occurrences} == {"good", "c"}
    assert any("does not say when it begins" in line for line in found.notes)
    assert any("counts once" in line for line in found.notes)
    assert any("repeats more than 20,000 times" in line for line in found.notes)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"id,words\n1,hello\n", "BEGIN:VCALENDAR is not in it"),
        (b"\x00\xff\xfe", "BEGIN:VCALENDAR is not in it"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "in the middle"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5000, "in the middle"),
    ],
)
def test_what_is_no_calendar_is_refused_with_what_to_do(
    content: bytes, says: str
) -> None:
    with pytest.raises(EngineError, match=says):
        read_events(content, start=at("2026-01-01"), end=at("2027-01-01"), zone=UTC)


def test_the_time_asked_for_has_a_length() -> None:
    with pytest.raises(EngineError, match="ends before"):
        read_events(calendar(), start=at("2027-01-01"), end=at("2026-01-01"), zone=UTC)


def test_a_long_series_is_read_late_in_its_life() -> None:
    daily = event("DTSTART:19980101T090000Z", "DURATION:PT15M", "RRULE:FREQ=DAILY")

    assert len(starts(daily, start="2026-01-01", end="2026-02-01")) == 31


def test_an_event_that_began_before_is_seen() -> None:
    long = event("DTSTART:20260101T000000Z", "DURATION:P20D")

    assert len(starts(long, start="2026-01-15", end="2026-01-16")) == 1


def test_the_end_of_time_is_no_crash() -> None:
    last = event("DTSTART:99990101T000000Z", "DURATION:P365D", "RRULE:FREQ=YEARLY")
    far = datetime(9999, 6, 1, tzinfo=UTC)

    read_events(
        calendar(last),
        start=at("2026-01-01"),
        end=far,
        zone=ZoneInfo("Pacific/Kiritimati"),
    )
