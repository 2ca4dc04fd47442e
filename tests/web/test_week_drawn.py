"""A week of a calendar as a picture: what stands at the same time shares its line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from leadline.web.shell.charts.week import HIGH, LEFT, WIDTH, Entry, week

MONDAY = date(2026, 11, 30)


def at(day: int, hour: int, minutes: int, title: str = "Talk") -> Entry:
    start = datetime(2026, 11, 30, hour, tzinfo=UTC) + timedelta(days=day)
    return Entry(start, start + timedelta(minutes=minutes), "market", title)


def test_a_week_has_five_days_and_seven_where_the_weekend_holds_anything() -> None:
    workdays = [name for _, name in week([at(4, 9, 60)], MONDAY).days]
    whole = [name for _, name in week([at(5, 9, 60)], MONDAY).days]

    assert workdays == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    assert whole == [*workdays, "Sat", "Sun"]
    assert week([], MONDAY).blocks == ()


def test_what_meets_shares_the_line_and_what_follows_has_it_whole() -> None:
    entries = [at(0, 9, 60), at(0, 9, 90), at(0, 10, 30), at(0, 11, 30), at(1, 9, 60)]

    first, beside, after, alone, next_day = week(entries, MONDAY).blocks

    assert first.height == beside.height == after.height == HIGH / 2 - 1
    assert first.y == after.y < beside.y
    assert alone.height == next_day.height == HIGH - 1
    assert first.x + first.width < after.x


@pytest.mark.parametrize(("hour", "minutes"), [(0, 30), (7, 60), (17, 90), (23, 120)])
def test_every_hour_stays_on_the_picture(hour: int, minutes: int) -> None:
    drawn = week([at(2, hour, minutes)], MONDAY)

    (block,) = drawn.blocks
    assert block.x >= LEFT
    assert block.x + block.width <= WIDTH
    assert [x for x, _ in drawn.hours] == sorted(x for x, _ in drawn.hours)


def test_a_title_is_cut_to_its_block() -> None:
    long, short = week(
        [at(0, 9, 180, "Usability test"), at(1, 9, 15, "Usability test")], MONDAY
    ).blocks

    assert long.title == "Usability test"
    assert short.title == ""
