"""Predictions with forecasts and outcomes, reviews of decisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import User, WorkspaceModel
from leadline.decisions.models.decisions import Decision
from leadline.decisions.types.predictions import (
    PredictionKind,
    PredictionState,
    Result,
    Way,
)
from leadline.roadmap.models import Bet
from leadline.strategy.models import Goal, Metric, Reading


class Prediction(WorkspaceModel):
    """A question about the future that a day and a rule will settle.

    ``judge`` is who says what came out, on that day or after it.
    """

    SEALED: ClassVar = (
        "text", "kind", "state", "rule", "unit", "resolve_on", "way", "bar", "happened",
        "value", "source", "lesson", "resolved_at",
    )  # fmt: skip
    SEALED_AS: ClassVar = "The prediction"

    text = models.CharField(max_length=240)
    kind = models.CharField(max_length=6, choices=PredictionKind)
    state = models.CharField(
        max_length=9, choices=PredictionState, default=PredictionState.OPEN
    )
    rule = models.CharField(max_length=500, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    resolve_on = models.DateField()
    judge = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, null=True, related_name="predictions"
    )
    bet = models.ForeignKey(Bet, on_delete=models.SET_NULL, null=True, related_name="+")
    goal = models.ForeignKey(
        Goal, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    metric = models.ForeignKey(
        Metric, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    way = models.CharField(max_length=8, choices=Way, blank=True)
    bar = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    reading = models.ForeignKey(
        Reading, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    happened = models.BooleanField(null=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    source = models.CharField(max_length=240, blank=True)
    lesson = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "state", "resolve_on", "id"])]
        constraints = [
            models.CheckConstraint(
                name="prediction_is_read_against_a_bar_one_way",
                condition=Q(way="", bar__isnull=True)
                | ~Q(way="") & Q(bar__isnull=False, kind=PredictionKind.EVENT),
            ),
            models.CheckConstraint(
                name="prediction_comes_out_with_what_and_whence",
                condition=~Q(state=PredictionState.RESOLVED)
                | Q(resolved_at__isnull=False)
                & ~Q(source="")
                & (
                    Q(kind=PredictionKind.EVENT, happened__isnull=False)
                    | Q(kind=PredictionKind.RANGE, value__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Forecast(WorkspaceModel):
    """What one person said at one time; the last one before the outcome counts."""

    prediction = models.ForeignKey(
        Prediction, on_delete=models.CASCADE, related_name="forecasts"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    probability = models.PositiveSmallIntegerField(null=True)
    p10 = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    p50 = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    p90 = models.DecimalField(max_digits=20, decimal_places=4, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="forecast_is_a_probability_or_a_range",
                condition=Q(
                    probability__gte=1,
                    probability__lte=99,
                    p10__isnull=True,
                    p50__isnull=True,
                    p90__isnull=True,
                )
                | Q(probability__isnull=True, p10__lte=F("p50"), p50__lte=F("p90")),
            )
        ]


class Review(WorkspaceModel):
    """What was learned of a decision; how it was taken is kept apart from luck."""

    decision = models.OneToOneField(
        Decision, on_delete=models.CASCADE, related_name="review"
    )
    process = models.PositiveSmallIntegerField()
    checks = models.JSONField(default=list)
    result = models.CharField(max_length=8, choices=Result)
    lesson = models.TextField()
    at = models.DateTimeField()
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )


class Sharing(WorkspaceModel):
    """A person who lets the workspace see how good their forecasts are."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"], name="one_sharing_of_a_person"
            )
        ]
