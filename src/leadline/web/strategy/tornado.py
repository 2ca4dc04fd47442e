"""What drives the doubt as bars: each driver alone, from its low to its high end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadline.foundation import words
from leadline.strategy.types import Lever
from leadline.web.shell.charts.scale import round_marks
from leadline.web.strategy.odds_words import driver_words, end_words

NAMES, LEFT, RIGHT, ROW, TOP = 216, 300, 640, 32, 20
LONGEST = 36


@dataclass(frozen=True, slots=True)
class LeverBar:
    """One driver: its bar below and above the present, and what stands at its ends.

    ``low`` and ``high`` are the figures at the ends of the range, said in words.
    """

    name: str
    short: str
    y: int
    text_y: int
    left: float
    middle: float
    right: float
    says_left: str
    says_right: str
    low: str
    high: str
    share: float


@dataclass(frozen=True, slots=True)
class Tornado:
    """Bars with their axis; ``now`` is the figure as it stands, at ``now_x``."""

    bars: tuple[LeverBar, ...]
    ticks: tuple[tuple[float, str], ...]
    now: str
    now_x: float
    height: int

    @property
    def floor(self) -> int:
        """Where the axis lies."""
        return self.height - 24


@dataclass(frozen=True, slots=True)
class Told:
    """How figures and drivers are said: money or odds, bets by their titles."""

    currency: str
    is_odds: bool
    bets: dict[int, str]

    def figure(self, value: float) -> str:
        """Return a figure of the axis."""
        if self.is_odds:
            return f"{round(value * 100)}%"
        return words.money(value, self.currency)


def tornado(levers: Sequence[Lever], now: float, told: Told) -> Tornado | None:
    """Return the bars of levers around a figure, or nothing without any."""
    if not levers:
        return None
    ends = [now, *(v for lever in levers for v in (lever.low, lever.high))]
    marks = round_marks(min(ends), max(ends))
    low, high = min(marks[0], min(ends)), max(marks[-1], max(ends))
    if told.is_odds:
        marks = [mark for mark in marks if 0 <= mark <= 1]

    def x(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (value - low) / ((high - low) or 1), 1)

    bars = []
    for at, lever in enumerate(levers):
        below, above = sorted((lever.low, lever.high))
        says = [
            end_words(lever.driver, value, told.currency, is_high)
            for value, is_high in ((lever.at_low, False), (lever.at_high, True))
        ]
        if lever.low > lever.high:
            says.reverse()
        name = driver_words(lever.driver, told.bets)
        bars.append(
            LeverBar(
                name=name,
                short=name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…",
                y=TOP + 10 + ROW * at,
                text_y=TOP + 22 + ROW * at,
                left=x(min(below, now)),
                middle=x(now),
                right=x(max(above, now)),
                says_left=says[0],
                says_right=says[1],
                low=told.figure(below),
                high=told.figure(above),
                share=lever.share,
            )
        )
    return Tornado(
        bars=tuple(bars),
        ticks=tuple((x(mark), told.figure(mark)) for mark in marks),
        now=told.figure(now),
        now_x=x(now),
        height=TOP + ROW * len(bars) + 32,
    )
