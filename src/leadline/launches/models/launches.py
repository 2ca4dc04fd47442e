"""Launches, their steps, and templates of one's own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leadline.accounts.models import User, Versioned
from leadline.decisions.models import Decision, Option
from leadline.launches.types import LaunchKind, LaunchPart, LaunchState, StepState
from leadline.roadmap.models import Bet
from leadline.stakeholders.models import Commitment


class Launch(Versioned):
    """Something that goes to market on a day.

    ``first_day`` is the day that was said first, and stays. ``decision`` asks whether
    it goes, and ``go`` is the option that says so: what was decided is read there.
    """

    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=8, choices=LaunchKind)
    state = models.CharField(
        max_length=10, choices=LaunchState, default=LaunchState.PREPARING
    )
    summary = models.CharField(max_length=500, blank=True)
    day = models.DateField()
    first_day = models.DateField()
    launched_on = models.DateField(null=True)
    why = models.CharField(max_length=300, blank=True)
    bet = models.ForeignKey(Bet, on_delete=models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    go = models.ForeignKey(
        Option, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["workspace", "state", "day", "id"])]
        constraints = [
            models.CheckConstraint(
                name="a_launch_is_launched_on_a_day",
                condition=Q(state=LaunchState.LAUNCHED, launched_on__isnull=False)
                | ~Q(state=LaunchState.LAUNCHED) & Q(launched_on__isnull=True),
            ),
            models.CheckConstraint(
                name="a_launch_called_off_says_why",
                condition=~Q(state=LaunchState.OFF) | ~Q(why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LaunchStep(Versioned):
    """A step of a launch: what one function does, by a day counted from the launch.

    ``asked_on`` is the day its owner was asked, ``answered_on`` the day they said
    something; ``promise`` a promise it waits for, ``lead_days`` how long it takes.
    """

    launch = models.ForeignKey(Launch, on_delete=models.CASCADE, related_name="steps")
    part = models.CharField(max_length=8, choices=LaunchPart)
    title = models.CharField(max_length=160)
    days = models.SmallIntegerField(default=0)
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=StepState, default=StepState.OPEN)
    proof = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=300, blank=True)
    lead_days = models.PositiveSmallIntegerField(null=True)
    promise = models.ForeignKey(
        Commitment, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "owner", "state"])]
        constraints = [
            models.CheckConstraint(
                name="a_step_is_done_on_a_day_with_proof",
                condition=Q(state=StepState.DONE, done_on__isnull=False) & ~Q(proof="")
                | ~Q(state=StepState.DONE) & Q(done_on__isnull=True),
            ),
            models.CheckConstraint(
                name="a_step_blocked_or_spared_says_why",
                condition=~Q(state__in=[StepState.BLOCKED, StepState.NOT_NEEDED])
                | ~Q(why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LaunchTemplate(Versioned):
    """A template of the workspace's own, as YAML; what it says is read from it."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=LaunchKind)
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_launch_template_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
