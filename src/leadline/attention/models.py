"""Calendars, their entries, corrections and targets; all of them one person's own."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models import User, WorkspaceModel
from leadline.attention.types import SAYABLE


class CalendarSource(WorkspaceModel):
    """A calendar a person brought in as a file, or reads from an ``address``.

    The address is a secret of its owner: whoever has it reads the calendar.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    read_at = models.DateTimeField(null=True)
    address = models.TextField(blank=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=80, blank=True)
    next_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "name"], name="one_calendar_of_a_name_each"
            )
        ]
        indexes = [models.Index(fields=["workspace", "next_at"])]


class Entry(WorkspaceModel):
    """One instance of an event in somebody's calendar."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(
        CalendarSource, on_delete=models.CASCADE, related_name="entries"
    )
    series = models.CharField(max_length=500)
    key = models.CharField(max_length=540)
    start = models.DateTimeField()
    end = models.DateTimeField()
    title = models.CharField(max_length=300, blank=True)
    guests = models.JSONField(default=list)
    organiser = models.CharField(max_length=254, blank=True)
    is_all_day = models.BooleanField(default=False)
    is_busy = models.BooleanField(default=True)
    shown = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "user", "start"])]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"], name="one_entry_of_a_key_in_a_calendar"
            )
        ]


class Correction(WorkspaceModel):
    """What a series is really for, said by its owner."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    series = models.CharField(max_length=500)
    kind = models.CharField(max_length=8, choices=SAYABLE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "series"],
                name="one_correction_of_a_series_each",
            )
        ]


class TitleWords(WorkspaceModel):
    """What entries whose title holds some words are for, said by their owner."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=SAYABLE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "words"], name="one_rule_of_words_each"
            )
        ]


class Target(WorkspaceModel):
    """How many hours a week a person wants to spend with the market."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    hours = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"], name="one_market_target_of_a_person"
            )
        ]
