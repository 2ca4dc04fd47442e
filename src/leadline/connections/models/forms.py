"""The page on which anybody says what they want."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models import Versioned


class FormPage(Versioned):
    """The feedback form of a workspace; ``key`` is the end of its public address."""

    key = models.CharField(max_length=64, db_index=True)
    title = models.CharField(max_length=120)
    lead = models.CharField(max_length=500, blank=True)
    asks_who = models.BooleanField(default=True)
    may_embed = models.BooleanField(default=False)
    is_on = models.BooleanField(default=False)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], name="one_form_a_workspace")
        ]

    def __str__(self) -> str:
        return self.title
