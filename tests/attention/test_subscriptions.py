"""Subscribed calendars: read by a job, kept when that fails, secret to their owner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.accounts.models import Event, Job
from leadline.attention import actions, jobs, queries
from leadline.attention.models import CalendarSource, Entry
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.fetch import Fetched, Version
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.models import ContactNote
from leadline.stakeholders.types import PersonIn
from tests.attention.test_calendars import BERLIN, MONDAY, NOW, WEEK
from tests.conftest import Person
from tests.factories import as_row

pytestmark = pytest.mark.django_db
KEY = "zebra-key"
ADDRESS = f"https://cal.example/{KEY}/basic.ics"


class Silent:
    """Progress nobody looks at."""

    started_at = NOW

    def step(self, done: int, total: int, message: str = "") -> None:
        """Do nothing."""


def subscribe(who: Person, name: str = "Work") -> CalendarSource:
    return as_row(
        CalendarSource,
        actions.subscribe_calendar(
            actor=who.actor, address=ADDRESS, name=name, now=NOW
        ),
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the server answers next, and what it was asked."""
    state: dict[str, object] = {"answer": Fetched(WEEK, Version("v1"))}

    def fetched(address: str, **asked: object) -> Fetched:
        state["asked"] = (address, asked)
        if isinstance(state["answer"], Exception):
            raise state["answer"]
        return state["answer"]  # type: ignore[return-value]

    monkeypatch.setattr(jobs, "fetch", fetched)
    return state


def read(who: Person, source: CalendarSource) -> dict[str, object]:
    return jobs.read_calendar(actor=who.actor, progress=Silent(), source_id=source.pk)


def test_a_subscription_is_read_and_asked_only_for_what_changed(
    ana: Person, server: dict
) -> None:
    source = subscribe(ana)
    assert read(ana, source) == {"read": 1}
    assert Entry.objects.filter(source=source).count() == 5

    server["answer"] = Fetched(None, Version("v1"))
    assert read(ana, source) == {"read": 1}

    _, asked = server["asked"]
    assert (asked["known"], asked["allow_private"]) == (Version("v1"), False)
    assert Entry.objects.filter(source=source).count() == 5
    source.refresh_from_db()
    assert source.next_at - source.read_at == timedelta(hours=6)


@pytest.mark.parametrize(
    "answer",
    [Invalid("The server answered 500."), Fetched(b"<html>Sign in</html>", Version())],
    ids=["no answer", "no calendar"],
)
def test_what_fails_keeps_what_was_there_and_waits_longer(
    ana: Person, server: dict, answer: object
) -> None:
    source = subscribe(ana)
    read(ana, source)
    server["answer"] = answer
    waits = []
    for _ in range(6):
        before = datetime.now(UTC)
        assert read(ana, source) == {"read": 0}
        source.refresh_from_db()
        waits.append(round((source.next_at - before) / timedelta(hours=1)))

    assert Entry.objects.filter(source=source).count() == 5
    (row,) = queries.list_sources(actor=ana.actor)
    assert row.fault
    assert waits == [6, 12, 24, 48, 96, 96]
    server["answer"] = Fetched(WEEK, Version())
    read(ana, source)
    assert queries.list_sources(actor=ana.actor)[0].fault == ""


def test_what_fell_due_is_queued_once_for_its_owner(ana: Person, olu: Person) -> None:
    mine, theirs = subscribe(ana), subscribe(olu)
    later = NOW + timedelta(hours=7)
    for moment in (NOW, later, later):
        jobs.read_due_calendars(moment)

    queued = Job.objects.filter(kind=jobs.READ).values_list("user_id", "args")
    assert sorted((user, args["source_id"]) for user, args in queued) == sorted(
        [(ana.actor.user_id, mine.pk), (olu.actor.user_id, theirs.pk)]
    )


def test_a_calendar_taken_out_ends_its_job_in_peace(ana: Person, server: dict) -> None:
    source = subscribe(ana)
    actions.remove_calendar(actor=ana.actor, source_id=source.pk)

    assert read(ana, source) == {"read": 0}
    assert "asked" not in server


