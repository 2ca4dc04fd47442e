"""How ranges are read by the record of who says them."""

from __future__ import annotations

from dataclasses import dataclass

from leadline.foundation.ranges import Asked, SaidRange, written_range


@dataclass(frozen=True, slots=True)
class RangesRecord:
    """How often a person's settled ranges held, and the factor they are read by.

    ``factor`` is 1 until there are ``wanted`` of them.
    """

    n: int
    held: int
    factor: float
    wanted: int

    @property
    def is_enough(self) -> bool:
        """Whether ranges are read by it."""
        return self.n >= self.wanted

    @property
    def words(self) -> str:
        """What the record says: "Your last 24 ranges held the truth 14 times, 58%"."""
        if not self.n:
            return "None of your ranges has come out yet."
        held = "once" if self.held == 1 else f"{self.held} times"
        ranges = "range" if self.n == 1 else f"{self.n} ranges"
        text = f"Your last {ranges} held the truth {held}, {self.held / self.n:.0%}."
        if not self.is_enough:
            return f"{text} From {self.wanted} on yours are read by their record."
        return f"{text} Eight in ten would be {round(0.8 * self.n)}."

    def words_on(self, said: SaidRange, read: SaidRange, asked: Asked) -> str:
        """Return what the record says, and how a range is read by it."""
        if not self.is_enough or said.is_exact:
            return self.words
        ends = SaidRange(said.low, said.mid, said.high)
        return (
            f"{self.words} So {written_range(ends, asked)} is read as "
            f"{plain_ends(read)}."
        )


def plain_ends(read: SaidRange) -> str:
    """Return the ends of a range that was worked out, in two figures: "6 to 26".

    >>> from decimal import Decimal
    >>> plain_ends(SaidRange(Decimal("6.1"), Decimal("12.65"), Decimal("26.24")))
    '6.1 to 26'
    """
    return f"{_two(float(read.low))} to {_two(float(read.high))}"


def _two(number: float) -> str:
    return f"{float(f'{number:.2g}'):,.10g}"
