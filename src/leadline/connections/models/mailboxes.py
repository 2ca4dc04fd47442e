"""Mailboxes whose mails come in, and how far each was read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from leadline.accounts.models import WorkspaceModel
from leadline.connections.models.intakes import Intake


class Mailbox(WorkspaceModel):
    """What a way in needs to read a mailbox; its server is named on the way in.

    ``validity`` and ``last`` say up to which mail of the folder it was read.
    ``move_to`` is the folder that takes what was read, none where it stays as it is.
    ``checker`` names the server whose word on senders counts.
    """

    LOCKED: ClassVar = ("login", "password")

    intake = models.OneToOneField(Intake, on_delete=models.CASCADE, related_name="+")
    port = models.PositiveIntegerField()
    login = models.TextField()
    password = models.TextField()
    folder = models.CharField(max_length=120)
    move_to = models.CharField(max_length=120, blank=True)
    checker = models.CharField(max_length=253, blank=True)
    validity = models.PositiveBigIntegerField(default=0)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.folder} of {self.intake}"
