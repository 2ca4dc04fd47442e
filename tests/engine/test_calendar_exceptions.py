"""Exceptions in another form than their series, and rules nobody should write."""

from __future__ import annotations

import pytest

from leadline.engine.calendar.mending import read_rule
from leadline.engine.errors import EngineError
from tests.engine.calendars import event, read, starts

DAILY = (
    "DTSTART;TZID=America/New_York:20260608T220000",
    "DURATION:PT1H",
    "RRULE:FREQ=DAILY;COUNT=3",
)
SECOND = "06-10 02:00"
DAYS = ("DTSTART;VALUE=DATE:20260608", "RRULE:FREQ=DAILY;COUNT=3")


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE:20260609T220000",
        "EXDATE;VALUE=DATE:20260609",
        "EXDATE:20260610T020000Z",
        "EXDATE;TZID=Europe/Berlin:20260610T040000",
        "EXDATE;TZID=Nowhere Time:20260609T220000",
    ],
)
def test_an_instance_is_taken_out_in_whatever_form_it_is_named(line: str) -> None:
    assert starts(event(*DAILY, line)) == ["06-09 02:00", "06-11 02:00"]


@pytest.mark.parametrize(
    "line",
    [
        "RECURRENCE-ID:20260609T220000",
        "RECURRENCE-ID;VALUE=DATE:20260609",
        "RECURRENCE-ID:20260610T020000Z",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20260610T110000",
    ],
)
def test_a_moved_instance_counts_once(line: str) -> None:
    moved = event(line, "DTSTART:20260612T080000Z", "DURATION:PT1H")

    found = starts(event(*DAILY), moved)

    assert found == ["06-09 02:00", "06-11 02:00", "06-12 08:00"]


@pytest.mark.parametrize(
    "moment",
    [
        ";VALUE=DATE:20260609",
        ";TZID=Asia/Tokyo:20260609T000000",
        ";TZID=America/New_York:20260609T000000",
        ":20260609T000000",
        ":20260609T000000Z",
        # Midnight of Berlin, of a zone far west of it, and of one far east.
        ":20260608T220000Z",
        ":20260609T070000Z",
        ":20260608T150000Z",
    ],
)
def test_a_whole_day_is_moved_by_whatever_names_it(moment: str) -> None:
    out = event(*DAYS, f"EXDATE{moment}")
    moved = event(f"RECURRENCE-ID{moment}", "DTSTART;VALUE=DATE:20260620")

    left = [f"{one.start:%m-%d}" for one in read(out).occurrences]
    placed = [f"{one.start:%m-%d}" for one in read(event(*DAYS), moved).occurrences]

    assert left == ["06-07", "06-09"], "days begin at ten in the evening, in UTC"
    assert placed == ["06-07", "06-09", "06-19"]


def test_hours_and_minutes_say_nothing_of_whole_days() -> None:
    days = event(
        "DTSTART;VALUE=DATE:20260608", "RRULE:FREQ=DAILY;COUNT=3;BYHOUR=9;BYMINUTE=0,30"
    )

    assert len(read(days).occurrences) == 3


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        # Wednesday the 3rd is no Monday, and is there; it is counted.
        ("FREQ=WEEKLY;COUNT=3;BYDAY=MO", ["03", "08", "15"]),
        ("FREQ=WEEKLY;UNTIL=20260615T235959Z;BYDAY=MO", ["03", "08", "15"]),
        ("FREQ=MONTHLY;BYMONTHDAY=5;COUNT=2", ["03", "05"]),
        ("FREQ=WEEKLY;COUNT=1;BYDAY=MO", ["03"]),
        ("FREQ=WEEKLY;COUNT=2;BYDAY=WE", ["03", "10"]),
        # An end before the begin: the whole series was taken away.
        ("FREQ=WEEKLY;UNTIL=20260601T000000Z;BYDAY=MO", []),
    ],
)
def test_a_first_meeting_outside_its_rule_is_kept(rule: str, days: list[str]) -> None:
    one = event("DTSTART:20260603T090000Z", "DURATION:PT1H", f"RRULE:{rule}")

    assert [day[3:5] for day in starts(one, end="2026-07-01")] == days


def test_a_first_meeting_outside_its_rule_can_be_taken_out() -> None:
    one = event(
        "DTSTART:20260603T090000Z", "RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=MO",
        "EXDATE:20260603T090000Z",
    )  # fmt: skip

    assert starts(one) == ["06-08 09:00"]


@pytest.mark.parametrize(
    ("rule", "n", "is_told"),
    [
        ("FREQ=WEEKLY;UNTIL=20260622T235959Z;COUNT=-1", 3, True),
        ("FREQ=WEEKLY;COUNT=0;UNTIL=20260622", 3, True),
        ("FREQ=WEEKLY;BYDAY=1MO;COUNT=3", 3, True),
        ("FREQ=DAILY;BYDAY=+2MO,-1TU;COUNT=4", 4, True),
        ("FREQ=WEEKLY;INTERVAL=0;COUNT=2", 2, True),
        ("FREQ=WEEKLY;UNTIL=2026-06-22;", 3, False),
        ("FREQ=WEEKLY;BYDAY=;COUNT=2", 2, False),
        ("FREQ=WEEKLY;FREQ=WEEKLY;COUNT=2", 2, False),
    ],
)
def test_a_rule_is_read_as_its_writer_meant_it(
    rule: str, n: int, is_told: bool
) -> None:
    found = read(event("DTSTART:20260608T090000Z", "DURATION:PT1H", f"RRULE:{rule}"))

    assert len(found.occurrences) == n
    assert bool(found.notes) == is_told


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;COUNT=0", "FREQ=SOMETIMES", "COUNT=3"])
def test_what_still_has_no_meaning_is_refused(rule: str) -> None:
    with pytest.raises(EngineError):
        read_rule(rule)
