"""Frameworks, assessments, peers whom nobody can tell apart, and next steps."""

from __future__ import annotations

import uuid

from django.db import models

from leadline.accounts.models import Membership, User, WorkspaceModel
from leadline.growth.types import StepState


class Framework(WorkspaceModel):
    """A framework of the workspace's own, as it was loaded."""

    name = models.CharField(max_length=80)
    text = models.TextField()


class Cycle(WorkspaceModel):
    """One assessment of one person; ``text`` is the framework it was made with."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    text = models.TextField()
    started_on = models.DateField()
    closed_on = models.DateField(null=True)
    own = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    manager = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    managers_view = models.JSONField(default=dict)


class PeerLink(WorkspaceModel):
    """A link that lets one peer answer once; it knows nothing of the answer."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField()
    is_used = models.BooleanField(default=False)
    is_revoked = models.BooleanField(default=False)


class PeerRating(WorkspaceModel):
    """One rating of one competency; those of one peer are not kept together.

    The id is random and ``created_at`` the first day of the assessment for all: a row
    says neither who nor when nor in which order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="ratings")
    competency = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()


class PeerComment(WorkspaceModel):
    """What a peer wrote, apart from their ratings; as nameless as those."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="comments")
    words = models.TextField()


class Share(WorkspaceModel):
    """That a person lets somebody see one of their assessments.

    It ends with the membership: who comes back was not named again.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "user"], name="an_assessment_is_shared_once_each"
            )
        ]


class EvidenceNote(WorkspaceModel):
    """That a person hides what the record says, or explains it."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    measure = models.CharField(max_length=40)
    is_hidden = models.BooleanField(default=False)
    explanation = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "measure"],
                name="one_note_of_a_measure_each",
            )
        ]


class Step(WorkspaceModel):
    """A next step of growth; ``baseline`` is what the record said when it began."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=240)
    competency = models.CharField(max_length=40)
    due_on = models.DateField()
    with_whom = models.CharField(max_length=120, blank=True)
    seen_by = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=120, blank=True)
    baseline = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=StepState, default=StepState.OPEN)
    learned = models.TextField(blank=True)
