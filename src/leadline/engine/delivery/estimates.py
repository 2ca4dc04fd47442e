"""What estimates of a team come out at: one factor, and how far items lie from it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from leadline.engine.delivery.throughput import Draws, Floats
from leadline.engine.errors import EngineError

ENOUGH_ITEMS = 12
"""Items from which estimates are corrected: the interval of their median then reaches
from the fourth of the ordered ratios to the ninth."""
SURE = 0.9


@dataclass(frozen=True, slots=True)
class EstimateRecord:
    """By how much items took longer than was estimated.

    ``factor`` is the median of actual over estimate, 1 below ``ENOUGH_ITEMS``; 9 in 10
    such intervals from ``low`` to ``high`` hold the true one. ``p10`` and ``p90`` are
    the ratios of single items.
    """

    n: int
    factor: float
    low: float
    high: float
    p10: float
    p90: float

    @property
    def is_enough(self) -> bool:
        """Whether there are enough items to correct estimates by them."""
        return self.n >= ENOUGH_ITEMS


def estimate_record(estimates: npt.ArrayLike, actual: npt.ArrayLike) -> EstimateRecord:
    """Return what a team's estimates came out at.

    The factor is a median, so that one item that went astray does not move it; its
    interval is that of order statistics and holds for every shape.

    Parameters
    ----------
    estimates, actual : array_like of float, shape (n,)
        What was said and what it took, each above 0; units may differ (points, days).

    Returns
    -------
    EstimateRecord
        With a factor in units of ``actual`` for one of ``estimates``.

    Raises
    ------
    EngineError
        For no items, different lengths, or a value not above 0.

    Examples
    --------
    >>> got = estimate_record([2] * 12, [2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 5, 9])
    >>> got.factor, got.low, got.high, got.is_enough
    (1.5, 1.5, 2.0, True)
    """
    ratios = np.sort(_ratios(estimates, actual))
    n = ratios.size
    p10, p90 = np.quantile(ratios, [0.1, 0.9], method="weibull").tolist()
    if n < ENOUGH_ITEMS:
        return EstimateRecord(n, 1.0, 0.0, inf, p10, p90)
    out = int(binom.ppf((1 - SURE) / 2, n, 0.5))
    return EstimateRecord(
        n,
        float(np.median(ratios)),
        float(ratios[max(out - 1, 0)]),
        float(ratios[min(n - out, n - 1)]),
        p10,
        p90,
    )


def actual_of(
    open_estimates: npt.ArrayLike,
    estimates: npt.ArrayLike,
    actual: npt.ArrayLike,
    draws: Draws | None = None,
) -> Floats:
    """Return what open items take together in many futures, by past items' ratios.

    Each item takes its estimate times the ratio of a past item; how often each past
    item comes is drawn for each future, as for weeks.

    Parameters
    ----------
    open_estimates : array_like of float, shape (m,)
        Estimates of what is still to be done, each above 0.
    estimates, actual : array_like of float, shape (n,)
        Of at least ``ENOUGH_ITEMS`` past items.
    draws : Draws, optional
        How many futures, and the seed.

    Returns
    -------
    ndarray of float64, shape (runs,)
        In the unit of ``actual``.

    Raises
    ------
    EngineError
        As ``estimate_record``, and for too few past items.

    Examples
    --------
    >>> took = actual_of([4, 4], [2] * 12, [3] * 12)
    >>> sorted(set(took.round(9).tolist()))
    [12.0]
    """
    ratios = _ratios(estimates, actual)
    if ratios.size < ENOUGH_ITEMS:
        raise EngineError(
            f"Estimates are corrected from {ENOUGH_ITEMS} finished items on; there are "
            f"{ratios.size}."
        )
    ahead = np.asarray(open_estimates, dtype=np.float64)
    if ahead.ndim != 1 or not (np.isfinite(ahead).all() and (ahead > 0).all()):
        raise EngineError("Open estimates are numbers above 0.")
    how = draws or Draws()
    rng = np.random.Generator(np.random.PCG64(how.seed))
    shares = rng.gamma(1.0, size=(how.runs, ratios.size))
    bounds = np.cumsum(shares, axis=1)
    bounds /= bounds[:, -1:]
    took = np.zeros(how.runs)
    for estimate in ahead:
        u = rng.random(how.runs)
        drawn = (bounds < u[:, None]).sum(axis=1).clip(0, ratios.size - 1)
        took += estimate * ratios[drawn]
    return took


def _ratios(estimates: npt.ArrayLike, actual: npt.ArrayLike) -> Floats:
    said = np.asarray(estimates, dtype=np.float64)
    took = np.asarray(actual, dtype=np.float64)
    if said.ndim != 1 or said.shape != took.shape or not said.size:
        raise EngineError("Give an estimate and an actual for each item.")
    both = np.concatenate([said, took])
    if not (np.isfinite(both).all() and (both > 0).all()):
        raise EngineError("Estimates and actuals are numbers above 0.")
    return took / said
