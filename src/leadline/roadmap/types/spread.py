"""How a figure spreads over many futures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """How outcomes spread over the futures; ``p10`` and ``p90`` hold 8 in 10."""

    mean: float
    p10: float
    p50: float
    p90: float

    def moved(self, one: Spread, other: Spread) -> Spread:
        """Return it moved, point by point, by what another differs from one.

        >>> Spread(2, 1, 2, 3).moved(Spread(0, 0, 0, 0), Spread(1, 0, 0, 1))
        Spread(mean=3, p10=1, p50=2, p90=4)
        """
        return Spread(
            self.mean + other.mean - one.mean,
            self.p10 + other.p10 - one.p10,
            self.p50 + other.p50 - one.p50,
            self.p90 + other.p90 - one.p90,
        )
