"""What the rules of a file may cost: of its zones, and of its events together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadline.engine.calendar import components, events
from leadline.engine.calendar.effort import OWN, OWN_A_DAY, SHARED, Effort, TooLongError
from leadline.engine.calendar.repeat import EFFORT
from leadline.engine.calendar.zone_rules import MOST_OBSERVANCES
from leadline.engine.errors import EngineError
from tests.effort import ends
from tests.engine.calendars import event, read, starts

SECONDS = 30
AT_NINE = event("DTSTART;TZID=Pier time:20260608T090000", "DURATION:PT1H")
EVERY = ",".join(map(str, range(60)))
HOURS = ",".join(map(str, range(24)))


def part(kind: str, *rules: str, to: str, start: str = "16010101T020000") -> str:
    return "\r\n".join(
        [f"BEGIN:{kind}", f"DTSTART:{start}", "TZOFFSETFROM:+0900",
         f"TZOFFSETTO:{to}", *rules, f"END:{kind}"]
    )  # fmt: skip


def zone(*parts: str, name: str = "Pier time") -> str:
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:{name}", *parts, "END:VTIMEZONE"])


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=HOURLY",
        "FREQ=DAILY",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        f"FREQ=YEARLY;BYHOUR={HOURS};BYMINUTE={EVERY};BYSECOND={EVERY}",
        "FREQ=YEARLY;BYDAY=SU",
        "FREQ=YEARLY;BYYEARDAY=1,2,3",
    ],
)
@pytest.mark.parametrize("line", ["RRULE", "EXRULE", "TZNAME:x\x85RRULE"])
def test_a_zone_that_no_zone_changes_like_is_not_read(rule: str, line: str) -> None:
    bad = zone(
        part("STANDARD", f"{line}:{rule}", to="+0900"),
        part("DAYLIGHT", f"{line}:{rule}", to="+0900"),
    )

    with ends(SECONDS):
        found = read(bad, AT_NINE)

    assert [one.start.hour for one in found.occurrences] == [7]
    assert any(
        "Pier time" in note and "read as Europe/Berlin" in note for note in found.notes
    )


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14",
        "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=SU;BYSETPOS=2",
        "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=8;BYHOUR=3",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;WKST=MO",
        "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=1SU;UNTIL=20301231T000000Z",
        "RRULE:FREQ=YEARLY;COUNT=500",
        "RRULE:FREQ=YEARLY",
        "RDATE:20250101T000000,20260101T000000",
    ],
)
def test_rules_as_zones_have_them_are_read(rule: str) -> None:
    good = zone(part("STANDARD", rule, to="+0900"))

    assert starts(good, AT_NINE) == ["06-08 00:00"]
    assert read(good, AT_NINE).notes == ()


@pytest.mark.parametrize(("more", "hour"), [(0, "00:00"), (1, "07:00")])
def test_a_zone_has_some_changes_and_no_more(more: int, hour: str) -> None:
    once = part("STANDARD", to="+0900", start="20000101T000000")

    assert starts(zone(*[once] * (MOST_OBSERVANCES + more)), AT_NINE) == [
        f"06-08 {hour}"
    ]


def test_a_zone_of_very_many_days_is_not_read() -> None:
    days = [
        f"RDATE:{year}0101T{h:02}0000" for year in range(1900, 2026) for h in range(24)
    ]

    assert starts(zone(part("STANDARD", *days, to="+0900")), AT_NINE) == ["06-08 07:00"]


def test_a_file_has_some_zones_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "MOST_ZONES", 3)
    zones = [zone(part("STANDARD", to="+0900"), name=f"Pier {n}") for n in (1, 2, 3, 3)]
    fits = event("DTSTART:20260608T090000Z", "DURATION:PT1H")

    assert len(read(*zones, fits).occurrences) == 1
    with pytest.raises(EngineError, match="4 time zones, more than 3"):
        read(*zones, zone(name="Pier 4"), fits)


def test_events_share_what_their_rules_may_cost() -> None:
    endless = [
        event("DTSTART:20260101T090000Z", "RRULE:FREQ=SECONDLY", uid=f"e{n}")
        for n in range(300)
    ]
    usual = [
        event("DTSTART:20260101T090000Z", f"RRULE:FREQ={often}", uid=often)
        for often in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
    ]

    with ends(SECONDS):
        found = read(*endless, *usual)

    assert len(found.occurrences) == 365 + 53 + 12 + 1
    assert "repeats more than 20,000 times" in found.notes[0]
    assert "events were passed over: their rules take too long" in found.notes[-1]


def test_many_usual_events_need_nothing_of_what_is_shared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("leadline.engine.calendar.effort.SHARED", 0)
    rules = (
        "DAILY",
        "DAILY;BYDAY=MO,TU,WE,TH,FR",
        "WEEKLY;BYDAY=MO,WE",
        "MONTHLY;BYDAY=-1FR",
        "YEARLY;BYDAY=1MO",
        "DAILY;COUNT=300",
    )
    usual = [
        event("DTSTART:20260105T090000Z", f"RRULE:FREQ={rule}", uid=f"{rule} {n}")
        for rule in rules
        for n in range(3)
    ]

    found = read(*usual)

    assert found.notes == ()
    assert len({one.series for one in found.occurrences}) == 18


def test_a_rule_of_too_many_moments_is_not_listed() -> None:
    full = event(
        "DTSTART:20260101T000000Z",
        "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;"
        f"BYHOUR={HOURS};BYMINUTE={EVERY};BYSECOND={EVERY}",
    )

    with ends(SECONDS):
        found = read(full)

    assert EFFORT < 365 * 24 * 3600
    assert found.occurrences == ()
    assert "too many moments" in found.notes[0]


def test_the_last_shared_step_can_be_taken_and_no_further() -> None:
    effort = Effort(timedelta(days=1))
    effort.begin()
    effort.spend(OWN + OWN_A_DAY * 4 + SHARED)
    with pytest.raises(TooLongError):
        effort.spend(1)
    effort.begin()
    effort.spend(OWN)


@pytest.mark.parametrize(("most", "is_read"), [(5, True), (4, False)])
def test_a_calendar_has_some_instances_and_no_more(
    most: int, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_IN_ALL", most)
    five = event("DTSTART:20260101T090000Z", "RRULE:FREQ=DAILY;COUNT=5")

    if is_read:
        assert len(read(five).occurrences) == 5
    else:
        with pytest.raises(EngineError, match="more than 4 times"):
            read(five)
