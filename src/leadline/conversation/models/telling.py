"""Inboxes, how people are told, and what waits to leave this machine."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.db import models
from django.utils import timezone as clock

from leadline.accounts.models import User, Versioned, WorkspaceModel
from leadline.conversation.models.talks import Comment
from leadline.conversation.types import (
    OF_COMMENTS,
    OF_RECORDS,
    About,
    ChannelKind,
    LetterState,
    Reason,
    Way,
)


class Ways(Versioned):
    """How one person is told in one workspace; without a row, as by default."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    mention = models.CharField(max_length=7, choices=Way, default=Way.AT_ONCE)
    reply = models.CharField(max_length=7, choices=Way, default=Way.AT_ONCE)
    own = models.CharField(max_length=7, choices=Way, default=Way.DIGEST)
    watch = models.CharField(max_length=7, choices=Way, default=Way.DIGEST)
    given = models.CharField(max_length=7, choices=Way, default=Way.AT_ONCE)
    due = models.CharField(max_length=7, choices=Way, default=Way.DIGEST)
    told = models.CharField(max_length=7, choices=Way, default=Way.DIGEST)
    digest_at = models.TimeField(default=time(7, 30))
    only_weekdays = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"], name="one_way_to_be_told_each"
            )
        ]

    def __str__(self) -> str:
        return f"ways of {self.user_id}"


class Channel(Versioned):
    """A channel of a team, and what it hears.

    ``address`` is locked: whoever has it can write into the channel. ``told_to`` is the
    line of the audit log, ``day_to`` the day up to which it was told.
    """

    LOCKED: ClassVar = ("address",)

    kind = models.CharField(max_length=5, choices=ChannelKind)
    name = models.CharField(max_length=80)
    address = models.TextField()
    server_name = models.CharField(max_length=253)
    hears = models.JSONField(
        default=list, db_default=models.Value(["comments"], models.JSONField())
    )
    with_words = models.BooleanField(default=False)
    told_to = models.PositiveBigIntegerField(default=0, db_default=0)
    day_to = models.DateField(null=True)
    is_on = models.BooleanField(default=True)
    fault = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_channel_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Outgoing(WorkspaceModel):
    """A mail or a message that waits to leave, or has left.

    It is ``SENDING`` before it is handed over and says ``SENT`` after: what was cut off
    in between may have arrived and is not sent again. ``by`` is who caused it: it is
    what a person's mails of an hour are counted by, also of comments taken back. A
    channel is told of a comment, of a ``line`` of the audit log, or of the ``day`` of a
    record.
    """

    PURGED: ClassVar = (
        "mails",
        "ended_at",
        {"state__in": (LetterState.SENT, LetterState.FAILED, LetterState.DROPPED)},
    )

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="+"
    )
    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, null=True, related_name="+"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    line = models.PositiveBigIntegerField(null=True)
    about = models.CharField(
        max_length=10, choices=About, blank=True, default="", db_default=""
    )
    record_id = models.BigIntegerField(null=True)
    day = models.DateField(null=True)
    is_digest = models.BooleanField(default=False)
    state = models.CharField(
        max_length=8, choices=LetterState, default=LetterState.WAITING
    )
    due_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["workspace", "due_at"],
                condition=models.Q(
                    state__in=(LetterState.WAITING, LetterState.SENDING)
                ),
                name="what_waits_to_leave",
            ),
            models.Index(
                fields=["workspace", "by", "created_at"], name="what_somebody_set_off"
            ),
            models.Index(
                fields=["workspace", "user", "created_at"], name="what_somebody_gets"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, channel__isnull=True)
                | models.Q(user__isnull=True, channel__isnull=False),
                name="outgoing_has_one_receiver",
            ),
            models.UniqueConstraint(
                fields=["channel", "line"], name="a_channel_hears_a_line_once"
            ),
        ]

    def __str__(self) -> str:
        return f"outgoing {self.pk}"


class Note(WorkspaceModel):
    """One line of somebody's inbox; ``outgoing`` is the mail that tells it.

    It points at its record and copies no word of it: what was taken back or renamed
    stands nowhere by its old title. One that is snoozed comes back at its moment as if
    it came then. ``by`` gave a record or told of it, where no comment did; ``due_on``
    is the day of what falls due, ``is_day`` whether it is told on that day or some days
    before; ``is_unsent`` that nobody has looked yet whether a mail tells it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=7, choices=Reason)
    about = models.CharField(max_length=10, choices=About)
    record_id = models.BigIntegerField()
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField(null=True)
    is_day = models.BooleanField(default=False)
    is_unsent = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(default=clock.now)
    snoozed_until = models.DateTimeField(null=True)
    outgoing = models.ForeignKey(
        Outgoing, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "comment"], name="one_note_of_a_comment_each"
            ),
            models.UniqueConstraint(
                fields=["workspace", "user", "about", "record_id", "due_on", "is_day"],
                condition=models.Q(due_on__isnull=False),
                name="told_once_that_it_falls_due",
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=OF_COMMENTS, comment__isnull=False)
                | models.Q(reason__in=OF_RECORDS, comment__isnull=True),
                name="a_note_is_of_a_comment_or_a_record",
            ),
            models.CheckConstraint(
                condition=models.Q(reason=Reason.DUE, due_on__isnull=False)
                | (~models.Q(reason=Reason.DUE) & models.Q(due_on__isnull=True)),
                name="what_falls_due_has_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "user", "-came_at", "-id"],
                name="notes_as_they_came",
            ),
            models.Index(
                fields=["workspace", "user"],
                condition=models.Q(read_at__isnull=True),
                name="notes_not_read",
            ),
            models.Index(
                fields=["workspace", "snoozed_until"],
                condition=models.Q(snoozed_until__isnull=False),
                name="notes_that_sleep",
            ),
            models.Index(
                fields=["workspace", "id"],
                condition=models.Q(is_unsent=True),
                name="notes_not_sent_yet",
            ),
            models.Index(
                fields=["workspace", "due_on"],
                condition=models.Q(due_on__isnull=False),
                name="notes_of_what_falls_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} of {self.about} {self.record_id}"
