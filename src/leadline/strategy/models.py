"""Tables of the strategy domain: metrics with their readings, and goals."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import Product, User, Versioned, WorkspaceModel
from leadline.strategy.types import Direction, GoalKind, GoalState


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


class Reading(WorkspaceModel):
    """What a metric measured on a day, and where the number comes from."""

    metric = models.ForeignKey(
        Metric, on_delete=models.CASCADE, related_name="readings"
    )
    on_date = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=4)
    source = models.CharField(max_length=120)
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "on_date"], name="one_reading_of_a_metric_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.on_date}"


class Goal(Versioned):
    """A business result with a measure, a target and a date.

    ``unit`` and ``currency`` are those of the metric where there is one; a goal
    without a metric says what it measures in ``measure``. ``baseline_date`` is the
    day it stood at the baseline, from which its pace is counted.
    """

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=14, choices=GoalKind)
    metric = models.ForeignKey(
        Metric, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    measure = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=24, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    baseline = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True
    )
    baseline_date = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    target_date = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        max_length=8, choices=GoalState, default=GoalState.OPEN, db_index=True
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_goal_of_a_name"
            ),
            models.CheckConstraint(
                name="goal_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(
                name="goal_has_a_metric_or_says_its_measure",
                condition=Q(metric__isnull=False) | ~Q(measure=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name
