"""What was done, line by line, and what is being done in the background."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models.base import User, Workspace, WorkspaceModel
from leadline.accounts.types import GENESIS, JobState


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
