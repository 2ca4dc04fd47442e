"""Words that every domain may use: roles, grants, the actor, states of a job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from leadline.foundation.errors import NotAllowed


class Role(models.TextChoices):
    """What a member of a workspace may do."""

    READER = "reader", "Reader"
    CONTRIBUTOR = "contributor", "Contributor"
    LEAD = "lead", "Lead"
    OWNER = "owner", "Owner"


class Theme(models.TextChoices):
    """Light or dark pages, or as the person's system has it."""

    SYSTEM = "system", "As my system"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


GRANTS: dict[Role, frozenset[str]] = {
    Role.READER: frozenset({"read"}),
    Role.CONTRIBUTOR: frozenset({"read", "change"}),
    Role.LEAD: frozenset({"read", "change", "plan"}),
    Role.OWNER: frozenset({"read", "change", "plan", "administer"}),
}

REFUSALS = {
    "change": "Ask a lead or an owner to make you a contributor.",
    "plan": "Committing plans, goals and capacity is for leads and owners.",
    "administer": "Members, products and settings are for owners.",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which workspace, through which surface."""

    workspace_id: int
    user_id: int
    role: Role
    surface: str

    def may(self, grant: str) -> bool:
        """Return whether the actor's role holds ``grant``."""
        return grant in GRANTS[self.role]

    @property
    def can_change(self) -> bool:
        """Whether pages offer changes of the record."""
        return self.may("change")

    @property
    def can_plan(self) -> bool:
        """Whether pages offer what is for leads and owners."""
        return self.may("plan")

    @property
    def can_administer(self) -> bool:
        """Whether pages offer what is for owners."""
        return self.may("administer")

    def require(self, grant: str) -> None:
        """Raise ``NotAllowed`` unless the actor's role holds ``grant``."""
        if not self.may(grant):
            hint = REFUSALS.get(grant, "")
            raise NotAllowed(
                f"As a {self.role.label.lower()} you cannot do this. {hint}"
            )


class JobState(models.TextChoices):
    """Where a background job stands."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


GENESIS = "0" * 64
"""What the first line of an audit log follows."""


@dataclass(frozen=True, slots=True)
class WorkspaceRow:
    """A workspace that a person may open, and as what."""

    id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the workspace, as the list shows them."""

    id: int
    user_id: int
    name: str
    email: str
    role: Role
    since: datetime
    last_sign_in: datetime | None
    is_you: bool


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
class JobCard:
    """Where a piece of background work stands, in words for a page."""

    id: int
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


CURRENCIES = tuple(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN
    BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB
    EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR
    ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD
    MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR
    PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE
    SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
    UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()
)
"""The currencies in use, by ISO 4217."""
