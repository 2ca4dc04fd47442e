"""Examples for the addresses of attention."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.attention import actions
from leadline.attention.models import CalendarSource, Entry, TitleWords
from tests.contracts.examples import Examples
from tests.engine.calendars import calendar, event


def week_now() -> bytes:
    """A calendar with a customer on each day of this week."""
    monday = datetime.now(UTC) - timedelta(days=datetime.now(UTC).weekday())
    return calendar(
        event(
            f"DTSTART:{monday:%Y%m%d}T090000Z",
            "DURATION:PT1H",
            "RRULE:FREQ=DAILY;COUNT=5",
            "SUMMARY:Customer interview",
            "ATTENDEE:mailto:renata@elbe.example",
        )
    )


def source_of(e: Examples) -> CalendarSource:
    def make() -> CalendarSource:
        actions.import_calendar(
            actor=e.actor, content=week_now(), name="Mine", now=datetime.now(UTC),
            zone=UTC,
        )  # fmt: skip
        own = CalendarSource.objects.filter(user_id=e.actor.user_id)
        own.update(address="https://cal.example/key.ics")
        return own.get()

    return e.once("calendar_source", make)


def entry_of(e: Examples) -> int:
    return Entry.objects.filter(source=source_of(e)).first().pk


def rule_of(e: Examples) -> TitleWords:
    return e.once(
        "calendar_rule",
        lambda: actions.add_rule(actor=e.actor, words="stand-up", kind="internal"),
    )


THINGS: dict[str, Callable[[Examples], object]] = {
    "calendars": lambda e: source_of(e).pk,
    "entries": entry_of,
    "rules": lambda e: rule_of(e).pk,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "attention:calendars": lambda e: {"file": SimpleUploadedFile("a.ics", week_now())},
    "attention:correct": lambda e: {"kind": "focus"},
    "attention:target": lambda e: {"hours": "5"},
    "attention:subscribe": lambda e: {"address": "https://cal.example/another.ics"},
    "attention:rules": lambda e: {"words": "demo", "kind": "market"},
}
PUBLIC: set[str] = set()
# A reader's calendar is the reader's own.
READERS_OWN: set[str] = {
    "attention:calendars", "attention:rules", "attention:subscribe", "attention:target",
}  # fmt: skip
