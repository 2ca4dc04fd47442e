"""Examples for the addresses of attention."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.attention import actions
from leadline.attention.models import CalendarSource, Entry
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
        return CalendarSource.objects.get(user_id=e.actor.user_id)

    return e.once("calendar_source", make)


def entry_of(e: Examples) -> int:
    return Entry.objects.filter(source=source_of(e)).first().pk


THINGS: dict[str, Callable[[Examples], object]] = {
    "calendars": lambda e: source_of(e).pk,
    "entries": entry_of,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "attention:calendars": lambda e: {"file": SimpleUploadedFile("a.ics", week_now())},
    "attention:correct": lambda e: {"kind": "focus"},
    "attention:target": lambda e: {"hours": "5"},
}
PUBLIC: set[str] = set()
# A reader's calendar is the reader's own.
READERS_OWN: set[str] = {"attention:calendars", "attention:target"}
