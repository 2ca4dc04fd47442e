"""Threads, comments, whom they name, signs under them, and who watches what."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models import User, Versioned, WorkspaceModel
from leadline.conversation.types import About, Sign


class Thread(Versioned):
    """A thread about one record."""

    about = models.CharField(max_length=10, choices=About)
    record_id = models.BigIntegerField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["workspace", "about", "record_id"])]

    def __str__(self) -> str:
        return f"thread on {self.about} {self.record_id}"


class Comment(Versioned):
    """What somebody wrote, in Markdown; once taken back its text is gone."""

    thread = models.ForeignKey(
        Thread, on_delete=models.CASCADE, related_name="comments"
    )
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["thread", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deleted_at__isnull=True) | models.Q(text=""),
                name="a_comment_taken_back_says_nothing",
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Mention(WorkspaceModel):
    """Whom a comment names, by which words."""

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="mentions"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=130)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "words"], name="one_mention_of_words_in_a_comment"
            )
        ]

    def __str__(self) -> str:
        return self.words


class Reaction(WorkspaceModel):
    """A sign that somebody left under a comment."""

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="reactions"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sign = models.CharField(max_length=6, choices=Sign)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "user", "sign"], name="one_sign_of_a_kind_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sign} by {self.user_id}"


class Watch(WorkspaceModel):
    """Whether somebody wants to hear what is said about a record, or not."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=10, choices=About)
    record_id = models.BigIntegerField()
    is_on = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "about", "record_id"],
                name="one_watch_of_a_record_each",
            )
        ]
        indexes = [models.Index(fields=["workspace", "about", "record_id"])]

    def __str__(self) -> str:
        return f"{self.about} {self.record_id}"
