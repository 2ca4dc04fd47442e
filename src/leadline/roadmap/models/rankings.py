"""Formulas of the workspace's own that bets are ranked by."""

from __future__ import annotations

from django.db import models

from leadline.accounts.models import Versioned


class OwnRanking(Versioned):
    """A formula over the figures of bets, under a name that people gave it."""

    name = models.CharField(max_length=40)
    formula = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_ranking_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
