from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.calendar.classing import Known, TitleRule, class_of
from leadline.engine.calendar.hours import count_hours, last_days, open_blocks
from leadline.engine.calendar.occurrence import Guest, Occurrence
from leadline.engine.calendar.outlook import columns_of, read_rows
from leadline.engine.errors import EngineError
from tests.engine.calendars import BERLIN, at

DAY = at("2026-05-04")
KNOWN = Known(
    own_domains=frozenset({"harbour.example"}),
    own_addresses=frozenset({"ines@harbour.example"}),
    customers={"elbe.example": "Klinikum Elbe", "ove@port.example": "Port of Gävle"},
    externals={"gartwell.example": "Gartwell"},
    functions={"tomasz@harbour.example": "engineering"},
    rules=(TitleRule("Blue room", "personal"),),
    corrections={"fixed": ("focus", "")},
)


def made(
    title: str = "Meeting",
    *emails: str,
    start: float = 9,
    hours: float = 1,
    series: str = "",
    **more: object,
) -> Occurrence:
    begin = DAY + timedelta(hours=start)
    key = f"{series or title}|{start}"
    guests = tuple(Guest(email) for email in emails)
    end = begin + timedelta(hours=hours)
    more.setdefault("guests", guests)
    return Occurrence(series or title, key, begin, end, title, **more)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (made("Call", "renata@elbe.example"), ("market", "Klinikum Elbe")),
        (made("Call", "r@it.elbe.example", "tomasz@harbour.example"),
         ("market", "Klinikum Elbe")),
        (made("Call", "ove@port.example"), ("market", "Port of Gävle")),
        (made("Call", "other@port.example"), ("external", "port.example")),
        (made("Interview", "x@new.example"), ("market", "new.example")),
        (made("Inquiry", "a@gartwell.example"), ("external", "Gartwell")),
        (made("Catch-up", "somebody@gmail.com"), ("external", "")),
        (made("Chat", "tomasz@harbour.example"), ("internal", "engineering")),
        (made("Sprint review", "x@harbour.example"), ("internal", "engineering")),
        (made("Launch plan", "x@harbour.example"), ("internal", "marketing")),
        (made("Pipeline", "x@harbour.example"), ("internal", "sales")),
        (made("Chat", "x@harbour.example"), ("internal", "other")),
        (made("Write the brief"), ("focus", "")),
        (made("Focus"), ("focus", "")),
        (made("Dentist"), ("personal", "")),
        (made("Night shift at the port"), ("market", "")),
        (made("In the Blue Room", "tomasz@harbour.example"), ("personal", "")),
        (made("Call", "renata@elbe.example", series="fixed"),
         ("focus", "Klinikum Elbe")),
    ],
)  # fmt: skip
def test_an_hour_is_classed_by_who_was_there_and_its_title(
    one: Occurrence, expected: tuple[str, str]
) -> None:
    found = class_of(one, KNOWN)

    assert found is not None
    assert (found.kind, found.counterpart) == expected
    assert found.why


@pytest.mark.parametrize(
    "one",
    [
        made(is_busy=False),
        made(guests=(Guest("ines@harbour.example", has_declined=True),)),
    ],
)
def test_what_takes_no_time_has_no_class(one: Occurrence) -> None:
    assert class_of(one, KNOWN) is None


def test_without_a_list_of_customers_every_outsider_may_be_one() -> None:
    known = Known(frozenset({"harbour.example"}))

    assert class_of(made("Call", "x@new.example"), known).kind == "market"
    assert class_of(made("Supplier call", "x@new.example"), known).kind == "external"


def test_who_declined_and_rooms_make_no_meeting() -> None:
    guests = (
        Guest("renata@elbe.example", has_declined=True),
        Guest("room@elbe.example", is_room=True),
    )

    assert class_of(made("Call", guests=guests), KNOWN).kind == "focus"


spans = st.lists(
    st.tuples(
        st.integers(0, 47).map(lambda n: n / 2),
        st.integers(0, 12).map(lambda n: n / 2),
        st.sampled_from(["renata@elbe.example", "tomasz@harbour.example", ""]),
    ),
    max_size=12,
)


WHOLE = {"start": DAY, "end": DAY + timedelta(days=2), "zone": BERLIN}


def meetings(parts: list[tuple[float, float, str]]) -> list[Occurrence]:
    return [
        made(f"m{i}", *filter(None, [email]), start=start, hours=hours)
        for i, (start, hours, email) in enumerate(parts)
    ]


def counted(parts: list[tuple[float, float, str]]) -> list:
    return count_hours(meetings(parts), KNOWN, **WHOLE)


