"""One range with what happened, and two shares on one line."""

from __future__ import annotations

from dataclasses import dataclass

from leadline.web.shell.charts.scale import Scale, padded

WIDTH = 300.0
LINE = 200.0


@dataclass(frozen=True, slots=True)
class Range:
    """A forecast and, when it is known, what happened."""

    p10: float
    p50: float
    p90: float
    p25: float | None = None
    p75: float | None = None
    actual: float | None = None

    @property
    def verdict(self) -> str:
        """Return where what happened lies: inside, below, above, or nothing yet."""
        if self.actual is None:
            return ""
        if self.actual < self.p10:
            return "below"
        return "above" if self.actual > self.p90 else "inside"


@dataclass(frozen=True, slots=True)
class RangeBar:
    """Where the parts of a range stand on a line 300 wide."""

    outer_x: float
    outer_width: float
    inner_x: float
    inner_width: float
    middle: float
    actual: float | None
    verdict: str


def range_bar(
    given: Range, low: float | None = None, high: float | None = None
) -> RangeBar:
    """Return the bar of a range; ``low`` and ``high`` let several share a scale."""
    known = [given.p10, given.p90, given.p50]
    if given.actual is not None:
        known.append(given.actual)
    least, most = padded(known, 0.12)
    place = Scale(
        least if low is None else low, most if high is None else high, 0, WIDTH
    )
    start, end = place(given.p10), place(given.p90)
    inner = (given.p25, given.p75)
    left, right = (
        (place(v) for v in inner if v is not None) if None not in inner else (0, 0)
    )
    return RangeBar(
        outer_x=start,
        outer_width=round(max(end - start, 2), 1),
        inner_x=left,
        inner_width=round(right - left, 1),
        middle=place(given.p50),
        actual=None if given.actual is None else place(given.actual),
        verdict=given.verdict,
    )


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Two shares of one segment on a line 200 wide, and which is larger."""

    base: float
    value: float
    kind: str
    ratio: float | None


def dumbbell(base: float, value: float, top: float) -> Dumbbell:
    """Return where the base's share and the asking share stand; ``top`` ends the line.

    ``kind`` is over, under or fair: more than a quarter above or below the base.
    """
    place = Scale(0, top or 1, 6, LINE - 6)
    ratio = value / base if base else None
    kind = "fair"
    if ratio is None or ratio > 1.25:
        kind = "over" if value > base else "fair"
    elif ratio < 0.8:
        kind = "under"
    return Dumbbell(place(base), place(value), kind, ratio)
