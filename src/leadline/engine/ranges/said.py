"""A range as it was said: three points, and the chance that nothing comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from leadline.engine.errors import EngineError


@dataclass(frozen=True, slots=True)
class Range:
    """Three points of what somebody expects, in the unit of the number.

    One time in ten it is below ``low``, half the time below ``mid``, one time in ten
    above ``high``; these hold where something comes of it at all. ``spike`` is the
    chance that nothing does, which counts as 0. Three equal points are an exact value.

    Raises
    ------
    EngineError
        If a point is not finite, the three are out of order, or the chance of nothing
        is not at least 0 and below 1.

    Examples
    --------
    >>> Range(8, 12, 20).is_exact, Range.exact(7).is_exact
    (False, True)
    """

    low: float
    mid: float
    high: float
    spike: float = 0.0

    def __post_init__(self) -> None:
        if not all(map(isfinite, (self.low, self.mid, self.high))):
            raise EngineError("Every number of a range is a finite one.")
        if not self.low <= self.mid <= self.high:
            raise EngineError("A range is in order: low, then middle, then high.")
        if not 0 <= self.spike < 1:
            raise EngineError("A chance of nothing is at least 0 and below 1.")

    @classmethod
    def exact(cls, value: float, *, spike: float = 0.0) -> Range:
        """Return a value that is known, or known where something comes of it."""
        return cls(value, value, value, spike)

    @property
    def is_exact(self) -> bool:
        """Whether the three points are one."""
        return self.low == self.high

    @property
    def is_certain(self) -> bool:
        """Whether it is one figure whatever comes; with a spike that is only zero."""
        return self.is_exact and (self.spike == 0 or self.mid == 0)
