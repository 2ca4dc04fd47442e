"""Links by which people without an account read one record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from leadline.accounts.types.roles import Actor

DAYS, MOST_DAYS = 30, 365
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128


class SharedKind(models.TextChoices):
    """The kinds of record that can be shared: all that a whole workspace reads.

    A saved list is its maker's own, of records that all of them read.
    """

    ROADMAP = "roadmap", "Roadmap"
    NEED = "need", "Need"
    GOAL = "goal", "Goal"
    DECISION = "decision", "Decision"
    PLAN = "plan", "Plan"
    BRIEFING = "briefing", "Briefing"
    REVIEW = "review", "Review"
    LIST = "list", "List"


class ShownAs(models.TextChoices):
    """The ways to draw a roadmap."""

    NOW = "now", "Now, next, later"
    TIMELINE = "timeline", "Timeline"


class ShareState(models.TextChoices):
    """Whether a link still opens, and else why not."""

    OPEN = "open", "Opens"
    ENDED = "ended", "Taken back"
    EXPIRED = "expired", "Expired"
    LEFT = "left", "Its maker may not share any more"


@dataclass(frozen=True, slots=True)
class ShareIn:
    """What somebody shares, for whom, and how much of it.

    ``title`` is what the record is called, for the list of links alone. An empty
    ``password`` asks for none; ``days`` is how long the link opens.
    """

    kind: str
    record_id: int
    title: str
    label: str = ""
    days: int = DAYS
    has_names: bool = False
    has_money: bool = False
    password: str = ""
    shown_as: str = ""
    may_embed: bool = False


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A link in a list; nothing here opens it."""

    id: int
    kind: SharedKind
    record_id: int
    title: str
    label: str
    made_by: str
    is_mine: bool
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    state: ShareState
    has_names: bool
    has_money: bool
    has_password: bool
    may_embed: bool
    opened: int
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenShare:
    """What a link that opens shows, and as whom it is read: its maker, as of now.

    ``made_by`` is empty for who gave no name: an address is told to no stranger.
    ``sites`` are the addresses that may frame it; none for most links.
    """

    id: int
    actor: Actor
    kind: SharedKind
    record_id: int
    shown_as: str
    made_by: str
    workspace: str
    timezone: str
    label: str
    has_names: bool
    has_money: bool
    has_password: bool
    expires_at: datetime
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharingRules:
    """What a workspace allows: no links at all, and which sites may frame one."""

    is_off: bool
    sites: tuple[str, ...]
