"""The monthly business review and its versions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from leadline.accounts.models import Product, User, Versioned, WorkspaceModel
from leadline.strategy.types import (
    ReviewDeed,
    ReviewState,
    Section,
)


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