def test_the_address_is_told_to_nobody(
    ana: Person,
    olu: Person,
    ben: Person,
    server: dict,
    caplog: pytest.LogCaptureFixture,
) -> None:
    space = f"/w/{ana.actor.workspace_id}"
    ana.browser.post(
        f"{space}/attention/calendars/subscribe/", {"address": ADDRESS, "name": "Work"}
    )
    source = CalendarSource.objects.get(user_id=ana.actor.user_id)
    read(ana, source)
    server["answer"] = Invalid("The server answered 500.")
    read(ana, source)

    assert KEY not in str(list(Job.objects.values()))
    assert KEY not in str(list(Event.objects.values()))
    assert KEY not in caplog.text
    for who in (ana, olu, ben):
        for page in ("attention/calendars/", "settings/jobs/", "settings/audit/", ""):
            assert KEY not in who.browser.get(f"{space}/{page}").content.decode()
    for who in (olu, ben):
        with pytest.raises(NotFound):
            queries.is_subscribed(actor=who.actor, source_id=source.pk)


def test_names_stand_once_and_a_file_does_not_take_a_subscriptions_place(
    ana: Person,
) -> None:
    subscribe(ana)
    with pytest.raises(Conflict, match="another"):
        subscribe(ana)
    with pytest.raises(Conflict, match="subscribed"):
        actions.import_calendar(
            actor=ana.actor, content=WEEK, name="Work", now=NOW, zone=BERLIN
        )


def test_ones_own_words_come_after_corrections_and_before_the_rest(
    ana: Person, olu: Person
) -> None:
    actions.import_calendar(
        actor=ana.actor, content=WEEK, name="Work", now=NOW, zone=BERLIN
    )

    def kinds() -> list[tuple[str, str]]:
        page = queries.week_page(actor=ana.actor, monday=MONDAY, zone=BERLIN)
        return [(e.kind.value, e.why) for e in page.events]

    rule = actions.add_rule(actor=ana.actor, words="  stand-UP ", kind="focus")
    actions.add_rule(actor=olu.actor, words="Zebra", kind="personal")
    assert ("focus", "your rule for “stand-UP”") in kinds()
    assert (
        actions.add_rule(actor=ana.actor, words="Stand-up", kind="market").pk == rule.pk
    )
    entry = Entry.objects.get(title="Zebra stand-up")
    actions.correct_series(actor=ana.actor, entry_id=entry.pk, kind="internal")
    assert ("internal", "corrected by you") in kinds()
    with pytest.raises(NotFound):
        actions.remove_rule(actor=olu.actor, rule_id=rule.pk)
    actions.remove_rule(actor=ana.actor, rule_id=rule.pk)
    assert queries.list_rules(actor=ana.actor).items == ()
    for words, kind in (("x", "focus"), ("demo", "luck")):
        with pytest.raises(Invalid):
            actions.add_rule(actor=ana.actor, words=words, kind=kind)


def test_outlooks_table_is_read_and_any_other_file_refused(ana: Person) -> None:
    table = (
        b"Subject,Start Date,Start Time,End Date,End Time\r\n"
        b"Customer visit,11/24/2026,9:00:00 AM,11/24/2026,10:30:00 AM\r\n"
    )

    def bring(content: bytes) -> int:
        return actions.import_calendar(
            actor=ana.actor, content=content, name="Outlook.csv", now=NOW, zone=BERLIN
        ).entries

    assert bring(table) == 1
    with pytest.raises(Invalid, match=r"neither a calendar file"):
        bring(b"name,city\r\nAna,Berlin\r\n")
    assert Entry.objects.get().title == "Customer visit"


def test_a_meeting_becomes_one_contact_with_each_who_came(
    ana: Person, ben: Person
) -> None:
    made = stakeholders.create_person(
        actor=ana.actor,
        person=PersonIn("Tomasz", "engineering", email="tomasz@example.com"),
    )
    for who in (ana, ben):
        actions.import_calendar(
            actor=who.actor, content=WEEK, name="Work", now=NOW, zone=BERLIN
        )

    def note(who: Person) -> list[str]:
        entry = Entry.objects.get(series="daily", user_id=who.actor.user_id)
        return actions.note_contacts(
            actor=who.actor, entry_id=entry.pk, today=NOW.date(), zone=BERLIN
        )

    assert note(ana) == ["Tomasz"]
    assert note(ana) == []
    (kept,) = ContactNote.objects.values("person_id", "on_date", "note", "words")
    assert kept == {
        "person_id": made.pk, "on_date": MONDAY + timedelta(days=1), "note": "",
        "words": "",
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        note(ben)
