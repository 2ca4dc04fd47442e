"""A day as people say it is read, and what could be two days is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.said_days import read_day

TODAY = date(2026, 11, 27)  # a Friday
# What is typed, the day it is due by, and the day it was.
SAID = {
    "2026-12-01": ("2026-12-01", "2026-12-01"),
    "1.12.2026": ("2026-12-01", "2026-12-01"),
    "31/12/2026": ("2026-12-31", "2026-12-31"),
    "12/31/2026": ("2026-12-31", "2026-12-31"),
    "27. Nov": ("2026-11-27", "2026-11-27"),
    "26 Nov": ("2027-11-26", "2026-11-26"),
    "28 nov": ("2026-11-28", "2025-11-28"),
    "Nov 27, 2027": ("2027-11-27", "2027-11-27"),
    "the 4th": ("", ""),
    "Sat 28 November 2026": ("2026-11-28", "2026-11-28"),
    "29 Feb": ("2028-02-29", "2024-02-29"),
    "today": ("2026-11-27", "2026-11-27"),
    "Tomorrow": ("2026-11-28", "2026-11-28"),
    "yesterday": ("2026-11-26", "2026-11-26"),
    "Friday": ("2026-12-04", "2026-11-20"),
    "saturday": ("2026-11-28", "2026-11-21"),
    "thu": ("2026-12-03", "2026-11-26"),
    "next Friday": ("2026-12-04", "2026-12-04"),
    "next Monday": ("2026-11-30", "2026-11-30"),
    "last Friday": ("2026-11-20", "2026-11-20"),
    "this Monday": ("2026-11-23", "2026-11-23"),
    "in 3 weeks": ("2026-12-18", "2026-12-18"),
    "in a month": ("2026-12-27", "2026-12-27"),
    "two months ago": ("2026-09-27", "2026-09-27"),
    "next week": ("2026-12-04", "2026-11-30"),
    "next month": ("2026-12-31", "2026-12-01"),
    "end of the month": ("2026-11-30", "2026-11-30"),
    "start of next quarter": ("2027-01-01", "2027-01-01"),
    "end of next quarter": ("2027-03-31", "2027-03-31"),
    "end of the year": ("2026-12-31", "2026-12-31"),
    "March": ("2027-03-31", "2026-03-01"),
    "November": ("2026-11-30", "2026-11-01"),
    "end of March 2027": ("2027-03-31", "2027-03-31"),
    "Q2": ("2027-06-30", "2026-04-01"),
    "Q4": ("2026-12-31", "2026-10-01"),
    "Q2 2028": ("2028-06-30", "2028-04-01"),
    "2028Q2": ("2028-06-30", "2028-04-01"),
    "2027": ("2027-12-31", "2027-01-01"),
}  # fmt: skip


@pytest.mark.parametrize("text", [one for one, (day, _) in SAID.items() if day])
def test_a_day_is_read_as_it_is_meant(text: str) -> None:
    due, was = SAID[text]

    assert str(read_day(text, TODAY)) == due
    assert str(read_day(text, TODAY, at_end=False, is_past=True)) == was


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3/4/2026", "3 April or 4 March"),
        ("soon", "is not a day"),
        ("32 Nov", "no such day"),
        ("31 Feb 2026", "no such day"),
        ("30 Feb", "no such day"),
        ("0/5/2026", "no such day"),
        ("Frilog", "is not a day"),
        ("marchy", "is not a day"),
        ("monkey", "is not a day"),
        ("in 999 years", "is not a day"),
        ("Q5", "is not a day"),
        ("1899-12-31", "is not a day"),
        ("the 4th", "is not a day"),
        ("", "is not a day"),
        ("x" * 10_000, "is not a day"),
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_day(text, TODAY)


MONDAY, THURSDAY, SUNDAY = date(2026, 11, 30), date(2026, 12, 3), date(2026, 12, 6)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("next Friday", MONDAY, None),
        ("next Fri", THURSDAY, None),
        ("next Tuesday", MONDAY, None),
        ("next Monday", MONDAY, "2026-12-07"),
        ("next Thursday", THURSDAY, "2026-12-10"),
        ("next Wednesday", THURSDAY, "2026-12-09"),
        ("next Friday", SUNDAY, "2026-12-11"),
        ("Friday", MONDAY, "2026-12-04"),
        ("this Friday", MONDAY, "2026-12-04"),
    ],
)
def test_the_next_one_is_refused_where_it_could_be_this_week_s(
    text: str, today: date, day: str | None
) -> None:
    if day:
        assert str(read_day(text, today)) == day
        return
    with pytest.raises(ValueError, match=r"could be \d+ December or \d+ December"):
        read_day(text, today)


def test_it_says_what_to_write_for_either() -> None:
    with pytest.raises(ValueError, match="Write Friday for the first, 11 Dec for"):
        read_day("next Friday", MONDAY)
    days = [str(read_day(text, MONDAY)) for text in ("Friday", "11 Dec")]
    assert days == ["2026-12-04", "2026-12-11"]


def test_years_are_read_up_to_the_last_one() -> None:
    assert read_day("2199-12-31", TODAY) == date(2199, 12, 31)
    with pytest.raises(ValueError, match="is not a day"):
        read_day("2200-01-01", TODAY)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_from_how_it_is_written(day: date) -> None:
    for written in (
        f"{day}",
        f"{day:%-d %b %Y}",
        f"{day:%-d.%-m.%Y}",
        f"{day:%B %-d, %Y}",
    ):
        assert read_day(written, TODAY) == day


@given(st.text(alphabet="0123456789 /.-qQofneximarchjdy", max_size=40))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    try:
        found = read_day(text, TODAY)
    except ValueError:
        return
    assert 1900 <= found.year <= 2199


@given(
    st.sampled_from(["monday", "tuesday", "wednesday", "thursday", "friday"]),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_a_weekday_alone_lies_within_the_seven_days_around(
    name: str, today: date
) -> None:
    ahead, behind = read_day(name, today), read_day(name, today, is_past=True)

    assert 1 <= (ahead - today).days <= 7
    assert 1 <= (today - behind).days <= 7
    assert f"{ahead:%A}".lower() == f"{behind:%A}".lower() == name
