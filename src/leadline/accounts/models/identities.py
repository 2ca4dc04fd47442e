"""Who a company's provider says that somebody is."""

from __future__ import annotations

from django.db import models
from django.utils import timezone as clock

from leadline.accounts.models.base import User


class ProvenAddress(models.Model):
    """That an account's address is whose account it is.

    A link by mail proved it, a provider, or who runs the machine or its directory. An
    account without one has an address that whoever joined has said.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    proven_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"address of {self.user}"


class ProviderIdentity(models.Model):
    """An account at a provider that signs a person in; the subject never changes.

    ``email`` is what the provider said last, for people to read: it finds nobody.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], name="one_person_of_a_subject"
            ),
            models.UniqueConstraint(
                fields=["issuer", "user"], name="one_subject_of_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.issuer}"
