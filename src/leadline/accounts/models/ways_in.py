"""What lets somebody in: invitations, links, shares, and how often it was tried."""

from __future__ import annotations

from django.db import models
from django.utils import timezone as clock

from leadline.accounts.models.base import Membership, User, WorkspaceModel
from leadline.accounts.types import LinkWay, Role


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
    skips_step = models.BooleanField(default=False)

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
