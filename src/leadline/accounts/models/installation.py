"""What an installation knows as a whole, whichever machine found it out."""

from __future__ import annotations

from django.db import models


class Standing(models.Model):
    """A thing that is so for every machine, and since when; it belongs to nobody.

    Whose turn the schedule was, which keys the machines share, what became of the last
    backup, beside which versions this one's tables may be used.
    """

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()
    said = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
