"""Who was told of what, briefings, and to whom they were mailed."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models import User, WorkspaceModel
from leadline.stakeholders.models.people import Person
from leadline.stakeholders.types import Audience, BriefingState


class Told(WorkspaceModel):
    """That a person was told of a change or need not be; ``subject`` is kind and id."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="told")
    subject = models.CharField(max_length=60)
    told_at = models.DateTimeField()
    how = models.CharField(max_length=240)
    is_needless = models.BooleanField(default=False)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["workspace", "person", "subject", "told_at"])]


class Briefing(WorkspaceModel):
    """A message to an audience or a partner, made from facts and edited by a person.

    ``parts`` is what stands below the opening, with the record behind each part;
    ``facts`` is where things stood in time, to tell the next one what moved.
    """

    audience = models.CharField(max_length=12, choices=Audience)
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(
        max_length=8, choices=BriefingState, default=BriefingState.DRAFT
    )
    title = models.CharField(max_length=400)
    body = models.TextField(blank=True)
    parts = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return self.title


class Mailing(WorkspaceModel):
    """One address a briefing goes to; mailed once, however often the job runs."""

    briefing = models.ForeignKey(
        Briefing, on_delete=models.CASCADE, related_name="mailings"
    )
    address = models.EmailField()
    mailed_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "address"],
                name="a_briefing_goes_once_to_an_address",
            )
        ]
