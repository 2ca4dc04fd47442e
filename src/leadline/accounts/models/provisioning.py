"""What a company's directory says of a workspace's people, over SCIM."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models.base import User, WorkspaceModel


class DirectoryAccess(WorkspaceModel):
    """The one key by which a directory acts here, as the owner who made it.

    Without that owner it opens nothing. The groups give roles; with none named,
    roles stay as they are.
    """

    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=8)
    owner_group = models.CharField(max_length=120, blank=True)
    lead_group = models.CharField(max_length=120, blank=True)
    contributor_group = models.CharField(max_length=120, blank=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], name="one_directory_each")
        ]

    def __str__(self) -> str:
        return f"directory of {self.workspace}"


class DirectoryRecord(WorkspaceModel):
    """A person or a group as the directory wrote it.

    ``user`` is whose account it is.
    """

    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=40)
    data = models.JSONField()
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "key"], name="one_record_of_a_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
