"""Addresses that are told what happens, and what was handed to them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import models

from leadline.accounts.types import Area

MOST_ENDPOINTS = 10
BOTH_FOR = timedelta(hours=24)
"""How long a secret still signs after another took its place."""
GIVEN_UP_AFTER = timedelta(days=3)
"""How long nothing arrives before an address is switched off."""
AGAIN = tuple(
    timedelta(seconds=n)
    for n in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""How long after each attempt the next one is made, as the convention says it."""
MOST_WAIT = timedelta(days=1)
JITTER = 0.2


class DeliveryState(models.TextChoices):
    """Where a message to another program is."""

    WAITING = "waiting", "Waits"
    DONE = "done", "Arrived"
    FAILED = "failed", "Given up"


@dataclass(frozen=True, slots=True)
class EndpointIn:
    """An address as an owner names it: what for, where, and what it is told of."""

    name: str
    address: str = field(repr=False)
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """An address that is told, by the server it is at, never by its address."""

    id: int
    name: str
    host: str
    areas: tuple[Area, ...]
    is_on: bool
    fault: str
    failing_since: datetime | None
    sent_at: datetime | None
    old_until: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One message and how it went."""

    id: int
    message: str
    type: str
    body: str
    state: DeliveryState
    attempts: int
    at: datetime
    tried_at: datetime | None
    due_at: datetime
    status: int | None
    fault: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message that is about to leave; address and secrets stand in no log."""

    id: int
    endpoint_id: int
    message: str
    body: str
    address: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How handing over a message went; ``status`` is nothing where nobody answered."""

    status: int | None
    fault: str = ""
    wait: int = 0
    seconds: float = 0.0

    @property
    def is_taken(self) -> bool:
        """Whether the other side said that it has it."""
        return not self.fault


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """An address that was given up, and whose owners are to hear of it by mail."""

    endpoint_id: int
    name: str
    fault: str
    emails: tuple[str, ...]


def wait_after(attempts: int, message: str, asked: int = 0) -> timedelta | None:
    """Return how long until the next attempt; nothing where there is none any more.

    Each message waits up to a fifth longer than the schedule says, always by as much:
    what failed together does not come back together. A server may ask for longer.

    >>> [round(wait_after(n, "msg_1").total_seconds()) for n in (1, 2)]
    [5, 332]
    >>> wait_after(10, "msg_1") is None
    True
    >>> wait_after(1, "msg_1", asked=900)
    datetime.timedelta(seconds=900)
    """
    if attempts > len(AGAIN):
        return None
    share = zlib.crc32(f"{message}:{attempts}".encode()) / 2**32
    wait = AGAIN[attempts - 1] * (1 + JITTER * share)
    return max(wait, min(timedelta(seconds=asked), MOST_WAIT))
