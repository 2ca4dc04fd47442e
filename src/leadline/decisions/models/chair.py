"""Words on the chair, and how fast words age here."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models import User, WorkspaceModel
from leadline.decisions.models.decisions import Decision, Option
from leadline.decisions.types import Side, WordState
from leadline.evidence.models import Feedback


class ChairWord(WorkspaceModel):
    """A customer's words about one option: proposed, then looked at by a person."""

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="chair_words"
    )
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="+")
    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    state = models.CharField(
        max_length=10, choices=WordState, default=WordState.PROPOSED
    )
    strength = models.FloatField(default=0.5)
    set_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "option", "feedback"],
                name="words_stand_once_about_an_option",
            )
        ]


class ChairSettings(WorkspaceModel):
    """How many days it takes until a word is worth half, in this workspace."""

    half_life_days = models.PositiveIntegerField(default=180)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], name="one_chair_settings_of_a_workspace"
            )
        ]
