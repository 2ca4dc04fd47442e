"""Ways in, and what came by them and waits to be read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from leadline.accounts.models import Versioned, WorkspaceModel
from leadline.connections.types import IntakeKind, IntakeWay


class Intake(Versioned):
    """A way by which feedback or customers come in.

    What is sent comes to the public address that ends in ``key``, signed with
    ``secret``; what is read is read at ``address``. ``due_at`` is when it is read, or
    when what came is taken in together. ``digest`` is that of what was read last.
    """

    LOCKED: ClassVar = ("secret", "address")

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=9, choices=IntakeKind)
    way = models.CharField(max_length=4, choices=IntakeWay)
    key = models.CharField(max_length=64, blank=True, db_index=True)
    secret = models.TextField(blank=True)
    address = models.TextField(blank=True)
    server_name = models.CharField(max_length=253, blank=True)
    every_hours = models.PositiveSmallIntegerField(default=24)
    is_on = models.BooleanField(default=True)
    due_at = models.DateTimeField()
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    fault = models.CharField(max_length=300, blank=True)
    came_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_intake_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Arrived(WorkspaceModel):
    """A message that came; once it is taken in, its id is kept and its words go.

    One that could not be read is put aside with its words, until an owner has it read
    again; ``is_aside`` and ``taken_at`` never stand together.
    """

    PURGED: ClassVar = ("mails", "taken_at", {"taken_at__isnull": False})

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="+")
    message = models.CharField(max_length=200)
    body = models.TextField()
    taken_at = models.DateTimeField(null=True)
    is_aside = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "message"], name="a_message_arrives_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["intake", "id"],
                condition=models.Q(taken_at__isnull=True),
                name="arrived_and_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.message
