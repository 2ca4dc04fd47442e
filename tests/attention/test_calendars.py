"""Calendars: brought in, corrected, counted, and nobody else's business."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from leadline.accounts import actions as accounts
from leadline.accounts.models import Event, User
from leadline.attention import actions, bridge, queries
from leadline.attention.models import CalendarSource, Entry
from leadline.decisions.queries import next_voices
from leadline.evidence import actions as evidence
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.fetch import Fetched, Version
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from tests.conftest import Person
from tests.engine.calendars import calendar, event

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
BERLIN = ZoneInfo("Europe/Berlin")
SECRET = "Zebra talk about leaving"
GUEST = "renata.zebra@elbe.example"
WEEK = calendar(
    event(
        "DTSTART;TZID=Europe/Berlin:20261109T090000",
        "DURATION:PT2H",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        f"SUMMARY:{SECRET}",
        f"ATTENDEE:mailto:{GUEST}",
        uid="visit",
    ),
    event(
        "DTSTART;TZID=Europe/Berlin:20261124T100000",
        "DURATION:PT1H",
        "SUMMARY:Zebra stand-up",
        "ATTENDEE:mailto:tomasz@example.com",
        uid="daily",
    ),
)


def bring(who: Person, content: bytes = WEEK, name: str = "Zebra.ics"):
    return actions.import_calendar(
        actor=who.actor, content=content, name=name, now=NOW, zone=BERLIN
    )


def week(who: Person, monday: date = MONDAY):
    return queries.week_page(actor=who.actor, monday=monday, zone=BERLIN)


def test_a_week_is_counted_by_whom_the_workspace_knows(ana: Person) -> None:
    evidence.save_customer(
        actor=ana.actor, now=NOW,
        values={"name": "Klinikum Elbe", "domain": "elbe.example"},
    )  # fmt: skip
    stakeholders.create_person(
        actor=ana.actor,
        person=PersonIn("Tomasz", "engineering", email="tomasz@example.com"),
    )
    bring(ana)

    page = week(ana)

    assert page.week.hours == {"market": 2.0, "internal": 1.0}
    assert page.functions == [("engineering", 1.0)]
    assert [(e.title, e.kind, e.counterpart) for e in page.events] == [
        (SECRET, "market", "Klinikum Elbe"),
        ("Zebra stand-up", "internal", "engineering"),
    ]
    assert [w.market for w in page.weeks[-3:]] == [2.0, 2.0, 2.0]
    assert page.focus_blocks >= 5
    hours, target, met = queries.market_hours(
        actor=ana.actor, monday=MONDAY, zone=BERLIN
    )
    assert (hours, target, met) == (2.0, 6.0, 1)


def test_a_correction_counts_for_the_series_and_survives_the_next_import(
    ana: Person,
) -> None:
    bring(ana)
    visit = Entry.objects.filter(series="visit").first()

    actions.correct_series(actor=ana.actor, entry_id=visit.pk, kind="personal")
    bring(ana)

    assert week(ana).week.hours == {"personal": 2.0, "internal": 1.0}
    assert [w.market for w in week(ana).weeks] == [0.0] * 13


def test_the_same_calendar_again_takes_its_own_place(ana: Person) -> None:
    bring(ana)
    shorter = calendar(WEEK.decode().split("BEGIN:VEVENT")[1].join(
        ["BEGIN:VEVENT", ""]).split("END:VCALENDAR")[0])  # fmt: skip

    got = bring(ana, shorter)

    assert (got.entries, got.removed) == (4, 1)
    assert CalendarSource.objects.count() == 1
    assert Entry.objects.count() == 4


def test_what_is_no_calendar_changes_nothing(ana: Person) -> None:
    bring(ana)
    for content in (b"hello", b"", b"x" * (actions.calendars.LARGEST + 1)):
        with pytest.raises(Invalid):
            bring(ana, content)
    assert Entry.objects.count() == 5


def test_entries_are_their_owners_alone(ana: Person, olu: Person, ben: Person) -> None:
    bring(ana)
    entry, source = Entry.objects.first(), CalendarSource.objects.get()

    for who in (olu, ben):
        assert week(who).events == []
        assert week(who).week.hours == {}
        assert queries.list_sources(actor=who.actor).items == ()
        with pytest.raises(NotFound):
            actions.correct_series(actor=who.actor, entry_id=entry.pk, kind="focus")
        with pytest.raises(NotFound):
            actions.remove_calendar(actor=who.actor, source_id=source.pk)


def test_no_door_of_another_shows_a_title_or_an_attendee(
    ana: Person, olu: Person, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every page and file an owner can open, searched for what is not theirs."""
    from tests.contracts.areas.all import thing_for
    from tests.contracts.doors import addresses, missing
    from tests.contracts.examples import Examples

    bring(ana)
    examples, browser, seen = Examples(olu), olu.browser, 0
    from django.urls import reverse

    for address in addresses():
        if missing(address):
            continue
        values = {
            parameter: thing_for(address.route, parameter)(examples)
            for parameter in address.parameters
        }
        for query in ("", "?q=zebra&text=zebra"):
            answer = browser.get(reverse(address.name, kwargs=values) + query)
            body = b"".join(answer) if answer.streaming else answer.content
            text = body.decode(errors="replace").lower()
            text = text.replace("q=zebra", "").replace("text=zebra", "")
            text = text.replace('value="zebra"', "").replace("“zebra”", "")
            assert SECRET.lower() not in text, address.route
            assert GUEST not in text, address.route
            seen += 1
    assert seen > 200
    told = [str(event.detail) + event.subject for event in Event.objects.all()]
    assert not any("zebra" in line.lower() for line in told)
    out, err = capfd.readouterr()
    assert "zebra talk" not in (out + err).lower()


