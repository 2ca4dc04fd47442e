"""Rows of lists and pages about people, sessions, the audit log and jobs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from leadline.accounts.types.roles import Role


@dataclass(frozen=True, slots=True)
class Kept:
    """A record after a change: which one, what it is called, and its version now."""

    id: int
    name: str
    version: int = 1

    @property
    def pk(self) -> int:
        """The id, by the name that a row has for it."""
        return self.id


@dataclass(frozen=True)
class JobTaken(Kept):
    """A job that a worker has taken: its name is its kind, its claim the worker's."""

    claim: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of the installation, with workspace, membership and role of each."""

    id: int
    email: str
    name: str
    is_active: bool
    last_sign_in: datetime | None
    roles: tuple[tuple[int, int, Role], ...]


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What became of a backup on schedule: bytes, what bringing it back for trial
    proved (``restored`` or ``read``), or why there is none."""

    at: datetime
    file: str
    size: int
    trial: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """How the queue of an installation stands: counts of kind and state, and how many
    seconds the oldest job that is due has waited, 0 where none is."""

    by_state: tuple[tuple[str, str, int], ...]
    oldest_waits: float


class Theme(models.TextChoices):
    """Light or dark pages, or as the person's system has it."""

    SYSTEM = "system", "As my system"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class JobState(models.TextChoices):
    """Where a background job stands."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


LINK_BY = "signed_in_by_link_of"
"""Where a session keeps the name of the owner whose link opened it."""


BY_PROVIDER = "signed_in_by_provider"
"""Where a session keeps which provider of a company signed it in."""


class LinkWay(models.TextChoices):
    """Who handed a one-time link over, and so what it proves."""

    MAIL = "mail", "By the person's own mail"
    SERVER = "server", "By whoever runs the server"
    MEMBER = "member", "By an owner of the workspace"


@dataclass(frozen=True, slots=True)
class WorkspaceCard:
    """A workspace's settings; ``currency`` is empty until somebody says it."""

    id: int
    name: str
    currency: str
    is_currency_guessed: bool
    timezone: str
    created_at: datetime
    requires_second_step: bool = False


@dataclass(frozen=True, slots=True)
class UserCard:
    """A person: by which address they sign in, and how pages look to them."""

    id: int
    email: str
    name: str
    theme: str
    timezone: str

    @property
    def called(self) -> str:
        """Their name, or their address where they gave none."""
        return self.name or self.email


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One of the products that the company makes."""

    id: int
    name: str
    is_archived: bool


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A list's filter under a name; ``by`` is who keeps a view for everybody."""

    id: int
    page: str
    name: str
    query: str
    is_shared: bool = False
    is_own: bool = True
    by: str = ""


@dataclass(frozen=True, slots=True)
class LinkUsed:
    """Whom a link signs in; ``made_by`` is the owner who made it, or ""; one of the
    server may skip the second step."""

    user_id: int
    way: LinkWay
    made_by: str
    skips_step: bool = False


@dataclass(frozen=True, slots=True)
class LinkNotice:
    """A link that somebody else made for the person, until they say they know."""

    id: int
    made_by: str
    made_at: datetime
    is_used: bool


@dataclass(frozen=True, slots=True)
class LinkWishRow:
    """An owner's wish for a link of another owner, as owners see it."""

    id: int
    member_id: int
    name: str
    asked_by: str
    is_mine: bool
    is_for_me: bool
    agreed_by: str


GENESIS = "0" * 64
KEPT_DAYS = {
    "sessions": 1, "links": 1, "answers": 1, "tries": 7,
    "jobs": 90, "mails": 90, "uploads": 365,
}  # fmt: skip
"""How many days each kind of thing that nobody needs for good is kept."""
FORGOTTEN_NAME = "Somebody who left"
"""What the first line of an audit log follows."""
NO_ZONE = "UTC"
"""The time zone of a workspace or a person of whom nobody has said one."""


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    """A workspace that a person may open, and as what."""

    id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the workspace, as the list shows them.

    ``is_proven`` says that the address is theirs, and not only what they said.
    """

    id: int
    user_id: int
    name: str
    email: str
    is_proven: bool
    role: Role
    since: datetime
    last_sign_in: datetime | None
    is_you: bool


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate in a list; ``is_used`` says that a figure may rest on it now."""

    id: int
    base: str
    quote: str
    value: Decimal
    on_date: date
    source: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class RatesSaved:
    """What a file of rates did."""

    created: int
    updated: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """What the person who opens an invitation's link may know."""

    id: int
    workspace_id: int
    workspace: str
    role: Role
    email: str
    invited_by: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A browser in which a person is signed in."""

    id: int
    device: str
    ip: str
    since: datetime
    seen_at: datetime
    is_this: bool
    link_by: str = ""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which lines of the audit log to show; what is empty does not narrow."""

    verb: str = ""
    user_id: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the audit log with the person's name."""

    sequence: int
    at: datetime
    person: str
    surface: str
    verb: str
    subject: str
    detail: dict[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the audit log as those who tell of it read it."""

    sequence: int
    at: datetime
    user_id: int
    verb: str
    subject: str
    detail: dict[str, Any]

    @property
    def table(self) -> str:
        """The table of what it speaks of, as app and model."""
        return self.subject.partition(":")[0]

    @property
    def pk(self) -> str:
        """The number of what it speaks of."""
        return self.subject.partition(":")[2]


@dataclass(frozen=True, slots=True)
class JobCard:
    """Where a piece of background work stands, in words for a page."""

    id: int
    kind: str
    title: str
    person: str
    state: JobState
    done: int
    total: int
    message: str
    error: str
    result: dict[str, Any]
    attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    seconds_left: int | None
    is_stopping: bool

    @property
    def is_open(self) -> bool:
        """Return whether the job waits or runs."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)

    @property
    def may_retry(self) -> bool:
        """Return whether the job could be tried again."""
        return self.state in (JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What verifying an audit log found: how many lines hold, and the first that
    does not with the reason; ``broken_at`` is ``None`` when all hold."""

    workspace_id: int
    good: int
    broken_at: int | None
    why: str

    @property
    def is_whole(self) -> bool:
        """Return whether every line holds."""
        return self.broken_at is None


@dataclass(frozen=True, slots=True)
class RecordReport:
    """What verifying a workspace's record found: its log, and the rows it vouches for.

    ``old`` lines are older than the key and stand under a sum that anybody can make;
    ``faults`` names what was changed otherwise than by Leadline, ``rows`` counts what
    was compared, and ``head`` is where the log ends, to be written down elsewhere;
    ``waiting`` are tables that an upgraded log vouches for from the next start on.
    """

    chain: ChainReport
    old: int
    sealed_since: datetime | None
    head: str
    rows: int
    faults: tuple[str, ...]
    waiting: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Return whether every line and every row holds."""
        return self.chain.is_whole and not self.faults
