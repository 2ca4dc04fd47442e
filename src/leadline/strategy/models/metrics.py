"""Metrics, what fills them, and their readings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from leadline.accounts.models import Product, User, Versioned, WorkspaceModel
from leadline.strategy.types import (
    Direction,
    SourceKind,
)


class Metric(Versioned):
    """A number that is measured over time; money names its currency."""

    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=24, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_archived = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_metric_of_a_name"
            ),
            models.CheckConstraint(
                name="metric_is_money_or_has_a_unit",
                condition=Q(unit="") | Q(currency=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MetricSource(Versioned):
    """A database of the user's own that metrics are read from.

    ``address`` holds no password; ``password`` is locked (``foundation.lockbox``).
    """

    LOCKED: ClassVar = ("password",)

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=SourceKind)
    address = models.CharField(max_length=400)
    password = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_metric_source_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MetricQuery(Versioned):
    """The question that fills a metric, asked every so many hours.

    It is asked in the name of ``user``, who wrote it last. Without ``next_at`` it is
    off: by a person, or after many failures in a row.
    """

    metric = models.OneToOneField(Metric, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(
        MetricSource, on_delete=models.PROTECT, related_name="queries"
    )
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sql = models.TextField()
    hours = models.PositiveSmallIntegerField(default=24)
    next_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "next_at"], name="metric_queries_due")
        ]
        constraints = [
            models.CheckConstraint(
                name="metric_query_has_a_rhythm", condition=Q(hours__gt=0)
            )
        ]

    def __str__(self) -> str:
        return self.metric.name


class Reading(WorkspaceModel):
    """What a metric measured on a day, and where the number comes from.

    One that ``is_asked`` was read by a question and gives way to it; one that a person
    wrote stays.
    """

    metric = models.ForeignKey(
        Metric, on_delete=models.CASCADE, related_name="readings"
    )
    on_date = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=4)
    source = models.CharField(max_length=120)
    note = models.CharField(max_length=240, blank=True)
    is_asked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "on_date"], name="one_reading_of_a_metric_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.on_date}"
