from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.calendar.repeat import moments
from leadline.engine.calendar.rule import parse_rule
from leadline.engine.errors import EngineError

wall = datetime.fromisoformat
START = wall("2026-01-28T09:00")


def expand(text: str, start: datetime = START, **more: datetime) -> list[datetime]:
    return list(islice(moments(parse_rule(text), start, **more), 500))


def days(text: str, start: datetime = START) -> list[str]:
    return [f"{found:%Y-%m-%d}" for found in expand(text, start)]


weekdays = st.lists(
    st.sampled_from("MO TU WE TH FR SA SU".split()), min_size=1, max_size=3, unique=True
).map(",".join)
rules = st.one_of(
    st.builds(
        "FREQ=WEEKLY;INTERVAL={};BYDAY={};COUNT={}".format,
        st.integers(1, 3),
        weekdays,
        st.integers(1, 20),
    ),
    st.builds(
        "FREQ=MONTHLY;INTERVAL={};BYDAY={}{};COUNT={}".format,
        st.integers(1, 4),
        st.sampled_from([1, 2, 3, 4, -1, -2]),
        st.sampled_from("MO TU WE TH FR SA SU".split()),
        st.integers(1, 15),
    ),
    st.builds(
        "FREQ=MONTHLY;BYMONTHDAY={},{};COUNT={}".format,
        st.integers(1, 31),
        st.integers(-31, -1),
        st.integers(1, 15),
    ),
    st.builds(
        "FREQ=DAILY;INTERVAL={};COUNT={}".format,
        st.integers(1, 40),
        st.integers(1, 30),
    ),
    st.builds(
        "FREQ=YEARLY;BYMONTH={};BYDAY={}SU;COUNT={}".format,
        st.integers(1, 12),
        st.sampled_from([1, -1]),
        st.integers(1, 8),
    ),
    st.builds(
        "FREQ=HOURLY;INTERVAL={};BYHOUR=8,9,17;COUNT={}".format,
        st.integers(1, 5),
        st.integers(1, 20),
    ),
)


@given(text=rules, day=st.integers(0, 700))
def test_common_rules_are_what_another_library_finds(text: str, day: int) -> None:
    start = START + timedelta(days=day)

    assert expand(text, start) == list(rrulestr(text, dtstart=start))


@given(text=rules, skip=st.integers(0, 900))
def test_a_late_look_finds_the_rest_of_the_same_moments(text: str, skip: int) -> None:
    endless = text.rpartition(";COUNT")[0]
    after = START + timedelta(days=skip)
    before = after + timedelta(days=400)

    whole = [m for m in expand(endless, before=before) if m >= after]

    assert expand(endless, after=after, before=before)[: len(whole)] == whole


def test_weeks_belong_to_the_year_of_most_of_their_days() -> None:
    rule = "FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;COUNT=4"

    assert days(rule, wall("2010-01-02")) == [
        "2010-01-02", "2015-12-29", "2016-01-02", "2020-12-29",
    ]  # fmt: skip


def test_a_second_in_a_far_year_is_found_at_once() -> None:
    until = "FREQ=SECONDLY;UNTIL=20250402T000000"
    late = wall("2025-04-01T23:59:58")

    assert len(expand(until, wall("2000-01-01"), after=late)) == 3


def test_a_set_is_chosen_from_by_position() -> None:
    last_workday = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3"

    assert days(last_workday) == ["2026-01-30", "2026-02-27", "2026-03-31"]


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=8",
        "FREQ=WEEKLY;INTERVAL=2000000000;COUNT=2",
    ],
)
def test_a_rule_without_an_end_ends_with_an_error(text: str) -> None:
    with pytest.raises(EngineError, match=r"year 9999|too rarely"):
        list(moments(parse_rule(text), START))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "cannot be read"),
        ("COUNT=3", "FREQ is missing"),
        ("FREQ=OFTEN", "no frequency"),
        ("FREQ=DAILY;FREQ=DAILY", "twice"),
        ("FREQ=DAILY;COUNT=0", "at least 1"),
        ("FREQ=DAILY;COUNT=x", "no whole number"),
        ("FREQ=DAILY;INTERVAL=0", "at least 1"),
        ("FREQ=DAILY;UNTIL=soon", "no day or moment"),
        ("FREQ=DAILY;UNTIL=20261399", "no day or moment"),
        ("FREQ=WEEKLY;WKST=XX", "no weekday"),
        ("FREQ=WEEKLY;BYDAY=MO=", "cannot be read"),
        ("FREQ=WEEKLY;BYDAY=XX", "no weekday"),
        ("FREQ=WEEKLY;BYDAY=0MO", "no weekday"),
        ("FREQ=DAILY;BYHOUR=24", "outside 0 to 23"),
        ("FREQ=DAILY;BYDAY=1MO", "numbered weekday"),
        ("FREQ=MONTHLY;BYWEEKNO=3", "FREQ=YEARLY only"),
        ("FREQ=MONTHLY;BYYEARDAY=3", "does not go with"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "does not go with"),
        ("FREQ=DAILY;BYMOON=1", "unknown part"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(text: str, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        parse_rule(text)
