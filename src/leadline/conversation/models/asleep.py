"""What somebody wants to hear nothing of on Today for a while."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models import User, WorkspaceModel


class Asleep(WorkspaceModel):
    """That one line of somebody's Today sleeps; ``key`` is its kind and ids.

    It is back on the day ``until``. Rows whose day is past say nothing any more.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "key"], name="one_sleep_of_a_line_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} until {self.until}"
