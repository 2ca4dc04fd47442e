"""Decisions, their options, and what they touch."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import User, Versioned, WorkspaceModel
from leadline.decisions.types import ChairVerdict, DecisionState, Deed, Door
from leadline.evidence.models import Need
from leadline.roadmap.models import Bet
from leadline.strategy.models import Goal

CLOSED = [DecisionState.DECIDED, DecisionState.REVIEWED, DecisionState.REVERSED]


class Decision(Versioned):
    """A question with options; once taken, the choice, the sentence and the chair.

    ``chair_*`` is how the chair was heard when the decision was taken; ``override``
    the written reason for closing it around a weak or empty one; ``premortem`` the
    likeliest reason it goes badly, imagined before it was taken. ``cites_against``
    says that the sentence holds words of a customer against the choice.
    """

    SEALED: ClassVar = (
        "question", "context", "criteria", "consulted", "state", "door", "choice_id",
        "reasons", "because", "sentence", "cites_against", "premortem", "confidence",
        "review_date", "decided_at", "reviewed_at", "reversed_at", "chair_verdict",
        "override",
    )  # fmt: skip
    SEALED_AS: ClassVar = "The decision"

    question = models.CharField(max_length=240)
    context = models.TextField(blank=True)
    criteria = models.TextField(blank=True)
    consulted = models.CharField(max_length=500, blank=True)
    state = models.CharField(
        max_length=10, choices=DecisionState, default=DecisionState.DRAFT
    )
    door = models.CharField(max_length=8, choices=Door, default=Door.TWO_WAY)
    decider = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    choice = models.ForeignKey(
        "Option", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reasons = models.TextField(blank=True)
    because = models.CharField(max_length=500, blank=True)
    sentence = models.TextField(blank=True)
    cites_against = models.BooleanField(default=False)
    premortem = models.TextField(blank=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    due_date = models.DateField(null=True)
    review_date = models.DateField(null=True)
    heard_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    review_moved_at = models.DateTimeField(null=True)
    reversed_at = models.DateTimeField(null=True)
    looked_at = models.PositiveIntegerField(default=0)
    chair_verdict = models.CharField(max_length=8, choices=ChairVerdict, blank=True)
    chair_coverage = models.FloatField(null=True)
    chair_freshness = models.FloatField(null=True)
    chair_diversity = models.FloatField(null=True)
    override = models.TextField(blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["workspace", "state", "due_date", "id"])]
        constraints = [
            models.CheckConstraint(
                name="decision_is_taken_with_choice_sentence_and_chair",
                condition=~Q(state__in=CLOSED)
                | Q(choice__isnull=False, decided_at__isnull=False)
                & ~Q(sentence="")
                & ~Q(chair_verdict=""),
            ),
            models.CheckConstraint(
                name="decision_around_the_chair_says_why",
                condition=~Q(state__in=CLOSED)
                | Q(chair_verdict=ChairVerdict.TAKEN)
                | ~Q(override=""),
            ),
            models.CheckConstraint(
                name="decision_does_not_supersede_itself",
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Option(WorkspaceModel):
    """One of the ways to answer the question."""

    SEALED: ClassVar = ("decision_id", "title", "note")
    SEALED_AS: ClassVar = "The option"

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="options"
    )
    title = models.CharField(max_length=160)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "title"], name="one_option_of_a_title"
            )
        ]

    def __str__(self) -> str:
        return self.title


class DecisionNeed(WorkspaceModel):
    """A need that a decision touches."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "need"], name="one_link_of_decision_and_need"
            )
        ]


class DecisionBet(WorkspaceModel):
    """A bet that a decision touches."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE)
    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "bet"], name="one_link_of_decision_and_bet"
            )
        ]


class DecisionSegment(WorkspaceModel):
    """A segment of customers whom a decision touches, by its name."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "name"], name="one_link_of_decision_and_segment"
            )
        ]


class DecisionGoal(WorkspaceModel):
    """A goal that a decision touches."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "goal"], name="one_link_of_decision_and_goal"
            )
        ]


class DecisionChange(WorkspaceModel):
    """One line of a decision's history: what was done to it, by whom, and why."""

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="changes"
    )
    at = models.DateTimeField()
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=Deed)
    what = models.CharField(max_length=240)
    why = models.TextField(blank=True)
