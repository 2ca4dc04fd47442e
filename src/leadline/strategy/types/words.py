"""Words of the strategy domain: kinds, states, directions and how a goal goes."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

# A reading this share of the whole way off the expected line is still on pace.
ON_PACE_WITHIN = Decimal("0.05")


class GoalKind(models.TextChoices):
    """What a goal is good for."""

    GROWTH = "growth", "Growth"
    PROFITABILITY = "profitability", "Profitability"
    GUARDRAIL = "guardrail", "Guardrail"


class GoalState(models.TextChoices):
    """Where a goal stands."""

    OPEN = "open", "Open"
    REACHED = "reached", "Reached"
    MISSED = "missed", "Missed"
    DROPPED = "dropped", "Dropped"


class Direction(models.TextChoices):
    """Which way a metric is better."""

    UP = "up", "More is better"
    DOWN = "down", "Less is better"


class PaceWord(models.TextChoices):
    """How a goal stands against where it should stand by now."""

    REACHED = "reached", "reached"
    AHEAD = "ahead", "ahead"
    ON_PACE = "on_pace", "on pace"
    BEHIND = "behind", "behind"
    HELD = "held", "held"
    BROKEN = "broken", "broken"
