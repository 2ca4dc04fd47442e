"""Who a calendar event names."""

from __future__ import annotations

from icalendar.cal.component import Component

from leadline.engine.calendar.occurrence import Guest

MOST_GUESTS = 500


def mail_of(value: object) -> str:
    """Return the e-mail address in a calendar address, in lower case; or nothing.

    >>> mail_of("MAILTO:Renata.Vogel@Elbe.example")
    'renata.vogel@elbe.example'
    """
    text = str(value or "").strip().lower()
    text = text.removeprefix("mailto:").strip(" <>\"'")
    return text if "@" in text and " " not in text else ""


def guests_of(event: Component) -> tuple[Guest, ...]:
    """Return those an event invites, each address once, the first of them kept.

    >>> guests_of(Component())
    ()
    """
    given = event.get("ATTENDEE")
    if given is None:
        return ()
    found: dict[str, Guest] = {}
    for value in (given if isinstance(given, list) else [given])[:MOST_GUESTS]:
        params = getattr(value, "params", {})
        email = mail_of(value) or mail_of(params.get("EMAIL"))
        if not email or email in found:
            continue
        found[email] = Guest(
            email=email,
            name=str(params.get("CN", "")).strip()[:200],
            has_declined=str(params.get("PARTSTAT", "")).upper() == "DECLINED",
            is_room=str(params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE"},
        )
    return tuple(found.values())


def is_private(event: Component) -> bool:
    """Return whether its owner marked the event as private or confidential.

    >>> is_private(Component())
    False
    """
    return str(event.get("CLASS", "")).upper() in {"PRIVATE", "CONFIDENTIAL"}
