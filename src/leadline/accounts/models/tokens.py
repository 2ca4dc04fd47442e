"""What lets programs in: access tokens, service accounts, answers kept for a while."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models.base import Membership, User, WorkspaceModel


class ServiceAccount(WorkspaceModel):
    """A member that is no person: a program with a role of its own, let in by tokens.

    Its user cannot sign in, is in no choice of people and gets no mail.
    """

    member = models.OneToOneField(
        Membership, on_delete=models.CASCADE, related_name="service"
    )
    made_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.member.user)


class ApiToken(WorkspaceModel):
    """A key by which a program acts as its holder; only the digest of it is kept.

    ``member`` is its holder's place here: without it, it opens nothing for good.
    ``ending`` are its last characters, by which people tell one from another;
    ``window_used`` are the requests that processes took out of a minute.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=8)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    window_at = models.DateTimeField(null=True)
    window_used = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["workspace", "user", "-created_at"])]

    def __str__(self) -> str:
        return self.name


class KeptAnswer(models.Model):
    """What a request with a key of its own was answered, for when it comes again."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="one_answer_of_a_key")
        ]

    def __str__(self) -> str:
        return self.key
