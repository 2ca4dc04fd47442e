"""Whether seventy per cent meant seven in ten: the reliability table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import beta

from leadline.engine.calibration import ENOUGH as ENOUGH
from leadline.engine.calibration.scores import checked
from leadline.engine.errors import EngineError

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about the same probability, and how often they came true.

    ``low`` and ``high`` hold the true rate with the probability asked for.
    """

    start: float
    end: float
    n: int
    said: float
    came: float
    low: float
    high: float

    @property
    def fits(self) -> bool:
        """Whether what was said lies within what chance allows."""
        return self.low <= self.said <= self.high


def rate_interval(
    came_true: float, n: int, *, level: float = 0.95
) -> tuple[float, float]:
    """Return where the true rate lies, from how often it came true.

    Jeffreys' interval: honest for small numbers too, and never empty.

    Parameters
    ----------
    came_true : float
        How many came true; a draw counts one half.
    n : int
        Of how many.
    level : float, default 0.95
        Probability that the interval holds the true rate.

    Returns
    -------
    tuple of float
        Lower and upper end, between 0 and 1; 0 to 1 when nothing was seen.

    Raises
    ------
    EngineError
        If there are more successes than trials, or a number is negative.

    References
    ----------
    Brown, Cai and DasGupta (2001). Interval estimation for a binomial proportion.
    Statistical Science 16(2).

    Examples
    --------
    >>> low, high = rate_interval(15, 23)
    >>> round(low, 2), round(high, 2)
    (0.45, 0.82)
    """
    if not 0 <= came_true <= n:
        raise EngineError("It cannot come true more often than it was tried.")
    if not 0 < level < 1:
        raise EngineError("A level lies between 0 and 1.")
    if n == 0:
        return 0.0, 1.0
    tail = (1 - level) / 2
    a, b = came_true + 0.5, n - came_true + 0.5
    low = 0.0 if came_true == 0 else float(beta.ppf(tail, a, b))
    high = 1.0 if came_true == n else float(beta.ppf(1 - tail, a, b))
    return low, high


def bin_of(probability: npt.ArrayLike, bins: int = BINS) -> npt.NDArray[np.int64]:
    """Return the bin of each probability: equal widths, 1.0 in the last one.

    Parameters
    ----------
    probability : array_like of float, shape (n,)
        Between 0 and 1.
    bins : int, default 10
        How many bins.

    Returns
    -------
    ndarray of int64, shape (n,)
        From 0.

    Raises
    ------
    EngineError
        If there is less than one bin.

    Examples
    --------
    >>> bin_of([0.0, 0.29, 0.3, 1.0]).tolist()
    [0, 2, 3, 9]
    """
    if bins < 1:
        raise EngineError("A table has at least one bin.")
    p = np.asarray(probability, dtype=np.float64)
    # A forecast of .3 is not below .3 because .3 x 10 is 2.9999 in binary.
    place = np.floor(np.round(p * bins, 9)).astype(np.int64)
    return np.minimum(place, bins - 1)


def reliability(
    probability: npt.ArrayLike,
    outcome: npt.ArrayLike,
    *,
    bins: int = BINS,
    level: float = 0.95,
) -> list[Bin]:
    """Return how often forecasts of each size came true; empty bins are left out.

    Parameters
    ----------
    probability : array_like of float, shape (n,)
        Forecasts between 0 and 1.
    outcome : array_like of 0, 0.5 or 1, shape (n,)
        1 where the event happened, 0.5 for a draw.
    bins : int, default 10
        Bins of equal width.
    level : float, default 0.95
        Probability of the intervals.

    Returns
    -------
    list of Bin
        In order, at most ``bins``.

    Raises
    ------
    EngineError
        As ``brier_score``.

    References
    ----------
    Murphy and Winkler (1977). Reliability of subjective probability forecasts of
    precipitation and temperature. Applied Statistics 26(1).

    Examples
    --------
    >>> table = reliability([0.7, 0.72, 0.1], [1, 0, 0])
    >>> [(b.n, round(b.said, 2), b.came) for b in table]
    [(1, 0.1, 0.0), (2, 0.71, 0.5)]
    """
    p, y = checked(probability, outcome)
    place = bin_of(p, bins)
    table = []
    for i in np.unique(place):
        here = place == i
        n, came = int(here.sum()), float(y[here].sum())
        low, high = rate_interval(came, n, level=level)
        table.append(
            Bin(i / bins, (i + 1) / bins, n, float(p[here].mean()), came / n, low, high)
        )
    return table


def calibration_error(table: list[Bin]) -> float:
    """Return the mean gap between said and came, weighted by forecasts.

    With few forecasts it is large by chance alone: a person with ``ENOUGH`` of them
    begins to have one worth reading.

    Parameters
    ----------
    table : list of Bin
        What ``reliability`` returns.

    Returns
    -------
    float
        Between 0 (calibrated) and 1.

    Raises
    ------
    EngineError
        If the table is empty.

    References
    ----------
    Naeini, Cooper and Hauskrecht (2015). Obtaining well calibrated probabilities using
    Bayesian binning. AAAI.

    Examples
    --------
    >>> round(calibration_error(reliability([0.7, 0.7, 0.1, 0.1], [1, 0, 0, 0])), 3)
    0.15
    """
    if not table:
        raise EngineError("There are no forecasts to compare.")
    n = sum(row.n for row in table)
    return sum(row.n * abs(row.said - row.came) for row in table) / n
