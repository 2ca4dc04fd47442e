"""What one member thinks of people: theirs, and of those they share it with."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import Membership, User, WorkspaceModel
from leadline.stakeholders.models.people import Person
from leadline.stakeholders.types import Stance


class Judgement(WorkspaceModel):
    """What one member thinks of one stakeholder: where they stand, what moves them."""

    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="judgements"
    )
    wants = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    next_move = models.TextField(blank=True)
    influence = models.PositiveSmallIntegerField(default=50)
    interest = models.PositiveSmallIntegerField(default=50)
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.OPEN)
    wanted = models.CharField(max_length=8, choices=Stance, default=Stance.FOR)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "person"], name="one_judgement_of_author_and_person"
            ),
            models.CheckConstraint(
                name="influence_and_interest_within_0_to_100",
                condition=Q(influence__lte=100, interest__lte=100),
            ),
        ]


class JudgementShare(WorkspaceModel):
    """A member who may read a judgement because its author named them.

    It ends with the membership: who comes back was not named again.
    """

    judgement = models.ForeignKey(
        Judgement, on_delete=models.CASCADE, related_name="shares"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["judgement", "user"], name="a_judgement_is_shared_once_with_one"
            )
        ]


class Listening(WorkspaceModel):
    """That somebody listens to somebody, says its author; 3 strongly, 1 a little."""

    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    listener = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="listens"
    )
    heeded = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="heard")
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "listener", "heeded"],
                name="one_listening_of_author_and_two_people",
            ),
            models.CheckConstraint(
                name="nobody_listens_to_themselves",
                condition=~Q(listener=F("heeded")),
            ),
        ]


class StanceChange(WorkspaceModel):
    """That somebody's stance changed in their judge's eyes, and why."""

    judgement = models.ForeignKey(
        Judgement, on_delete=models.CASCADE, related_name="changes"
    )
    at = models.DateTimeField()
    was = models.CharField(max_length=8, choices=Stance)
    stance = models.CharField(max_length=8, choices=Stance)
    why = models.CharField(max_length=500, blank=True)