@given(parts=spans)
def test_every_minute_counts_once(parts: list[tuple[float, float, str]]) -> None:
    taken = {
        minute
        for start, hours, _ in parts
        for minute in range(int(start * 60), int((start + hours) * 60))
        if minute < 2 * 24 * 60
    }

    rows = counted(parts)

    assert sum(row.minutes for row in rows) == len(taken)
    for row in rows:
        assert row.start.astimezone(BERLIN).date() == row.day
        assert 0 <= row.minutes <= (row.end - row.start).total_seconds() // 60


@given(parts=spans)
def test_no_overlap_takes_minutes_from_the_market(
    parts: list[tuple[float, float, str]],
) -> None:
    market = [part for part in parts if part[2] == "renata@elbe.example"]

    def minutes(found: list) -> int:
        return sum(row.minutes for row in found if row.classed.kind == "market")

    assert minutes(counted(parts)) == minutes(counted(market))


@given(parts=spans)
def test_the_last_day_with_somebody_is_the_last_of_their_hours(
    parts: list[tuple[float, float, str]],
) -> None:
    hours = [row for row in counted(parts) if row.classed.kind == "market"]
    by_hours = {row.classed.counterpart: row.day for row in hours}

    assert last_days(meetings(parts), KNOWN, **WHOLE) == by_hours


def test_a_night_is_cut_at_midnight_and_the_clock_may_jump() -> None:
    night = Occurrence(
        "1", "1", at("2026-03-28T21:00"), at("2026-03-29T04:00"), "Night shift"
    )

    rows = count_hours(
        [night], KNOWN, start=at("2026-03-28"), end=at("2026-03-30"), zone=BERLIN
    )

    assert [(row.day.day, row.minutes) for row in rows] == [(28, 120), (29, 300)]


def test_open_blocks_are_what_meetings_leave() -> None:
    def on_the_wall(hour: int) -> datetime:
        return at(f"2026-05-04T{hour:02}:00", "Europe/Berlin")

    free = open_blocks(
        [(on_the_wall(9), on_the_wall(10)), (on_the_wall(9), on_the_wall(12))],
        day=DAY.date(),
        zone=BERLIN,
        opens=time(8),
        closes=time(17),
    )

    on_wall = [(a.astimezone(BERLIN).hour, b.astimezone(BERLIN).hour) for a, b in free]
    assert on_wall == [(8, 9), (12, 17)]


HEADER = [
    "Subject", "Start Date", "Start Time", "End Date", "End Time", "All day event",
    "Required Attendees", "Show time as",
]  # fmt: skip


def outlook(*rows: list[str]) -> list[Occurrence]:
    found = read_rows(
        rows,
        columns_of(HEADER),
        start=at("2026-01-01"),
        end=at("2027-01-01"),
        zone=BERLIN,
    )
    return list(found.occurrences)


def test_rows_of_outlook_are_read_in_the_zone_of_their_owner() -> None:
    visit, day, free = outlook(
        ["Visit", "5/4/2026", "9:00:00 AM", "5/4/2026", "10:30:00 AM", "False",
         "Vogel, Renata <renata@elbe.example>;Tomasz", "2"],
        ["Fair", "5/5/2026", "", "5/6/2026", "", "True", "", "2"],
        ["Hold", "5/14/2026", "9:00:00 AM", "5/14/2026", "10:00:00 AM", "False", "",
         "3"],
    )  # fmt: skip

    assert visit.start == datetime(2026, 5, 4, 7, tzinfo=UTC)
    assert (visit.minutes, visit.guests[0].email) == (90, "renata@elbe.example")
    assert day.is_all_day
    assert not free.is_busy


def test_german_days_are_told_from_american_ones() -> None:
    header = ["Betreff", "Beginnt am", "Beginnt um", "Endet am", "Endet um"]
    rows = [["Besuch", "04.05.2026", "09:00:00", "04.05.2026", "10:00:00"]]

    found = read_rows(
        rows,
        columns_of(header),
        start=at("2026-01-01"),
        end=at("2027-01-01"),
        zone=BERLIN,
    )

    assert found.occurrences[0].start == datetime(2026, 5, 4, 7, tzinfo=UTC)


def test_a_table_that_is_no_calendar_says_what_is_missing() -> None:
    with pytest.raises(EngineError, match="no column start date, end date"):
        columns_of(["Subject", "Words"])
    with pytest.raises(EngineError, match="No row has a day"):
        outlook(["x", "soon", "", "later", "", "", "", ""])
