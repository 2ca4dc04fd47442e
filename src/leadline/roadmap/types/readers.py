"""Whose ranges a plan reads by their record, and what that did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """A person whose settled ranges are enough to read theirs by, as they share it.

    ``factor`` is what the width of a range is multiplied by; ``bets`` are those of
    theirs that a plan read so.
    """

    user_id: int
    name: str
    n: int
    held: int
    factor: float
    bets: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """What the record says: "Ana's last 24 ranges held the truth 14 times, 58%"."""
        times = "once" if self.held == 1 else f"{self.held} times"
        return (
            f"{self.name}'s last {self.n} ranges held the truth {times}, "
            f"{self.held / self.n:.0%}"
        )

    @property
    def width(self) -> str:
        """How wide their ranges are read, in words."""
        if abs(self.factor - 1) < 0.05:
            return "as they are"
        return f"{self.factor:.1f} times as wide"
