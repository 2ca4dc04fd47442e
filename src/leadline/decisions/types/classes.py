"""What earlier bets did to a metric: the class that a new one is held against."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ENOUGH_OUTCOMES = 5
"""Outcomes from which a class is said: fewer are told as too few."""


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """How far bets moved a metric, from the reading before to what came out.

    ``low``, ``mid`` and ``high`` are the least, the middle and the most, in per cent
    of the reading before, or in points for a metric in per cent. ``product`` names
    the product whose bets they are; without, they are of any.
    """

    metric_id: int
    metric: str
    n: int
    in_points: bool
    product: str = ""
    low: Decimal = Decimal(0)
    mid: Decimal = Decimal(0)
    high: Decimal = Decimal(0)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough outcomes to say anything."""
        return self.n >= ENOUGH_OUTCOMES

    @property
    def words(self) -> str:
        """What is known, with its n: "moved it by 0% to 2%, middle 1% (n 7)"."""
        if not self.is_enough:
            known = f"n {self.n}" if self.n else "none came out yet"
            return f"too few outcomes of bets on it ({known})"
        unit = " points" if self.in_points else "%"
        ends = f"{_plain(self.low)}{unit} to {_plain(self.high)}{unit}"
        of = f"bets of {self.product}" if self.product else "bets"
        return f"{of} moved it by {ends}, middle {_plain(self.mid)}{unit} (n {self.n})"


def _plain(number: Decimal) -> str:
    """Return a number in one decimal, without an empty one.

    >>> _plain(Decimal("2.04")), _plain(Decimal("-0.55")), _plain(Decimal("-0.01"))
    ('2', '-0.6', '0')
    """
    short = f"{number:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short
