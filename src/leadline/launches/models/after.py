"""Whom to tell on the day, and what came of a launch."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leadline.accounts.models import User, Versioned, WorkspaceModel
from leadline.decisions.types import Result
from leadline.evidence.models import Customer, Feedback
from leadline.launches.models.launches import Launch
from leadline.launches.types import After
from leadline.stakeholders.models import Person


class LaunchLetter(Versioned):
    """A draft to a customer who asked, or to a stakeholder, that a person sends.

    ``feedback`` are the words it answers; ``is_needless`` says with ``how`` why it
    need not be sent.
    """

    launch = models.ForeignKey(Launch, on_delete=models.CASCADE, related_name="letters")
    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, null=True, related_name="+"
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, related_name="+"
    )
    feedback = models.ForeignKey(
        Feedback, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(max_length=4000)
    told_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=240, blank=True)
    is_needless = models.BooleanField(default=False)
    told_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["launch", "customer"],
                name="one_letter_of_a_launch_to_a_customer",
            ),
            models.UniqueConstraint(
                fields=["launch", "person"], name="one_letter_of_a_launch_to_a_person"
            ),
            models.CheckConstraint(
                name="a_letter_is_to_a_customer_or_a_person",
                condition=Q(customer__isnull=True, person__isnull=False)
                | Q(customer__isnull=False, person__isnull=True),
            ),
            models.CheckConstraint(
                name="a_letter_told_says_how",
                condition=Q(told_at__isnull=True) | ~Q(how=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.customer or self.person or "")


class LaunchOutcome(WorkspaceModel):
    """What came of a launch so many days after it, against what was expected."""

    launch = models.ForeignKey(
        Launch, on_delete=models.CASCADE, related_name="outcomes"
    )
    after = models.PositiveSmallIntegerField(choices=After)
    result = models.CharField(max_length=8, choices=Result)
    words = models.TextField(max_length=2000)
    on_date = models.DateField()
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["launch", "after"], name="one_outcome_of_a_launch_after_days"
            )
        ]

    def __str__(self) -> str:
        return self.words
