"""What is counted of the customers of a segment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """Customers who pay with what they pay a year, and who came and went.

    ``years`` is how long they have been customers, added up; who left counts half of
    the time since they came. ``joined`` are those of the last twelve months.
    """

    segment: str = ""
    customers: int = 0
    revenue: Decimal = Decimal(0)
    unpriced: int = 0
    lost: int = 0
    joined: int = 0
    undated: int = 0
    years: Decimal = Decimal(0)

    def __add__(self, other: SegmentCount) -> SegmentCount:
        return SegmentCount(
            self.segment,
            self.customers + other.customers,
            self.revenue + other.revenue,
            self.unpriced + other.unpriced,
            self.lost + other.lost,
            self.joined + other.joined,
            self.undated + other.undated,
            self.years + other.years,
        )

    @property
    def of_all(self) -> int:
        """Everybody: who pays, who is not priced, who left."""
        return self.customers + self.unpriced + self.lost
