"""What is ahead: the newest projection, what it was made from, the odds of goals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leadline.strategy.types import GoalOdds, ModelFile, ProjectionRow


@dataclass(frozen=True, slots=True)
class Outlook:
    """A projection beside the model of today; ``odds`` are by the goal's number.

    ``changed`` says in words what has changed since it was made, "" where nothing has.
    """

    projection: ProjectionRow | None
    file: ModelFile
    odds: Mapping[int, GoalOdds]
    changed: str = ""

    @property
    def is_stale(self) -> bool:
        """Whether what it was made from has changed since."""
        found = self.projection
        return found is not None and found.digest != self.file.digest

    @property
    def can_project(self) -> bool:
        """Whether the sheet says enough to project anything."""
        return not self.file.missing
