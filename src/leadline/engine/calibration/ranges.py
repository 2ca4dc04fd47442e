"""Scores of forecasts given as P10, P50 and P90."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.calibration.reliability import rate_interval
from leadline.engine.errors import EngineError

LEVELS = (0.1, 0.5, 0.9)
WANTED = 0.8


@dataclass(frozen=True, slots=True)
class RangeScores:
    """How good ranges were; pinball and interval score in the unit of the numbers.

    ``coverage`` is how often the number came out within P10 to P90, eight in ten when
    ranges are honest, with ``low`` and ``high`` where the true share lies.
    """

    n: int
    coverage: float
    low: float
    high: float
    above_middle: float
    pinball: float
    interval: float


def range_scores(ranges: npt.ArrayLike, actual: npt.ArrayLike) -> RangeScores:
    """Score ranges against the numbers that came out.

    Parameters
    ----------
    ranges : array_like of float, shape (n, 3)
        P10, P50, P90 of each forecast, in that order.
    actual : array_like of float, shape (n,)
        What came out, in the same unit.

    Returns
    -------
    RangeScores
        Share within the range with its interval, share above the middle (one half
        when honest), mean pinball loss of the three levels, and mean interval score.

    Raises
    ------
    EngineError
        If the shapes do not fit, a number is not finite, or a range is not in order.

    References
    ----------
    Gneiting and Raftery (2007). Strictly proper scoring rules, prediction, and
    estimation. Journal of the American Statistical Association 102. Koenker and
    Bassett (1978) for the pinball loss.

    Examples
    --------
    >>> got = range_scores([[6, 9, 13], [14, 21, 31]], [4, 19])
    >>> got.coverage, got.above_middle, round(got.interval, 1)
    (0.5, 0.0, 22.0)
    """
    q = np.asarray(ranges, dtype=np.float64)
    y = np.asarray(actual, dtype=np.float64)
    if q.ndim != 2 or q.shape[1] != 3 or y.shape != q.shape[:1] or y.size == 0:
        raise EngineError("Give P10, P50, P90 and one number that came out for each.")
    if not np.isfinite(q).all() or not np.isfinite(y).all():
        raise EngineError("Every number of a range is a finite one.")
    if (np.diff(q, axis=1) < 0).any():
        raise EngineError("A range is in order: P10, then P50, then P90.")
    low, middle, high = q.T
    within = (y >= low) & (y <= high)
    beyond = np.maximum(low - y, 0) + np.maximum(y - high, 0)
    miss = y[:, None] - q
    pinball = np.maximum(np.array(LEVELS) * miss, (np.array(LEVELS) - 1) * miss)
    ends = rate_interval(int(within.sum()), y.size)
    # A number on the middle counts half on each side.
    above = (np.sum(y > middle) + 0.5 * np.sum(y == middle)) / y.size
    return RangeScores(
        n=int(y.size),
        coverage=float(within.mean()),
        low=ends[0],
        high=ends[1],
        above_middle=float(above),
        pinball=float(pinball.mean()),
        interval=float(np.mean(high - low + 2 / (1 - WANTED) * beyond)),
    )
