"""Words of a company's directory, as it writes people and groups over SCIM."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PERSON, GROUP = "User", "Group"


@dataclass(frozen=True, slots=True)
class DirectoryCard:
    """The access of a directory, as owners see it; never its key."""

    made_by: str
    made_at: datetime
    ending: str
    used_at: datetime | None
    owner_group: str
    lead_group: str
    contributor_group: str
    people: int
    groups: int


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
