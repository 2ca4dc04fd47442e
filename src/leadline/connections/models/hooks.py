"""Addresses of other programs, and the messages that wait for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from leadline.accounts.models import Versioned, WorkspaceModel
from leadline.connections.types import DeliveryState


class Endpoint(Versioned):
    """An address that is told what happens to records.

    ``told_to`` is the line of the audit log up to which its messages are written. What
    opens it is locked; ``old_secret`` signs beside the other until ``old_until``.
    ``rest_until`` lets a server alone that is not there or slow, ``off_told`` says that
    the owners were told that it was given up.
    """

    LOCKED: ClassVar = ("address", "secret", "old_secret")

    name = models.CharField(max_length=80)
    address = models.TextField()
    server_name = models.CharField(max_length=253)
    areas = models.JSONField(default=list)
    secret = models.TextField()
    old_secret = models.TextField(blank=True)
    old_until = models.DateTimeField(null=True)
    told_to = models.PositiveBigIntegerField(default=0)
    is_on = models.BooleanField(default=True)
    fault = models.CharField(max_length=300, blank=True)
    failing_since = models.DateTimeField(null=True)
    rest_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    off_told = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_endpoint_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(WorkspaceModel):
    """One message to one address; ``body`` is sent to the byte at each attempt.

    ``line`` is the line of the audit log that it tells of, nothing for a try.
    """

    PURGED: ClassVar = (
        "mails",
        "ended_at",
        {"state__in": (DeliveryState.DONE, DeliveryState.FAILED)},
    )

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="+")
    line = models.PositiveBigIntegerField(null=True)
    message = models.CharField(max_length=40)
    type = models.CharField(max_length=60)
    body = models.TextField()
    state = models.CharField(
        max_length=7, choices=DeliveryState, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "line"], name="a_line_is_told_once"
            )
        ]
        indexes = [
            models.Index(fields=["endpoint", "-id"], name="deliveries_of_an_endpoint"),
            models.Index(
                fields=["workspace", "due_at"],
                condition=models.Q(state=DeliveryState.WAITING),
                name="deliveries_that_wait",
            ),
        ]

    def __str__(self) -> str:
        return self.message
