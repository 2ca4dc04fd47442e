"""Assistants that a member let in by signing in, instead of handing them a key."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models.base import WorkspaceModel
from leadline.accounts.models.tokens import ApiToken


class Assistant(WorkspaceModel):
    """Which assistant an access token is for, and by what it comes again.

    ``address`` is the document that tells of it, ``back_to`` where the browser was
    sent back to with a code. Of the code, and of the key by which it renews its token,
    only digests are kept; each is good once. The token's own key is good until
    ``key_until``; without one the code was never brought.
    """

    token = models.OneToOneField(
        ApiToken, on_delete=models.CASCADE, related_name="assistant"
    )
    address = models.CharField(max_length=500)
    back_to = models.CharField(max_length=2000)
    challenge = models.CharField(max_length=128)
    code = models.CharField(max_length=64, unique=True)
    code_until = models.DateTimeField()
    renewal = models.CharField(max_length=64, blank=True)
    key_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["address"])]

    def __str__(self) -> str:
        return self.address
