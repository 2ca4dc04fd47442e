"""Tables of the accounts domain, and the base of every workspace's table."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone as clock

from leadline.accounts.types import (
    GENESIS,
    NO_ZONE,
    JobState,
    LinkWay,
    Role,
    Theme,
)


class User(AbstractUser):
    """A person; what they may do comes from their memberships."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    timezone = models.CharField(max_length=64, default=NO_ZONE)
    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = BaseUserManager()  # type: ignore[misc,assignment]

    def __str__(self) -> str:
        return self.name or self.email


class Workspace(models.Model):
    """One company's private space.

    ``currency`` is empty until somebody says it, or the first customers with a
    revenue do; then ``is_currency_guessed`` asks a person to look at it. ``timezone``
    is ``NO_ZONE`` until somebody says another. ``embed_sites`` may frame a
    shared roadmap.
    """

    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3, blank=True)
    is_currency_guessed = models.BooleanField(default=False)
    timezone = models.CharField(max_length=64, default=NO_ZONE)
    is_sharing_off = models.BooleanField(default=False)
    embed_sites = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


class OwnAddress(models.Model):
    """A further address of a person, by which calendars name them.

    It is theirs alone: it signs nobody in, is proven by nothing, and stands in no list
    that others see. Two people may have the same one, such as a shared mailbox.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "email"], name="one_address_once_each"
            )
        ]

    def __str__(self) -> str:
        return self.email


class Membership(models.Model):
    """A user's role in a workspace."""

    SEALED: ClassVar = ("role", "user_id")
    SEALED_AS: ClassVar = "The role of member"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    role = models.CharField(max_length=12, choices=Role)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"], name="one_membership_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.workspace}"


class WorkspaceModel(models.Model):
    """Base of every row that belongs to a workspace."""

    workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class Versioned(WorkspaceModel):
    """Base of every row that people change: each change counts its version up."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Product(WorkspaceModel):
    """One of the products that the workspace's company makes."""

    name = models.CharField(max_length=120)
    is_archived = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_product_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ExchangeRate(WorkspaceModel):
    """What one unit of ``base`` was worth in ``quote`` on a day, and who says so.

    Every day is kept; ``is_newest`` marks the last day known of a pair, so that a
    page reads a few rows however long the history is.
    """

    workspace = models.ForeignKey(
        Workspace,
        on_delete=models.CASCADE,
        related_name="exchange_rates",
        editable=False,
    )
    base = models.CharField(max_length=3)
    quote = models.CharField(max_length=3)
    on_date = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=12)
    source = models.CharField(max_length=120)
    is_newest = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "base", "quote", "on_date"],
                name="one_rate_of_a_pair_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(value__gt=0), name="rate_is_above_zero"
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace"],
                condition=models.Q(is_newest=True),
                name="newest_rates",
            )
        ]

    def __str__(self) -> str:
        return f"1 {self.base} is {self.value.normalize():f} {self.quote}"


class Invitation(WorkspaceModel):
    """A link that lets one person join with a role; only its hash is kept."""

    email = models.EmailField(blank=True)
    role = models.CharField(max_length=12, choices=Role)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.role} {self.email}"


class SignInLink(models.Model):
    """A one-time link that signs a user in; only its hash is kept.

    One that somebody else made is told to the person: ``told_at`` is when they said
    that they know of it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    way = models.CharField(max_length=6, choices=LinkWay, default=LinkWay.SERVER)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link for {self.user}"


class LinkWish(WorkspaceModel):
    """An owner wants a sign-in link for another owner; it takes a second yes."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "asked_by"], name="one_wish_for_a_link_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_by} for {self.member}"


class Tries(models.Model):
    """How often something was tried in vain of late, so that guessing gets slow.

    ``key`` is a keyed hash of what is counted: no address is kept here.
    """

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} tries"


class SavedView(WorkspaceModel):
    """A filter of a list that a person keeps under a name, for all who share it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "page", "name"], name="one_view_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Share(WorkspaceModel):
    """A link by which people without an account read one record.

    ``member`` is its maker's place here: without it, the link opens nothing for good.
    """

    kind = models.CharField(max_length=12)
    record_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    label = models.CharField(max_length=80, blank=True)
    shown_as = models.CharField(max_length=12, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    password = models.CharField(max_length=128, blank=True)
    has_names = models.BooleanField(default=False)
    has_money = models.BooleanField(default=False)
    may_embed = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "kind", "record_id"])]

    def __str__(self) -> str:
        return f"link to {self.kind} {self.record_id}"


class Event(WorkspaceModel):
    """One line of the audit log: who did what to which row, and why.

    ``hash`` covers the line and the hash before it, so a line that is changed,
    taken out or put in later breaks the chain. ``digests`` holds what the rows that
    it touched said afterwards, by their names; an empty one says that a row is gone.
    """

    sequence = models.PositiveBigIntegerField()
    user_id = models.BigIntegerField()
    surface = models.CharField(max_length=10)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    digests = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "sequence"], name="one_event_a_place_in_the_chain"
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "subject"]),
            models.Index(fields=["workspace", "verb", "sequence"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class ChainHead(models.Model):
    """Where a workspace's audit log ends, so that a cut-off end is noticed.

    Its row is also the lock that puts two writers in order. ``seal`` is made with the
    record's key: without it nobody can say that the log ends elsewhere, or that it
    vouches for other ``tables``.
    """

    workspace = models.OneToOneField(
        Workspace, on_delete=models.CASCADE, related_name="+"
    )
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)
    seal = models.CharField(max_length=80, blank=True)
    tables = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.workspace_id} ends at {self.sequence}"


class Job(WorkspaceModel):
    """A piece of background work and where it stands."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=JobState, default=JobState.QUEUED, db_index=True
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    seconds_left = models.PositiveIntegerField(null=True)
    message = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_before = models.PositiveIntegerField(default=0)
    is_cancel_asked = models.BooleanField(default=False)
    claim = models.CharField(max_length=32, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    run_after = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
