"""Words of a company's directory, as it writes people and groups over SCIM."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PERSON, GROUP = "User", "Group"


@dataclass(frozen=True, slots=True)
class DirectoryCard:
    """The access of a directory, as owners see it; never its key.

    ``waiting`` are addresses of people it switched on who have not joined: their
    account opens other workspaces, so they join by an invitation.
    """

    made_by: str
    made_at: datetime
    ending: str
    used_at: datetime | None
    owner_group: str
    lead_group: str
    contributor_group: str
    people: int
    groups: int
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryItem:
    """A person or a group of a directory; ``data`` is all that it wrote.

    Of a person: ``email``, ``name`` and whether they are switched on.
    """

    kind: str
    key: str
    data: dict[str, Any] = field(repr=False)
    email: str = ""
    name: str = ""
    is_active: bool = True


def address_in(data: dict[str, Any]) -> str:
    """Return by which address a directory knows a person; "" where it says none.

    >>> address_in({"userName": "nia", "emails": [{"value": "Nia@a.example"}]})
    'nia@a.example'
    """
    emails = sorted(data.get("emails") or [], key=lambda one: not one.get("primary"))
    user_name = str(data.get("userName") or "")
    first = str(emails[0].get("value") or "") if emails else ""
    return (user_name if "@" in user_name else first).strip().lower()
