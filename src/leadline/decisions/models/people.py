"""Who has a say in a decision."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from leadline.accounts.models import User, WorkspaceModel
from leadline.decisions.models.decisions import Decision, Option
from leadline.decisions.types import Part
from leadline.stakeholders.models import Person
from leadline.stakeholders.types import Stance


class DecisionPerson(WorkspaceModel):
    """That a stakeholder is asked before a decision or told after it.

    ``stance`` is where they stand on this question, as somebody heard them say, and
    ``option`` what they are for or against when they named one.
    """

    SEALED: ClassVar = (
        "decision_id",
        "person_id",
        "part",
        "stance",
        "option_id",
        "why",
    )
    SEALED_AS: ClassVar = "The stance"

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="people"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=8, choices=Part, default=Part.ASKED)
    stance = models.CharField(max_length=8, choices=Stance, blank=True)
    option = models.ForeignKey(
        Option, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    why = models.CharField(max_length=500, blank=True)
    said_at = models.DateTimeField(null=True)
    said_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "person"], name="a_person_has_one_say_in_a_decision"
            )
        ]
