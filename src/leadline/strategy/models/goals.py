"""Goals, how they are measured, and what people said of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import Product, User, Versioned, WorkspaceModel
from leadline.strategy.models.metrics import Metric
from leadline.strategy.types import (
    GoalKind,
    GoalState,
)


class Goal(Versioned):
    """A business result; what it shall reach is said by its measures."""

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=14, choices=GoalKind)
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
        ]

    def __str__(self) -> str:
        return self.name


class GoalMeasure(WorkspaceModel):
    """What of a goal is measured, from where to where, by which day.

    ``unit`` and ``currency`` are those of the metric where there is one; a measure
    without a metric says in ``measure`` what it is, and is read in check-ins.
    ``baseline_date`` is the day it stood at the baseline, from which its pace is
    counted. The oldest measure of a goal is its first.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="measures")
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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "metric"], name="one_measure_of_a_metric_in_a_goal"
            ),
            models.CheckConstraint(
                name="measure_has_a_metric_or_says_what_it_is",
                condition=Q(metric__isnull=False) | ~Q(measure=""),
            ),
        ]

    def __str__(self) -> str:
        return self.metric.name if self.metric else self.measure


class CheckIn(WorkspaceModel):
    """How sure its author was, on a day, that a goal is reached, and why."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on_date = models.DateField()
    confidence = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000)

    class Meta:
        indexes = [models.Index(fields=["goal", "on_date"], name="check_ins_of_goal")]
        constraints = [
            models.CheckConstraint(
                name="check_in_confidence_is_a_percentage",
                condition=Q(confidence__lte=100),
            ),
            models.CheckConstraint(name="check_in_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.confidence}% on {self.on_date}"


class CheckInReading(WorkspaceModel):
    """What a measure read at a check-in, as its author wrote it."""

    check_in = models.ForeignKey(
        CheckIn, on_delete=models.CASCADE, related_name="readings"
    )
    measure = models.ForeignKey(GoalMeasure, on_delete=models.CASCADE, related_name="+")
    value = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_in", "measure"],
                name="one_reading_of_a_measure_a_check_in",
            )
        ]

    def __str__(self) -> str:
        return str(self.value)
