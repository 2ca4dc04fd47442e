"""Decisions taken before that are near a question, and how they came out."""

from __future__ import annotations

from dataclasses import dataclass

from leadline.decisions.types.decisions import DecisionRow, LinkedRow
from leadline.decisions.types.predictions import PredictionRow, Result


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    """A decision that was taken, why it is near, and how it came out.

    ``likeness`` is the cosine of what it asks and what is asked now, 0 to 1; ``shared``
    are the needs, bets and goals that both touch. ``result`` and ``lesson`` are of its
    review, none and empty before that.
    """

    row: DecisionRow
    likeness: float
    is_alike: bool
    shared: tuple[LinkedRow, ...]
    predictions: tuple[PredictionRow, ...]
    result: Result | None
    lesson: str

    @property
    def came_out(self) -> int:
        """How many of its predictions came out."""
        return sum(1 for one in self.predictions if one.came_out)
