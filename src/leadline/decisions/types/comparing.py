"""Options beside each other, by the criteria of a decision."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CellIn:
    """What one option does by one criterion, and what that stands on."""

    option_id: int
    words: str
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class CriterionIn:
    """A criterion as it is said, with what each option does by it."""

    title: str
    note: str = ""
    cells: tuple[CellIn, ...] = ()


@dataclass(frozen=True, slots=True)
class CellRow:
    """What an option does by a criterion; without words nobody said it yet."""

    option_id: int
    words: str = ""
    grounds: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A row of the comparison: a criterion with a cell for each option, in order."""

    id: int
    title: str
    note: str
    cells: list[CellRow] = field(default_factory=list)

    @property
    def gaps(self) -> int:
        """How many options nobody has held against it yet."""
        return sum(not cell.words for cell in self.cells)
