"""Words on the chair, and how fast words age here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from leadline.accounts.models import User, WorkspaceModel
from leadline.decisions.models.decisions import Decision, Option
from leadline.decisions.types import Guesser, Side, WordState
from leadline.evidence.models import Feedback


class ChairWord(WorkspaceModel):
    """A customer's words about one option: proposed, then looked at by a person.

    ``guess`` is the side a model held likelier, ``chance`` how sure it was, and
    ``guess_by`` which model; they stay when a person says otherwise, so that one can
    count how often guesses were right. ``passage`` is the part that told the model.
    """

    SEALED: ClassVar = ("decision_id", "option_id", "feedback_id", "side", "state")
    SEALED_AS: ClassVar = "The place on a chair"
    SEALED_UNDER: ClassVar = "feedback_id"

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
    guess = models.CharField(max_length=8, choices=Side, blank=True)
    guess_by = models.CharField(max_length=8, choices=Guesser, blank=True)
    chance = models.FloatField(default=0.0)
    passage = models.TextField(blank=True)
    set_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "option", "feedback"],
                name="words_stand_once_about_an_option",
            ),
            models.CheckConstraint(
                name="a_guess_names_its_model",
                condition=Q(guess="") | ~Q(guess_by=""),
            ),
        ]


class Saying(WorkspaceModel):
    """What a person said of words while hearing them, so that it can be taken back.

    ``steps`` holds each place on the chair as it was and as it became. Rows go with
    the sitting: they are no record, the chair and the audit log are.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    said_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    steps = models.JSONField(default=list)


class ChairSettings(WorkspaceModel):
    """How many days it takes until a word is worth half, in this workspace."""

    half_life_days = models.PositiveIntegerField(default=180)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], name="one_chair_settings_of_a_workspace"
            )
        ]
