"""Tables of the strategy domain: metrics, goals, check-ins, reviews, the sheet."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import Product, User, Versioned, WorkspaceModel
from leadline.strategy.types import (
    CellSource,
    Direction,
    Driver,
    Figure,
    GoalKind,
    GoalState,
    ReviewDeed,
    ReviewState,
    Section,
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


class MonthReview(Versioned):
    """The business review of a month: of one product, or of the whole workspace.

    ``title`` is the sentence on top as it stands, ``name`` what it is found by. What
    it says is in its steps, one for each version.
    """

    SEALED: ClassVar = ("month", "product_id", "state", "title", "version")
    SEALED_AS: ClassVar = "The business review"

    month = models.CharField(max_length=7)
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(
        max_length=8, choices=ReviewState, default=ReviewState.DRAFT
    )
    title = models.CharField(max_length=400)
    name = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-month", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "month"],
                condition=Q(product__isnull=True),
                name="one_review_of_a_month",
            ),
            models.UniqueConstraint(
                fields=["workspace", "month", "product"],
                name="one_review_of_a_month_a_product",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReviewStep(WorkspaceModel):
    """A version of a review: facts that were computed, or words that were written.

    Nothing here is ever changed: a review reads its newest facts and, of each section,
    the newest words.
    """

    SEALED: ClassVar = ("review_id", "number", "deed", "section", "words", "facts")
    SEALED_AS: ClassVar = "The version of a business review"

    review = models.ForeignKey(
        MonthReview, on_delete=models.CASCADE, related_name="steps"
    )
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=8, choices=ReviewDeed)
    section = models.CharField(max_length=10, choices=Section, blank=True)
    words = models.TextField(blank=True)
    is_instead = models.BooleanField(default=False)
    facts = models.JSONField(null=True)
    at = models.DateTimeField()
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="one_step_a_version_of_a_review"
            ),
            models.CheckConstraint(
                name="review_step_has_facts_where_they_were_computed",
                condition=Q(
                    deed__in=[ReviewDeed.MADE, ReviewDeed.TAKEN_IN],
                    facts__isnull=False,
                )
                | Q(
                    deed__in=[ReviewDeed.WRITTEN, ReviewDeed.FINISHED],
                    facts__isnull=True,
                ),
            ),
        ]


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
