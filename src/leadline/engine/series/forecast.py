"""A forecast of a series: the smoothings that would have served it, and how sure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from leadline.engine.errors import EngineError
from leadline.engine.series.pool import (
    DENSE_SHARP,
    SHARP,
    Pool,
    is_dense,
    pool_of,
    weights,
)
from leadline.engine.series.smoothing import Floats

SHORTEST = 8
"""Fewer values hold nothing to choose a smoothing by."""
LONGEST = 3_000
"""Of a longer series only the end is taken."""
DENSE_MOMENTS, MOST_MOMENTS, FEWEST_MOMENTS = 12, 40, 3
MISSING = 0.5
LEVEL = 0.9
FEWEST_DEGREES = 2.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """What comes next, step by step: 9 times in 10 between ``p05`` and ``p95``.

    ``periods`` are the seasons that were looked for; ``error`` is the mean absolute
    error of such forecasts from ``moments`` earlier moments, in the unit of the series.
    """

    p05: Floats
    p50: Floats
    p95: Floats
    periods: tuple[int, ...]
    error: float
    moments: int


def forecast(values: Floats, horizon: int, periods: tuple[int, ...] = ()) -> Forecast:
    """Return a forecast of the next steps of a series, with its interval.

    A few hundred exponential smoothings (level, damped trend or half the drift, up to
    two seasons, echo of misses; of the values and, where all are above 0, of their
    logarithms) forecast from earlier moments, each from what was known then. They
    weigh by a power of their errors there and, where there are few steps a day, of
    their errors one step ahead. The interval holds 9 in 10 of the errors from each of
    these moments by smoothings that were weighed on the moments apart from it, scaled
    by how errors grow with the step; it is never narrower than the smoothings' own
    variance makes it, except where there are many steps a day.

    Parameters
    ----------
    values : ndarray of float64, shape (n,)
        One for each step of time, nan where one is missing, at least ``SHORTEST``.
    horizon : int
        How many steps, at least 1 and at most n.
    periods : tuple of int, default ()
        Lengths of seasons in steps that may be there; one that the series does not
        hold twice, with something left to judge it by, is passed over.

    Returns
    -------
    Forecast
        Each of shape (horizon,), in the unit of the series.

    Raises
    ------
    EngineError
        If the series is too short for a forecast or the horizon, misses more than half
        of its steps, or holds what is not finite.

    References
    ----------
    Makridakis, Spiliotis and Assimakopoulos (2020). The M4 competition. International
    Journal of Forecasting 36(1). Tashman (2000), for rolling origins. Barber, Candes,
    Ramdas and Tibshirani (2021). Predictive inference with the jackknife+. Hyndman,
    Koehler, Ord and Snyder (2005), for the variance of exponential smoothing.

    Examples
    --------
    >>> got = forecast(np.tile([10.0, 20.0, 30.0, 20.0], 9), 4, (4,))
    >>> got.p50.round(4).tolist(), got.periods
    ([10.0, 20.0, 30.0, 20.0], (4,))
    """
    y = _checked(values, horizon)
    scale = float(np.nanmean(np.abs(y))) or 1.0
    z = y / scale
    seasons = _held(z.size, periods)
    rest = z.size - 2 * max(seasons, default=2)
    span = max(1, min(horizon, z.size // 4, rest * 2 // 3))
    moments = _moments(z.size, span, seasons)
    pool = pool_of(z, seasons, moments, horizon)
    actual = np.stack([z[o : o + span] for o in moments])
    errors = np.abs(actual[:, :, None] - pool.before[:, :span])
    sharp = DENSE_SHARP if is_dense(seasons) else SHARP
    weight = weights(errors, pool.prior, sharp)
    middle = pool.after @ weight
    apart = -(-span // (moments[1] - moments[0]))
    missed = np.empty_like(actual)
    for i in range(len(moments)):
        others = np.abs(np.arange(len(moments)) - i) >= apart
        if not others.any():
            others = np.arange(len(moments)) != i
        own = weights(errors[others], pool.prior, sharp)
        missed[i] = actual[i] - pool.before[i, :span] @ own
    low, high = _interval(pool, weight, actual, missed, is_dense(seasons))
    lowest = 0.0 if np.nanmin(y) >= 0 else -np.inf
    return Forecast(
        p05=np.maximum(low * scale, lowest),
        p50=np.maximum(middle * scale, lowest),
        p95=np.maximum(high * scale, lowest),
        periods=seasons,
        error=float(np.nanmean(np.abs(missed)) * scale),
        moments=len(moments),
    )


def _checked(values: Floats, horizon: int) -> Floats:
    y = np.asarray(values, dtype=np.float64)[-LONGEST:]
    seen = y[~np.isnan(y)]
    if seen.size < SHORTEST:
        raise EngineError(
            f"A forecast needs at least {SHORTEST} values, better two years of them; "
            f"there are {seen.size}."
        )
    if np.isinf(seen).any():
        raise EngineError("Every value of a series is a finite number.")
    if seen.size < (1 - MISSING) * y.size:
        raise EngineError(
            f"{y.size - seen.size} of {y.size} steps are missing, more than half. Give "
            "the values by a longer step, such as weeks in place of days."
        )
    if not 1 <= horizon <= y.size:
        raise EngineError(
            f"{horizon} steps cannot be forecast from {y.size}: at least 1, at most as "
            "many as there are."
        )
    return y


def _held(n: int, periods: tuple[int, ...]) -> tuple[int, ...]:
    """Return the seasons that a series holds twice, with something left to judge by."""
    found = sorted(set(periods))
    return tuple(p for p in found if p > 1 and n - 2 * p >= max(6, p // 3))


def _moments(n: int, span: int, seasons: tuple[int, ...]) -> list[int]:
    """Return the earlier moments: the last days of a dense series, else most of it."""
    first = max(2 * max(seasons, default=0), n // 3, 4)
    last = n - span
    if is_dense(seasons):
        step, most = max(1, span // 4), DENSE_MOMENTS
    else:
        step = max(1, span // 6, -(-(last - first) // MOST_MOMENTS))
        most = MOST_MOMENTS
    count = min(most, max(FEWEST_MOMENTS, (last - first) // step + 1))
    return [last - step * i for i in reversed(range(count)) if last - step * i >= 3]


def _interval(
    pool: Pool, weight: Floats, actual: Floats, missed: Floats, is_many: bool
) -> tuple[Floats, Floats]:
    """Return the ends of the interval, in ratios where logarithms serve best."""
    middle = pool.after @ weight
    in_ratio = bool(pool.is_log @ weight > 0.5)
    if in_ratio:
        said = np.maximum(actual - missed, 1e-9)
        missed = np.log(actual) - np.log(said)
    reach = _reach(missed, middle.size)
    if not is_many:
        size = np.maximum(np.abs(middle), 1e-9)[:, None]
        unit = size ** (1.0 if in_ratio else -1.0)
        own = np.where(pool.is_log == float(in_ratio), 1.0, unit**-2.0)
        variance = (pool.variance * own) @ weight
        # Three things were fitted to the single steps; few of them know their spread
        # badly, which is what Student's quantile is for.
        steps = max(FEWEST_DEGREES, pool.steps / 3)
        ends = float(stdtrit(steps, (1 + LEVEL) / 2))
        reach = np.maximum(reach, ends * np.sqrt(variance))
    if in_ratio:
        reach = np.minimum(reach, 5.0)
        return middle * np.exp(-reach), middle * np.exp(reach)
    return middle - reach, middle + reach


def _reach(missed: Floats, horizon: int) -> Floats:
    """Return how far the interval reaches to both sides at each step, by the misses."""
    moments, span = missed.shape
    square = np.nan_to_num(np.nanmean(missed**2, axis=0))
    wide = max(0, round(span / 12))
    kernel = np.ones(2 * wide + 1) / (2 * wide + 1)
    smoothed = np.convolve(np.pad(square, wide, mode="edge"), kernel, "valid")
    grown = np.sqrt(np.maximum(smoothed, 1e-24))
    share = LEVEL * (1 + 1 / (2 * moments))
    reach = float(np.nanquantile(np.abs(missed / grown), min(share, 1.0)))
    beyond = grown[-1] * np.sqrt(np.arange(span + 1, horizon + 1) / span)
    return np.asarray(np.concatenate([grown, beyond]) * reach, dtype=np.float64)
