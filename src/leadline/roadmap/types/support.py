"""What supports the value of a bet: who asked, who left, which deals were lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from leadline.foundation.money import NO_MONEY, Total

FEW = 5


@dataclass(frozen=True, slots=True)
class BetSupport:
    """Customers who ask beside all others, as they are counted in the record.

    ``lost`` of ``asked_of`` customers that ask have left, ``others_lost`` of
    ``others`` of the rest. ``differs``: by more than chance lets expect.
    """

    customers: int = 0
    revenue: Total = NO_MONEY
    whole: Total = NO_MONEY
    pieces: int = 0
    asked_of: int = 0
    lost: int = 0
    others: int = 0
    others_lost: int = 0
    differs: bool = False
    lost_deals: int = 0
    all_lost_deals: int = 0
    last_deal: datetime | None = None
    silent: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """Which share of all revenue those who ask pay."""
        return self.revenue.share_of(self.whole) if self.whole else None

    @property
    def is_few(self) -> bool:
        """Whether so few left that nothing can be said of it."""
        return self.lost + self.others_lost < FEW

    @property
    def lost_share(self) -> float:
        """Which share of those who ask has left."""
        return self.lost / self.asked_of if self.asked_of else 0.0

    @property
    def others_share(self) -> float:
        """Which share of all others has left."""
        return self.others_lost / self.others if self.others else 0.0
