"""What a person is told of, how, and when."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta, tzinfo

from django.db import models

from leadline.conversation.types.channels import Heard
from leadline.conversation.types.notes import NoteRow, Reason
from leadline.conversation.types.talks import About

DAY = timedelta(days=1)


class Shelf(models.TextChoices):
    """The shelves of an inbox."""

    NEW = "new", "New"
    ALL = "all", "All"
    SNOOZED = "snoozed", "Snoozed"


class Way(models.TextChoices):
    """How a person is told besides their inbox."""

    AT_ONCE = "at_once", "At once"
    DIGEST = "digest", "Digest"
    OFF = "off", "Not by mail"


class LetterState(models.TextChoices):
    """Where something that leaves this machine stands.

    ``UNSURE`` is what was cut off while it was handed over: it may have arrived, so it
    is never sent again.
    """

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not sent"
    UNSURE = "unsure", "Perhaps sent"
    DROPPED = "dropped", "Not needed any more"


class ChannelKind(models.TextChoices):
    """Where a team's channel is."""

    SLACK = "slack", "Slack"
    TEAMS = "teams", "Microsoft Teams"


@dataclass(frozen=True, slots=True)
class Telling:
    """How one person wants to be told; what is said here is sent, the inbox has all.

    ``quiet_from`` to ``quiet_to`` may run over midnight; without both there is none.
    """

    mention: Way = Way.AT_ONCE
    reply: Way = Way.AT_ONCE
    own: Way = Way.DIGEST
    watch: Way = Way.DIGEST
    given: Way = Way.AT_ONCE
    due: Way = Way.DIGEST
    told: Way = Way.DIGEST
    digest_at: time = time(7, 30)
    only_weekdays: bool = True
    quiet_from: time | None = None
    quiet_to: time | None = None

    @property
    def is_off(self) -> bool:
        """Whether no mail is sent at all."""
        return all(self.way_of(reason) == Way.OFF for reason in Reason)

    def way_of(self, reason: Reason) -> Way:
        """Return how one is told for a reason."""
        return Way(getattr(self, reason.value))

    def is_quiet(self, at: time) -> bool:
        """Return whether nothing is to come at this time of day.

        >>> night = Telling(quiet_from=time(18, 30), quiet_to=time(7))
        >>> [night.is_quiet(time(h)) for h in (18, 19, 3, 7)]
        [False, True, True, False]
        """
        first, last = self.quiet_from, self.quiet_to
        if first is None or last is None or first == last:
            return False
        if first < last:
            return first <= at < last
        return at >= first or at < last

    def next_digest(self, now: datetime, zone: tzinfo) -> datetime:
        """Return when the next digest leaves, by the clock of the person.

        >>> from datetime import UTC
        >>> friday = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
        >>> Telling().next_digest(friday, UTC).isoformat()
        '2026-11-30T07:30:00+00:00'
        """
        local = now.astimezone(zone)
        day = local.date()
        if local.time() >= self.digest_at:
            day += DAY
        while self.only_weekdays and day.weekday() > 4:
            day += DAY
        return datetime.combine(day, self.digest_at, zone)

    def due_of(self, reason: Reason, now: datetime, zone: tzinfo) -> datetime | None:
        """Return when a mail leaves, ``now`` for at once, or nothing for none.

        What would come in quiet hours waits for the digest.
        """
        way = self.way_of(reason)
        if way == Way.OFF:
            return None
        if way == Way.AT_ONCE and not self.is_quiet(now.astimezone(zone).time()):
            return now
        return self.next_digest(now, zone)


TELLING = tuple(one.name for one in fields(Telling))


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that is about to leave: to whom, and what it tells."""

    id: int
    user_id: int
    email: str
    name: str
    is_digest: bool
    notes: tuple[NoteRow, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A message to a channel that is about to leave; its address is a secret.

    It says who did what ``before`` the name of the record and ``after`` it.
    """

    id: int
    kind: ChannelKind
    address: str
    by: str
    about: About
    record_id: int
    words: str
    with_words: bool
    before: str = "commented on"
    after: str = ""
    thread_id: int | None = None
    comment_id: int | None = None

    def __repr__(self) -> str:
        """Say nothing of the address: it is what opens the channel."""
        return f"Post({self.id})"


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel as owners see it: by the server it is at, never by its address."""

    id: int
    kind: ChannelKind
    name: str
    host: str
    hears: tuple[Heard, ...]
    with_words: bool
    is_on: bool
    fault: str
    sent_at: datetime | None
    version: int
