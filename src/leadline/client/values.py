"""How values are written on their way out; on their way in they stay as they came.

One rule: an answer is JSON and stays it, so a decimal is the string that Leadline
wrote, exact, and becomes a number where a program says ``Decimal(…)`` or ``float(…)``.
Sent may be ``Decimal``, ``date`` and ``datetime`` as well as such strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

# A record by its id; a version by its number, its entity tag, or the record it is of.
Id = str | int
Seen = int | str | Mapping[str, Any] | None

PART = re.compile(r"[A-Za-z0-9-]+")


def body(said: Mapping[str, Any]) -> bytes:
    """Return what is sent, as JSON.

    >>> body({"amount": Decimal("48000.50"), "since": date(2026, 11, 30)})
    b'{"amount": "48000.50", "since": "2026-11-30"}'
    """
    return json.dumps(said, default=plain, allow_nan=False).encode()


def plain(value: object) -> str:
    """Return a value as the API writes it; raises ``TypeError`` for any other.

    A moment without its time zone is a ``ValueError``: nobody knows when it was.

    >>> plain(Decimal("1E+3"))
    '1000'
    """
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(f"Say the time zone of {value}.")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"A {type(value).__name__} cannot be sent to Leadline.")


def path(*parts: Id) -> str:
    """Return an address inside the workspace; raises ``ValueError`` for no id.

    >>> path("needs", 7, "split")
    'needs/7/split'
    >>> path("needs", "../me")
    Traceback (most recent call last):
    ValueError: “../me” is no id.
    """
    for part in parts:
        if not PART.fullmatch(str(part)):
            raise ValueError(f"“{part}” is no id.")
    return "/".join(map(str, parts))


def query(asked: Mapping[str, Any]) -> str:
    """Return what a list is asked for, without what nobody said.

    >>> query({"text": "a b", "since": date(2026, 11, 30), "nps": None})
    '?text=a+b&since=2026-11-30'
    """
    said = {
        name: value if isinstance(value, str | int | float) else plain(value)
        for name, value in asked.items()
        if value is not None
    }
    return f"?{urlencode(said)}" if said else ""


def tag(seen: Seen) -> str:
    """Return the entity tag of what was seen, "" for nothing.

    >>> tag(3), tag('"3"'), tag({"id": "7", "version": 3}), tag(None)
    ('"3"', '"3"', '"3"', '')
    """
    if isinstance(seen, Mapping):
        if "version" not in seen:
            raise ValueError("The record was read without its version: ask for it.")
        seen = seen["version"]
    if seen is None:
        return ""
    bare = str(seen).removeprefix("W/").strip('"')
    if not (bare.isascii() and bare.isdecimal()):
        raise ValueError("A version is a number, an entity tag, or a record.")
    return f'"{bare}"'
