"""Files that hang on a comment; their content lies in the data folder by its hash."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models import WorkspaceModel
from leadline.conversation.models.talks import Comment
from leadline.foundation.attached import FileKind


class Attachment(WorkspaceModel):
    """A file of a comment: what it is called, what it is, and where it lies.

    ``preview`` is the hash of a picture of its first page. ``width`` and ``height`` are
    those of a picture that is drawn, it or that one, else 0.
    """

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="attachments"
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(
        max_length=6, choices=[(one.value, one.value) for one in FileKind]
    )
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    preview = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "digest"], name="attached_by_hash"),
            models.Index(
                fields=["workspace", "preview"],
                condition=~models.Q(preview=""),
                name="previews_by_hash",
            ),
        ]

    def __str__(self) -> str:
        return self.name
