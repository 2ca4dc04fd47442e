"""Ranges read by the record of who says them: one factor for their width."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt

from leadline.engine.calibration.ranges import WANTED, range_scores
from leadline.engine.errors import EngineError
from leadline.engine.ranges.distribution import TENTH, fit
from leadline.engine.ranges.said import Range

ENOUGH_RANGES = 20
"""Settled ranges from which a record is read: the share that a range corrected by so
many holds is then uncertain by about 9 points (one standard deviation of the share
that the 17th of 20 ordered misses cuts off), by 11 points with 12 of them."""
WIDEST = 6.0
"""No record widens a range more; who needs it does not know the scale of the thing."""


@dataclass(frozen=True, slots=True)
class RangeRecord:
    """How often somebody's ranges held, and how much wider they would have had to be.

    ``low`` and ``high`` hold the true share of ranges that hold; ``factor`` is 1 until
    there are ``ENOUGH_RANGES``.
    """

    n: int
    held: int
    low: float
    high: float
    factor: float

    @property
    def is_enough(self) -> bool:
        """Whether there are enough outcomes to read ranges by them."""
        return self.n >= ENOUGH_RANGES


def range_record(ranges: npt.ArrayLike, actual: npt.ArrayLike) -> RangeRecord:
    """Return by which factor ranges would have held 8 times in 10.

    The miss of a range is the distance of what came out from its middle, in half
    widths on the range's own scale (``engine.ranges``): 1 at either end. The factor
    is the place .8 (n + 1) among the ordered misses, between two of them in
    proportion. Widened by it, a further range of the same kind holds 8 times in 10 on
    average whatever the shape of the misses is, also where they lie to one side. It is
    below 1 for somebody whose ranges are too wide.

    Parameters
    ----------
    ranges : array_like of float, shape (n, 3)
        P10, P50, P90 of each settled forecast; one with no width is passed over.
    actual : array_like of float, shape (n,)
        What came out, in the same unit.

    Returns
    -------
    RangeRecord
        Counts, and the factor: 1 below ``ENOUGH_RANGES``, at most ``WIDEST``.

    Raises
    ------
    EngineError
        As ``range_scores``, also where no range has a width.

    References
    ----------
    Han and Budescu (2022). Recalibrating probabilistic forecasts to improve their
    accuracy. Judgment and Decision Making 17(1): one parameter for a whole subjective
    distribution; theirs is a power of the chances of bins, which for a normal curve is
    a factor of its width. Vovk, Gammerman and Shafer (2005). Algorithmic learning in
    a random world, for the place among the ordered misses.

    Examples
    --------
    >>> said = [[8, 160**0.5, 20]] * 20
    >>> came = [7] * 6 + [12] * 14
    >>> got = range_record(said, came)
    >>> got.held, got.is_enough, round(got.factor, 2)
    (14, True, 1.29)
    """
    q = np.asarray(ranges, dtype=np.float64)
    y = np.asarray(actual, dtype=np.float64)
    range_scores(q, y)
    has_width = q[:, 0] < q[:, 2]
    if not has_width.any():
        raise EngineError("None of these is a range: low and high are the same.")
    got = range_scores(q[has_width], y[has_width])
    pairs = zip(q[has_width], y[has_width], strict=True)
    misses = sorted(abs(float(fit(Range(*said)).score(came))) for said, came in pairs)
    factor = 1.0
    if got.n >= ENOUGH_RANGES:
        factor = min(_place(misses, WANTED) / TENTH, WIDEST)
    return RangeRecord(
        got.n, round(got.coverage * got.n), got.low, got.high, max(factor, 1 / WIDEST)
    )


def _place(ordered: list[float], share: float) -> float:
    """Return the place share (n + 1) of ordered numbers, which has to lie within."""
    at = share * (len(ordered) + 1) - 1
    below = floor(at)
    if ordered[below + 1] == np.inf:
        return ordered[below + 1]
    return ordered[below] + (at - below) * (ordered[below + 1] - ordered[below])


def read_by_record(
    said: Range,
    factor: float,
    *,
    lowest: float | None = None,
    highest: float | None = None,
) -> Range:
    """Return a range as it is read by its person's record; the middle stays.

    Parameters
    ----------
    said : Range
        What was said.
    factor : float
        Of a ``RangeRecord``, above 0.
    lowest, highest : float, optional
        As of ``fit``.

    Returns
    -------
    Range
        With the same chance of nothing; an exact value stays exact.

    Raises
    ------
    EngineError
        As ``fit`` and ``Distribution.widened``.

    Examples
    --------
    >>> read = read_by_record(Range(8, 160**0.5, 20), 1.59)
    >>> round(read.low), round(read.high)
    (6, 26)
    """
    wide = fit(said, lowest=lowest, highest=highest).widened(factor)
    low, _, high = wide.given_something([-TENTH, 0.0, TENTH]).tolist()
    return Range(min(low, said.mid), said.mid, max(high, said.mid), said.spike)
