"""Names of zones that a file does not define, and times that name none."""

from __future__ import annotations

import pytest

from leadline.engine.calendar.zones import told, zone_meant, zone_named
from tests.engine.calendars import BERLIN, event, read, starts


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("europe/berlin", "Europe/Berlin"),
        ("EUROPE/LISBON", "Europe/Lisbon"),
        ("America/New York", "America/New_York"),
        ("eastern standard time", "America/New_York"),
        ("Eastern Standard Time 1", "America/New_York"),
        ("Pacific Daylight Time", "America/Los_Angeles"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("(UTC-07:00) Arizona", "America/Phoenix"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
         "Europe/Amsterdam"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Brussels"),
        ("(GMT+01.00) Sarajevo/Warsaw/Zagreb", "Europe/Sarajevo"),
        ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("(UTC-03:00) Brasilia", "America/Sao_Paulo"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("(UTC+09:00) Osaka, Sapporo, Tokyo", "Asia/Tokyo"),
        ("(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney"),
        ("GMT+0100", "UTC+01:00"),
        ("UTC+1", "UTC+01:00"),
        ("GMT-3", "UTC-03:00"),
        ("UTC-05:00", "UTC-05:00"),
        ("+05:30", "UTC+05:30"),
        ("GMT \u22120800", "UTC-08:00"),
        ("PST", "America/Los_Angeles"),
        ("CEST", "Europe/Berlin"),
        ("MEZ", "Europe/Berlin"),
        ("AEST", "Australia/Sydney"),
        ("JST", "Asia/Tokyo"),
        ("Europe/Berlin-1", "Europe/Berlin"),
        ("America/New_York_2", "America/New_York"),
        ("Mitteleuropäische Zeit", "Europe/Berlin"),
        ("Eastern", "America/New_York"),
        ("Z", "UTC"),
        ("tzone://Microsoft/Utc", "Etc/UTC"),
        ("utc", "UTC"),
        ("Lisbon", "Europe/Lisbon"),
        ("São Paulo", "America/Sao_Paulo"),
    ],
)  # fmt: skip
def test_a_name_means_the_zone_that_people_mean_by_it(name: str, key: str) -> None:
    zone = zone_named(name) or zone_meant(name)

    assert zone is not None
    assert told(zone) == key


@pytest.mark.parametrize(
    "name",
    ["Customized Time Zone", "tzone://Microsoft/Custom", "Local", "Zone 1", "GMT+99",
     "x", "Mars/Olympus"],
)  # fmt: skip
def test_a_name_that_says_no_place_means_no_zone(name: str) -> None:
    assert (zone_named(name) or zone_meant(name)) is None


@pytest.mark.parametrize(
    ("name", "hour"),
    [
        ("GMT+0500", "04:00"),
        ("europe/lisbon", "08:00"),
        ('"(UTC-05:00) Eastern Time (US & Canada)"', "13:00"),
        ("Customized Time Zone", "07:00"),
        ("tzone://Microsoft/Custom", "07:00"),
    ],
)
def test_a_zone_that_is_not_defined_is_mapped_and_told(name: str, hour: str) -> None:
    quoted = name if name.startswith('"') else f'"{name}"'
    one = event(f"DTSTART;TZID={quoted}:20260608T090000", "DURATION:PT1H")

    assert starts(one) == [f"06-08 {hour}"]
    (note,) = read(one).notes
    assert name.strip('"') in note
    assert "not defined" in note


def test_a_zone_of_one_file_means_nothing_in_the_next() -> None:
    """What a library keeps of an earlier file may be another person's zone."""
    own = (
        "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\n"
        "DTSTART:20000101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE"
    )
    one = event("DTSTART;TZID=Customized Time Zone:20260608T090000", "DURATION:PT1H")

    assert starts(own, one) == ["06-08 00:00"]
    assert starts(one) == ["06-08 07:00"]


@pytest.mark.parametrize(
    ("named", "hour", "notes"),
    [
        ("America/New_York", "13:00", 1),
        ("Europe/Berlin", "07:00", 0),
        ("Nowhere Time", "07:00", 1),
    ],
)
def test_times_without_a_zone_are_the_calendars_own(
    named: str, hour: str, notes: int
) -> None:
    parts = (
        f"X-WR-TIMEZONE:{named}",
        event("DTSTART:20260608T090000", "DTEND:20260608T100000"),
        event("DTSTART:20260608T180000Z", "DURATION:PT1H", uid="utc"),
    )

    assert starts(*parts) == [f"06-08 {hour}", "06-08 18:00"]
    assert len(read(*parts).notes) == notes


def test_whole_days_stay_the_readers_days() -> None:
    day = event("DTSTART;VALUE=DATE:20260608")

    (one,) = read("X-WR-TIMEZONE:America/New_York", day).occurrences

    assert one.start.astimezone(BERLIN).hour == 0


def test_an_end_without_a_zone_means_that_of_its_begin() -> None:
    one = event(
        "DTSTART;TZID=America/New_York:20260608T090000", "DTEND:20260608T100000"
    )

    assert [found.minutes for found in read(one).occurrences] == [60]


def test_a_zone_of_two_names_is_known_by_both() -> None:
    two = (
        "BEGIN:VTIMEZONE\r\nTZID:Pier A\r\nTZID:Pier B\r\nBEGIN:STANDARD\r\n"
        "DTSTART:20000101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE"
    )
    events = [
        event(f"DTSTART;TZID={name}:20260608T090000", uid=name)
        for name in ("Pier A", "Pier B")
    ]

    assert starts(two, *events) == ["06-08 00:00", "06-08 00:00"]
