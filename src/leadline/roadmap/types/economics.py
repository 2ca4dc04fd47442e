"""What is said of a bet's effects on the drivers of the sheet, and of its costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from leadline.foundation.ranges import Asked, SaidRange, ends_and_likely, written_range
from leadline.foundation.words import money
from leadline.strategy.types import Driver, asked_of_cell

FULL = (100,)
OTHERS, UNNAMED = "All other customers", "Without a segment"
"""Rows of the sheet that no customer's segment is named like."""
NONE = SaidRange(Decimal(0), Decimal(0), Decimal(0))


class Push(models.TextChoices):
    """Which way a bet moves a driver, and in what it is said."""

    LESS = "less", "% less"
    MORE = "more", "% more"
    DOWN = "down", "lower by"
    UP = "up", "higher by"

    @property
    def is_relative(self) -> bool:
        """Whether it is said in per cents of the driver."""
        return self in (Push.LESS, Push.MORE)

    @property
    def sign(self) -> int:
        """-1 for less, 1 for more."""
        return -1 if self in (Push.LESS, Push.DOWN) else 1


@dataclass(frozen=True, slots=True)
class EffectIn:
    """An effect as it is said: the range without its sign, which ``way`` gives."""

    driver: str
    way: str
    text: str
    segment_id: int | None = None
    ramp: tuple[int, ...] = FULL


def asked_of_effect(driver: Driver, way: Push, currency: str) -> Asked:
    """Return what the field of an effect asks for."""
    if way.is_relative:
        most = Decimal(100) if way == Push.LESS else None
        return Asked("%", lowest=Decimal(0), highest=most)
    unit = asked_of_cell(driver, currency).unit
    return Asked("%" if unit == "%" else unit, lowest=Decimal(0))


@dataclass(frozen=True, slots=True)
class EffectRow:
    """An effect of a bet; ``said`` carries its sign, money in the own currency."""

    id: int
    driver: Driver
    segment_id: int | None
    segment: str
    is_relative: bool
    said: SaidRange
    ramp: tuple[int, ...]
    currency: str = ""
    lacks: str = ""

    @property
    def way(self) -> Push:
        """Which way it goes, by its middle."""
        if self.is_relative:
            return Push.LESS if self.said.mid < 0 else Push.MORE
        return Push.DOWN if self.said.mid < 0 else Push.UP

    @property
    def text(self) -> str:
        """How much, without its sign, in its unit."""
        said = self._unsigned
        asked = asked_of_effect(self.driver, self.way, self.currency)
        text = written_range(said, asked)
        return f"{text}%" if asked.is_percent and self.is_relative else text

    @property
    def how_much(self) -> str:
        """How much, as a table says it: "10 to 30% less, most likely 18%"."""
        word = "less" if self.said.mid < 0 else "more"
        asked = asked_of_effect(self.driver, self.way, self.currency)
        ends, likely = ends_and_likely(self._unsigned, asked)
        unit = ""
        if self.is_relative:
            unit = "%"
        elif self.driver in (Driver.CHURN, Driver.EXPANSION, Driver.MARGIN):
            unit = " points"
        told = f"{ends}{unit} {word}"
        return f"{told}, most likely {likely}{unit}" if likely else told

    @property
    def _unsigned(self) -> SaidRange:
        said = self.said
        if said.mid >= 0:
            return said
        return SaidRange(-said.high, -said.mid, -said.low, said.nothing)

    @property
    def when(self) -> str:
        """From when on, in words: "half in the first quarter after, all later"."""
        if self.ramp == FULL:
            return "all of it from the quarter after"
        steps = [f"{share}%" for share in self.ramp]
        return f"{', '.join(steps[:-1])}, then {steps[-1]} of it, by the quarter after"


@dataclass(frozen=True, slots=True)
class CostRow:
    """What a bet costs once and each year, in the own currency."""

    once: SaidRange = NONE
    year: SaidRange = NONE
    currency: str = ""
    lacks: str = ""

    def __bool__(self) -> bool:
        return any((self.once.low, self.once.high, self.year.low, self.year.high))

    @property
    def words(self) -> str:
        """What it costs as a sentence has it; what is nothing is left out.

        >>> once, year = Decimal(5_000), Decimal(9_000)
        >>> CostRow(SaidRange(once, once, once), SaidRange(year, year, year)).words
        '5,000 once and 9,000 a year'
        """
        parts = [self._told(self.once, "once"), self._told(self.year, "a year")]
        told = [part for part in parts if part]
        return (", and " if "likely" in told[0] else " and ").join(told) if told else ""

    def _told(self, said: SaidRange, when: str) -> str:
        if not (said.low or said.high):
            return ""
        ends = (
            money(end, self.lacks or self.currency) for end in (said.low, said.high)
        )
        text = f"{' to '.join(dict.fromkeys(ends))} {when}"
        likely = ends_and_likely(said)[1]
        mid = money(said.mid, self.lacks or self.currency)
        return f"{text}, most likely {mid}" if likely else text
