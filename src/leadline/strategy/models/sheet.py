"""The sheet of economics, and what was projected from it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import User, Versioned, WorkspaceModel
from leadline.strategy.models.metrics import Metric
from leadline.strategy.types import (
    CellSource,
    Driver,
    Figure,
)


class SheetSegment(Versioned):
    """A row of the sheet: customers who are alike, by the name of their segment."""

    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_row_of_a_segment"
            )
        ]

    def __str__(self) -> str:
        return self.name


def _point() -> models.DecimalField[Any, Any]:
    return models.DecimalField(max_digits=20, decimal_places=4)


class SheetCell(Versioned):
    """What is expected of a driver: a range, who said it and what it rests on.

    Without a segment it is a cost of the whole business. Percentages are kept as
    such; money is in ``currency``, the workspace's when it was said. A guess is made
    from the record: ``said_by`` is then nobody.
    """

    segment = models.ForeignKey(
        SheetSegment, on_delete=models.CASCADE, null=True, related_name="+"
    )
    driver = models.CharField(max_length=10, choices=Driver)
    low, mid, high = _point(), _point(), _point()
    nothing = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    currency = models.CharField(max_length=3, blank=True)
    source = models.CharField(max_length=6, choices=CellSource)
    words = models.CharField(max_length=240, blank=True)
    is_few = models.BooleanField(default=False)
    said_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "driver"],
                condition=Q(segment__isnull=False),
                name="one_cell_of_a_driver_a_segment",
            ),
            models.UniqueConstraint(
                fields=["workspace", "driver"],
                condition=Q(segment__isnull=True),
                name="one_cell_of_a_cost",
            ),
            models.CheckConstraint(
                name="cell_rises", condition=Q(low__lte=F("mid"), mid__lte=F("high"))
            ),
            models.CheckConstraint(
                name="nobody_said_a_guess",
                condition=~Q(source=CellSource.GUESS, said_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.driver} of the sheet"


class Yardstick(WorkspaceModel):
    """That a metric measures a figure of the projection, so that goals have odds."""

    metric = models.OneToOneField(Metric, on_delete=models.CASCADE, related_name="+")
    figure = models.CharField(max_length=16, choices=Figure)

    def __str__(self) -> str:
        return f"{self.figure} of metric {self.metric_id}"


class Projection(WorkspaceModel):
    """What the sheet and a plan came to: kept whole, with what it was made from.

    ``plan_id`` is the plan's number, none where nothing is planned. ``model`` is the
    file ``leadline project`` reads; ``digest`` is that of the model, so that anybody
    can tell whether it would be another today.
    """

    plan_id = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    seed = models.PositiveIntegerField(default=0)
    futures = models.PositiveIntegerField()
    model = models.JSONField()
    result = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["workspace", "plan_id", "-made_at"])]

    def __str__(self) -> str:
        return f"projection of {self.made_at:%Y-%m-%d}"
