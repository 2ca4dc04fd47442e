"""Words of the roadmap domain that surfaces may use."""

from __future__ import annotations

from django.db import models


class BetState(models.TextChoices):
    """Where a bet stands."""

    CANDIDATE = "candidate", "Candidate"
    COMMITTED = "committed", "Committed"
    DOING = "doing", "Doing"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class LinkKind(models.TextChoices):
    """How one bet depends on another."""

    AFTER = "after", "comes after"
    TOGETHER = "together", "goes together with"
    INSTEAD_OF = "instead_of", "is instead of"


class PlanState(models.TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", "Draft"
    COMMITTED = "committed", "Committed"
    SUPERSEDED = "superseded", "Superseded"


class PlanStatus(models.TextChoices):
    """How far a plan is proven."""

    OPTIMAL = "optimal", "Best by the middles, proven"
    FEASIBLE = "feasible", "Good, not proven best"
    INFEASIBLE = "infeasible", "Impossible as asked"
    BY_HAND = "by_hand", "Changed by hand"


class PlacedBy(models.TextChoices):
    """Who put a bet into its quarter."""

    MACHINE = "machine", "The optimiser"
    PERSON = "person", "A person"


class DemandOf(models.TextChoices):
    """What a demand of a bet in a plan comes from, where it is not the bet itself."""

    PROMISE = "promise", "A promise with a day"
    WISH = "wish", "A move by hand"
    WORK = "work", "The bet is being done"


class ChangeKind(models.TextChoices):
    """What a person changed in a plan."""

    MOVE = "move", "Moved"
    PUT_IN = "put_in", "Put in"
    TAKE_OUT = "take_out", "Taken out"
