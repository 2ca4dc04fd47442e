"""Promises and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leadline.accounts.models import User, Versioned, WorkspaceModel
from leadline.stakeholders.models.people import Person
from leadline.stakeholders.types import Direction, Part, PromiseState, StepKind

ENDED = [PromiseState.KEPT, PromiseState.BROKEN, PromiseState.RELEASED]


class Commitment(Versioned):
    """Something promised to somebody or by somebody."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="commitments"
    )
    what = models.CharField(max_length=240)
    direction = models.CharField(max_length=8, choices=Direction)
    part = models.CharField(max_length=8, choices=Part, default=Part.OTHER)
    state = models.CharField(
        max_length=8, choices=PromiseState, default=PromiseState.OFFERED
    )
    due_date = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    evidence = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "state", "due_date", "id"])]
        constraints = [
            models.CheckConstraint(
                name="commitment_ends_on_a_day",
                condition=Q(state__in=ENDED, settled_on__isnull=False)
                | ~Q(state__in=ENDED) & Q(settled_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.what


class CommitmentStep(WorkspaceModel):
    """A change of a promise's state or day, and why.

    ``moved_from`` and ``moved_to`` are the days where its day moved; a promise
    without a day moves from none.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="steps"
    )
    at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=StepKind)
    was = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=8, choices=PromiseState)
    moved_from = models.DateField(null=True)
    moved_to = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
