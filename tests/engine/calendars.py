"""Small calendars for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from leadline.engine.calendar.events import read_events
from leadline.engine.calendar.occurrence import Read

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def event(*lines: str, uid: str = "1") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    text = ["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]
    return "\r\n".join(text).encode()


def read(*parts: str, start: str = "2026-01-01", end: str = "2027-01-01") -> Read:
    return read_events(calendar(*parts), start=at(start), end=at(end), zone=BERLIN)


def starts(*parts: str, **span: str) -> list[str]:
    """Return when each instance begins, in UTC."""
    found = read(*parts, **span).occurrences
    return [f"{one.start.astimezone(UTC):%m-%d %H:%M}" for one in found]
