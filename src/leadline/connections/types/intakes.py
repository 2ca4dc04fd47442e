"""Ways in: what other programs send, and what is read at an address on a schedule."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import models

MOST_INTAKES = 20
LARGEST_ARRIVAL = 1024 * 1024
MOST_WAITING = 5000
"""How many messages of one way in may wait to be taken in, or be put aside."""
TOGETHER_FOR = timedelta(minutes=10)
"""How long what comes is kept together, so that it is one import and not many."""
HOURS = (1, 6, 24, 168)


class IntakeWay(models.TextChoices):
    """How something comes in."""

    SENT = "sent", "A program sends it"
    READ = "read", "It is read at an address"
    MAIL = "mail", "It is read in a mailbox"


class IntakeKind(models.TextChoices):
    """What comes in; the words of imports."""

    FEEDBACK = "feedback", "Feedback"
    CUSTOMERS = "customers", "Customers"


@dataclass(frozen=True, slots=True)
class IntakeIn:
    """A way in as an owner names it; an address where it is read, and how often."""

    name: str
    kind: str
    way: str
    address: str = field(default="", repr=False)
    every_hours: int = 24


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """A way in as owners see it; its secret and the address it reads stay locked."""

    id: int
    name: str
    kind: IntakeKind
    way: IntakeWay
    key: str
    host: str
    every_hours: int
    is_on: bool
    fault: str
    came_at: datetime | None
    waiting: int
    aside: int
    version: int

    @property
    def is_mailbox(self) -> bool:
        """Whether it is read in a mailbox."""
        return self.way == IntakeWay.MAIL


@dataclass(frozen=True, slots=True)
class OpenIntake:
    """Where a message belongs whose sender was proven."""

    workspace_id: int
    intake_id: int
    message: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came by one way in and is to be read now."""

    name: str
    kind: str
    ids: tuple[int, ...]
    bodies: tuple[str, ...] = field(repr=False)

    def halves(self) -> tuple[Gathered, Gathered]:
        """Return it in two, to find which message it is that cannot be read."""
        half = len(self.ids) // 2
        return (
            replace(self, ids=self.ids[:half], bodies=self.bodies[:half]),
            replace(self, ids=self.ids[half:], bodies=self.bodies[half:]),
        )


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that fell due to be read; it is a secret."""

    name: str
    kind: str
    address: str = field(repr=False)
    etag: str
    modified: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FeedRead:
    """How a feed stood when it was read: its server's words for that, and ours."""

    etag: str
    modified: str
    digest: str


@dataclass(frozen=True, slots=True)
class MailboxIn:
    """A mailbox as an owner names it; ``server`` may end in a port, as ``:993``."""

    name: str
    server: str
    login: str = field(repr=False)
    password: str = field(repr=False)
    folder: str = "INBOX"
    move_to: str = ""
    checker: str = ""
    every_hours: int = 1


@dataclass(frozen=True, slots=True)
class OpenMailbox:
    """A mailbox that fell due to be read, and how far it was."""

    name: str
    host: str
    port: int
    login: str = field(repr=False)
    password: str = field(repr=False)
    folder: str
    move_to: str
    checker: str
    validity: int
    last: int