def test_the_target_is_ones_own(ana: Person, olu: Person) -> None:
    actions.set_target(actor=ana.actor, hours=Decimal("9.5"))
    actions.set_target(actor=ana.actor, hours=Decimal("9"))
    with pytest.raises(Invalid):
        actions.set_target(actor=ana.actor, hours=Decimal(60))

    assert (week(ana).target, week(olu).target) == (9.0, 6.0)


def test_a_calendar_is_taken_out_with_its_entries(ana: Person) -> None:
    bring(ana)

    n = actions.remove_calendar(
        actor=ana.actor, source_id=CalendarSource.objects.get().pk
    )

    assert n == 5
    assert not Entry.objects.exists()


def test_silence_of_large_customers_ends_with_a_meeting(ana: Person) -> None:
    for name, domain, revenue in (
        ("Klinikum Elbe", "elbe.example", 500), ("Port", "port.example", 400),
    ):  # fmt: skip
        evidence.save_customer(
            actor=ana.actor, now=NOW,
            values={"name": name, "domain": domain, "revenue_amount": revenue,
                    "revenue_currency": "EUR", "segment": name},
        )  # fmt: skip
    bring(ana)

    page = week(ana)

    def silent(on: date) -> dict[str, int | None]:
        found = next_voices(actor=ana.actor, on=on)
        return {voice.name: voice.days for voice, _ in found}

    assert silent(MONDAY + timedelta(days=6)) == {"Port": None, "Klinikum Elbe": 6}
    assert silent(NOW.date()) == {"Port": None, "Klinikum Elbe": 3}
    assert next(iter(silent(NOW.date()))) == "Port"
    assert {s.name: s.days for s in page.segments} == {
        "Klinikum Elbe": None, "Port": None,
    }  # fmt: skip


@pytest.mark.parametrize("n", [1, 3])
def test_a_week_takes_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries: object
) -> None:
    events = [
        event(f"DTSTART:2026112{4 + i}T090000Z", "DURATION:PT1H", uid=str(i))
        for i in range(n)
    ]
    bring(ana, calendar(*events))

    with django_assert_num_queries(15):
        assert len(week(ana).events) == n


OWN = calendar(
    event(
        "DTSTART:20261124T090000Z", "DURATION:PT1H", "SUMMARY:Alone",
        "ATTENDEE:mailto:ana@harbour.example", uid="alone",
    ),
    event(
        "DTSTART:20261125T090000Z", "DURATION:PT1H", "SUMMARY:Chat",
        "ATTENDEE:mailto:ana@harbour.example",
        "ATTENDEE:mailto:tomasz@harbour.example", uid="chat",
    ),
    event(
        "DTSTART:20261126T090000Z", "DURATION:PT1H", "SUMMARY:Declined",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@harbour.example",
        "ATTENDEE:mailto:tomasz@harbour.example", uid="declined",
    ),
)  # fmt: skip


def test_own_people_are_known_by_the_addresses_of_the_profile(ana: Person) -> None:
    """Whoever signs in as owner@localhost has a company all the same."""
    ana.user.email = "owner@localhost"
    ana.user.save()
    bring(ana, OWN)
    before = week(ana)

    accounts.add_address(actor=ana.actor, email="Ana@harbour.example")
    after = week(ana)

    assert "focus" not in before.week.hours
    assert after.week.hours == {"focus": 1.0, "internal": 1.0}


