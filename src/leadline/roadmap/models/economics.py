"""What bets act on: drivers of the sheet, and what the acting itself costs."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import WorkspaceModel
from leadline.roadmap.models.bets import Bet
from leadline.strategy.models import SheetSegment
from leadline.strategy.types import Driver


def _point() -> models.DecimalField[Any, Any]:
    return models.DecimalField(max_digits=20, decimal_places=4, default=0)


class BetEffect(WorkspaceModel):
    """What a bet does to a driver of one segment, or of all where none is named.

    A relative one is kept in per cents of the driver, another in the unit of the
    sheet, money in ``currency``. ``ramp`` is the share of it, in per cents, that is
    there in the first, second, ... quarter after the bet is finished; the last stays.
    """

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    driver = models.CharField(max_length=10, choices=Driver)
    segment = models.ForeignKey(
        SheetSegment, on_delete=models.CASCADE, null=True, related_name="+"
    )
    is_relative = models.BooleanField(default=True)
    low, mid, high = _point(), _point(), _point()
    nothing = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    currency = models.CharField(max_length=3, blank=True)
    ramp = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="effect_rises", condition=Q(low__lte=F("mid"), mid__lte=F("high"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.driver} of bet {self.bet_id}"


class BetCost(WorkspaceModel):
    """What a bet costs beside its teams' weeks: once, and each year it runs."""

    bet = models.OneToOneField(Bet, on_delete=models.CASCADE, related_name="+")
    currency = models.CharField(max_length=3, blank=True)
    once_low, once_mid, once_high = _point(), _point(), _point()
    year_low, year_mid, year_high = _point(), _point(), _point()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bet_cost_rises",
                condition=Q(once_low__lte=F("once_mid"), once_mid__lte=F("once_high"))
                & Q(year_low__lte=F("year_mid"), year_mid__lte=F("year_high")),
            ),
        ]

    def __str__(self) -> str:
        return f"cost of bet {self.bet_id}"
