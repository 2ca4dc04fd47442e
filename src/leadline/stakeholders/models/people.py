"""People and organisations, who listens to whom, contacts and stances."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import User, WorkspaceModel
from leadline.evidence.models import Customer
from leadline.stakeholders.types import ContactKind, Function, Stance


class Person(WorkspaceModel):
    """Somebody with a say: a person, or an organisation that speaks with one voice."""

    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    function = models.CharField(max_length=12, choices=Function)
    is_organisation = models.BooleanField(default=False)
    wants = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    next_move = models.TextField(blank=True)
    influence = models.PositiveSmallIntegerField(default=50)
    interest = models.PositiveSmallIntegerField(default=50)
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.OPEN)
    wanted = models.CharField(max_length=8, choices=Stance, default=Stance.FOR)
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
            models.CheckConstraint(
                name="influence_and_interest_are_0_to_100",
                condition=Q(influence__lte=100, interest__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Listening(WorkspaceModel):
    """That somebody listens to somebody; 3 strongly, 1 a little."""

    listener = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="listens"
    )
    heeded = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="heard")
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listener", "heeded"], name="one_listening_of_two_people"
            ),
            models.CheckConstraint(
                name="nobody_listens_to_themselves",
                condition=~Q(listener=F("heeded")),
            ),
        ]


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


class StanceChange(WorkspaceModel):
    """That somebody's stance changed, and why."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stances")
    at = models.DateTimeField()
    was = models.CharField(max_length=8, choices=Stance)
    stance = models.CharField(max_length=8, choices=Stance)
    why = models.CharField(max_length=500, blank=True)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
