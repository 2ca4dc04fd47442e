"""What is worth knowing about a plan."""

from __future__ import annotations

from dataclasses import dataclass

from leadline.roadmap.types.futures import ToKnowRow
from leadline.roadmap.types.plans import PlanHead


@dataclass(frozen=True, slots=True)
class ToKnow:
    """What is worth knowing before a plan is decided, or ``why`` nothing is."""

    plan: PlanHead | None
    rows: tuple[ToKnowRow, ...]
    why: str = ""
