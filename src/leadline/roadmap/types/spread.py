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
