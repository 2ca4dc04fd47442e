"""People and organisations, and contacts with them: facts, for the workspace."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from leadline.accounts.models import User, Versioned, WorkspaceModel
from leadline.evidence.models import Customer
from leadline.stakeholders.types import ContactKind, Function


class Person(Versioned):
    """Somebody with a say: a person, or an organisation that speaks with one voice.

    ``account`` is theirs where they are a member themselves: what others think of them
    is never shown to it.
    """

    FORGOTTEN: ClassVar = {"name": "Somebody who left ({})", "email": ""}

    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    function = models.CharField(max_length=12, choices=Function)
    is_organisation = models.BooleanField(default=False)
    account = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    customer = models.ForeignKey(
        Customer, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    cadence_days = models.PositiveSmallIntegerField(null=True)
    last_contact = models.DateField(null=True)
    is_archived = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name", "organisation"],
                name="one_stakeholder_of_a_name_and_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContactNote(WorkspaceModel):
    """A time somebody was spoken to, and what they said."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="contacts"
    )
    on_date = models.DateField()
    kind = models.CharField(max_length=8, choices=ContactKind)
    note = models.TextField(blank=True)
    words = models.TextField(blank=True)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
