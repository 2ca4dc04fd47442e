"""Criteria of a decision, and what each option does by them."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models import User, WorkspaceModel
from leadline.decisions.models.decisions import Decision, Option


class Criterion(WorkspaceModel):
    """What the options of a decision are compared by."""

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="compared_by"
    )
    title = models.CharField(max_length=120)
    note = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "title"], name="one_criterion_of_a_title"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Comparison(WorkspaceModel):
    """What one option does by one criterion, as a person says, and what it rests on."""

    criterion = models.ForeignKey(
        Criterion, on_delete=models.CASCADE, related_name="cells"
    )
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=80)
    grounds = models.CharField(max_length=160, blank=True)
    set_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "option"], name="one_cell_of_criterion_and_option"
            )
        ]
