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

    Somebody whom the calendar gives no address of is there by name, but for the one who
    invited: alone with oneself nobody meets.

    >>> guests_of(Component())
    ()
    """
    given = event.get("ATTENDEE")
    if given is None:
        return ()
    inviting = _name_of(event.get("ORGANIZER")).casefold()
    found: dict[str, Guest] = {}
    for value in (given if isinstance(given, list) else [given])[:MOST_GUESTS]:
        params = getattr(value, "params", {})
        email, name = mail_of(value) or mail_of(params.get("EMAIL")), _name_of(value)
        key = email or f"name: {name.casefold()}"
        if key in found or not (email or name):
            continue
        if not email and name.casefold() == inviting:
            continue
        found[key] = Guest(
            email=email,
            name=name,
            has_declined=str(params.get("PARTSTAT", "")).upper() == "DECLINED",
            is_room=str(params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE"},
        )
    return tuple(found.values())


def _name_of(value: object) -> str:
    params = getattr(value, "params", {})
    return str(params.get("CN", "")).strip()[:200]


def is_private(event: Component) -> bool:
    """Return whether its owner marked the event as private or confidential.

    >>> is_private(Component())
    False
    """
    return str(event.get("CLASS", "")).upper() in {"PRIVATE", "CONFIDENTIAL"}
