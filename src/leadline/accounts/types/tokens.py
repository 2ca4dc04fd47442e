"""Access tokens: what programs may do for whom, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models

from leadline.accounts.types.roles import GRANTS, Actor, Role

TOKEN_DAYS, MOST_TOKEN_DAYS = 90, 365
MOST_TOKENS = 20
"""How many tokens of one holder may be open at a time."""
MOST_REQUESTS, LOT_OF_REQUESTS = 600, 30
"""How many requests a token makes in a minute, and how many a process takes at once."""
READS, WRITES = "read", "write"
FOR_BROWSERS = frozenset({"administer", "judge"})
"""Grants that no token holds: members, settings, the log, what one thinks of people."""


class Area(models.TextChoices):
    """The parts of the record that a token may be let into, one by one.

    Calendars, growth and what somebody thinks of people are no areas: no token
    reaches them.
    """

    ACCOUNTS = "accounts", "Members, products and exchange rates"
    EVIDENCE = "evidence", "Customers, feedback and needs"
    STRATEGY = "strategy", "Goals, metrics and reviews"
    STAKEHOLDERS = "stakeholders", "People, promises and briefings"
    ROADMAP = "roadmap", "Bets, plans and teams"
    DECISIONS = "decisions", "Decisions and predictions"
    LAUNCHES = "launches", "Launches"
    CONVERSATION = "conversation", "Comments"


WRITTEN = {Area.ACCOUNTS: "Exchange rates, beside reading members and products"}
"""What a token changes where that is less than what it reads."""


def area_text(area: Area, right: str) -> str:
    """Return what a right opens of an area, in words."""
    return str(WRITTEN.get(area, area.label) if right == WRITES else area.label)


def scope(area: str, right: str) -> str:
    """Return the scope by which a token reads or writes an area.

    >>> scope("evidence", "write")
    'evidence:write'
    """
    return f"{area}:{right}"


SCOPES = tuple(scope(area, right) for area in Area for right in (READS, WRITES))
"""Every scope there is, in the order of the areas."""
ALL_READ = tuple(one for one in SCOPES if one.endswith(f":{READS}"))


def grants_of(scopes: Iterable[str]) -> frozenset[str]:
    """Return what a token with some scopes leaves of a role.

    >>> sorted(grants_of(["evidence:read"]))
    ['read']
    >>> "administer" in grants_of(["evidence:write"])
    False
    """
    if any(one.endswith(f":{WRITES}") for one in scopes):
        return GRANTS[Role.OWNER] - FOR_BROWSERS
    return frozenset({"read"})


class TokenState(models.TextChoices):
    """Whether a token still opens, and else why not."""

    OPEN = "open", "Opens"
    REVOKED = "revoked", "Revoked"
    EXPIRED = "expired", "Expired"
    LEFT = "left", "Its holder is not here any more"


@dataclass(frozen=True, slots=True)
class TokenIn:
    """A token as somebody wants it: what for, how far, for how many days."""

    name: str
    scopes: tuple[str, ...] = ALL_READ
    days: int = TOKEN_DAYS


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token in a list; nothing here opens anything.

    ``ending`` are its last signs; ``made_by`` who made it, ``holder`` as whom it acts;
    ``assistant`` the address of the assistant that was let in by it, where one was.
    """

    id: int
    name: str
    ending: str
    scopes: tuple[str, ...]
    holder: str
    holder_id: int
    made_by: str
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    state: TokenState
    assistant: str = ""


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service account: a program that is a member, with a role of its own."""

    id: int
    member_id: int
    name: str
    role: Role
    made_by: str
    since: datetime
    open_tokens: int


KEPT_FOR = timedelta(hours=24)
"""How long the answer to a request with a key of its own is kept."""


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """What a request was answered; ``asked`` is the digest of what it asked."""

    asked: str
    status: int
    body: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who comes with a token that opens: as whom, how far, until when.

    ``actor`` is the holder as of now, with the surface that asked and with no more
    grants than the scopes leave.
    """

    actor: Actor
    token_id: int
    name: str
    holder: str
    is_service: bool
    scopes: tuple[str, ...]
    expires_at: datetime
    last_used_at: datetime | None

    def may(self, area: str, right: str) -> bool:
        """Return whether the token reads or writes an area; writing is reading too."""
        held = set(self.scopes)
        return scope(area, right) in held or scope(area, WRITES) in held