def test_whoever_has_no_address_of_a_company_is_told(ana: Person) -> None:
    User.objects.update(email=Concat(Cast("pk", CharField()), Value("@localhost")))
    bring(ana, OWN)
    assert not week(ana).has_own_domain
    assert not queries.has_own_domain(actor=ana.actor)

    accounts.add_address(actor=ana.actor, email="ana@gmail.com")
    assert not queries.has_own_domain(actor=ana.actor)
    accounts.add_address(actor=ana.actor, email="ana@harbour.example")
    assert queries.has_own_domain(actor=ana.actor)
    assert week(ana).has_own_domain


def test_hours_nothing_is_known_of_are_counted_apart(ana: Person) -> None:
    busy = event("DTSTART:20261124T090000Z", "DURATION:PT3H", "SUMMARY:Busy", uid="b")
    away = event(
        "DTSTART:20261125T090000Z", "DURATION:PT1H", "SUMMARY:Desk",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF", uid="away",
    )  # fmt: skip
    bring(ana, calendar(busy, away))

    page = week(ana)

    assert page.week.hours == {"unknown": 4.0}
    assert (page.week.worked, page.average, page.held) == (0, 0.0, 0)
    assert {e.kind for e in page.events} == {"unknown"}
    with pytest.raises(Invalid):
        actions.correct_series(
            actor=ana.actor, entry_id=page.events[0].id, kind="unknown"
        )
    with pytest.raises(Invalid):
        actions.add_rule(actor=ana.actor, words="desk", kind="unknown")
    actions.correct_series(actor=ana.actor, entry_id=page.events[0].id, kind="market")
    assert week(ana).week.hours == {"market": 3.0, "unknown": 1.0}


def zipped(**files: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.ics", content)
    return packed.getvalue()


def test_the_calendars_of_a_zip_are_read_as_one(ana: Person) -> None:
    other = calendar(event("DTSTART:20261127T090000Z", "DURATION:PT1H", uid="other"))

    got = bring(ana, zipped(work=WEEK, home=other))

    assert got.entries == 6


@pytest.mark.parametrize(
    "content", [zipped(), b"PK\x03\x04 and nothing more", zipped(x=zipped(y=WEEK))]
)
def test_a_zip_without_a_calendar_is_refused(ana: Person, content: bytes) -> None:
    with pytest.raises(Invalid, match="ZIP"):
        bring(ana, content)


def _watched(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return whether a transaction was open each time that a calendar was read."""
    seen: list[bool] = []
    real = bridge.read_calendar

    def read(*args: Any, **options: Any) -> bridge.Read:
        seen.append(connection.in_atomic_block)
        return real(*args, **options)

    monkeypatch.setattr(bridge, "read_calendar", read)
    return seen


@pytest.mark.django_db(transaction=True)
def test_a_calendar_is_read_while_others_may_write(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = _watched(monkeypatch)
    source = actions.subscribe_calendar(
        actor=ana.actor, address="https://cal.example/key.ics", name="Mine", now=NOW
    )
    got = Fetched(WEEK, Version())

    bring(ana)
    actions.take_in(actor=ana.actor, source_id=source.pk, got=got, now=NOW, zone=BERLIN)

    assert seen == [False, False]
    assert Entry.objects.count() == 10


def test_a_calendar_taken_out_while_it_is_read_stays_out(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = actions.subscribe_calendar(
        actor=ana.actor, address="https://cal.example/key.ics", name="Mine", now=NOW
    )
    real = bridge.read_calendar

    def read(*args: Any, **options: Any) -> bridge.Read:
        actions.remove_calendar(actor=ana.actor, source_id=source.pk)
        return real(*args, **options)

    monkeypatch.setattr(bridge, "read_calendar", read)
    got = Fetched(WEEK, Version())

    with pytest.raises(NotFound):
        actions.take_in(
            actor=ana.actor, source_id=source.pk, got=got, now=NOW, zone=BERLIN
        )
    assert not Entry.objects.exists()


def test_calendars_of_a_zip_share_what_their_rules_may_cost(ana: Person) -> None:
    endless = [
        calendar(
            *(
                event("DTSTART:20260101T090000Z", "RRULE:FREQ=SECONDLY", uid=f"{n}-{m}")
                for m in range(10)
            )
        )
        for n in range(12)
    ]
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n, content in enumerate(endless):
            archive.writestr(f"{n}.ics", content)
        archive.writestr("week.ics", WEEK)

    got = bring(ana, packed.getvalue(), "all.zip")

    assert got.entries == 5
    assert "10 events were passed over: their rules take too long" in str(got.notes)
