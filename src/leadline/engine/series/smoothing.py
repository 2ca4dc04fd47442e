"""Many exponential smoothings of one series at once, and their forecasts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Parameters of smoothings that share their seasons, one entry for each.

    ``level`` and ``slope`` are the shares of a miss that the level and its slope take
    up, ``damping`` what is left of the slope a step later, ``drift`` the share of the
    average rise so far that goes on, ``echo`` what is left of a miss a step later
    (an autoregression of the misses). ``seasons`` holds, for each period, the share
    that the season's place takes up.
    """

    periods: tuple[int, ...]
    level: Floats
    slope: Floats
    damping: Floats
    drift: Floats
    echo: Floats
    seasons: tuple[Floats, ...]

    @property
    def size(self) -> int:
        """How many smoothings there are."""
        return int(self.level.size)


FAR = 1e6
"""A miss beyond counts as this, in sizes of the series. Where level and seasons take up
more than all of a miss a smoothing runs away; it stays a number, and gets no weight."""
NO_TREND = (0.0, 0.0, 0.0)
"""Slope as a share of the level's, damping, drift."""


def crowd_of(
    periods: tuple[int, ...],
    levels: tuple[float, ...],
    trends: tuple[tuple[float, float, float], ...],
    seasons: tuple[float, ...],
    echoes: tuple[float, ...],
) -> Crowd:
    """Return the smoothings of every combination of what is given.

    Parameters
    ----------
    periods : tuple of int
        Lengths of the seasons in steps, shortest first.
    levels, seasons, echoes : tuple of float
        Between 0 and 1.
    trends : tuple of (slope as a share of the level's, damping, drift)
        The kinds of trend.

    Returns
    -------
    Crowd
        With every combination.

    Examples
    --------
    >>> crowd_of((12,), (0.1, 0.5), (NO_TREND,), (0.1,), (0.0,)).size
    2
    """
    table = np.array(
        [
            (share, share * trend[0], *trend[1:], echo, *own)
            for share, trend, echo in product(levels, trends, echoes)
            for own in product(seasons, repeat=len(periods))
        ]
    )
    level, slope, damping, drift, echo, *rest = table.T
    return Crowd(periods, level, slope, damping, drift, echo, tuple(rest))


def smooth(
    y: Floats, crowd: Crowd, origins: list[int], horizon: int
) -> tuple[Floats, Floats]:
    """Return the forecasts of every smoothing after several origins, and its misses.

    A smoothing has seen the steps before an origin and nothing later; the level and
    the seasons start from the first two turns of the longest season. A missing step
    (nan) changes nothing but what time itself changes.

    Parameters
    ----------
    y : ndarray of float64, shape (n,)
        The series over its mean size, nan where a step is missing.
    crowd : Crowd
        The smoothings.
    origins : list of int
        Rising, each at least 1 and at most n: how many steps are known.
    horizon : int
        How many steps to forecast.

    Returns
    -------
    forecasts : ndarray of float64, shape (len(origins), horizon, crowd.size)
        In the unit of the series.
    misses : ndarray of float64, shape (n, crowd.size)
        Of each step, forecast from the step before; nan in the first two turns.

    References
    ----------
    Gardner (2006). Exponential smoothing: the state of the art, part II. Taylor
    (2003). Short-term electricity demand forecasting using double seasonal
    exponential smoothing. Assimakopoulos and Nikolopoulos (2000), for the drift.

    Examples
    --------
    >>> seen = np.array([1.0, 2.0, 3.0, 4.0, 3.0, 2.0, 3.0, 4.0])
    >>> crowd = crowd_of((4,), (0.1,), (NO_TREND,), (0.1,), (0.0,))
    >>> ahead, _ = smooth(np.tile(seen[:4], 4), crowd, [16], 4)
    >>> ahead[0, :, 0].round(6).tolist()
    [1.0, 2.0, 3.0, 4.0]
    """
    start, rising, profiles = _beginning(y, crowd.periods)
    turns = [np.repeat(p[:, None], crowd.size, axis=1) for p in profiles]
    level, slope = np.full(crowd.size, start), np.where(crowd.slope > 0, rising, 0.0)
    miss, rise = np.zeros(crowd.size), np.zeros(crowd.size)
    steps = np.arange(1, horizon + 1)[:, None]
    damped = np.cumsum(crowd.damping**steps, axis=0)
    echoed = crowd.echo**steps
    wanted = {origin: i for i, origin in enumerate(origins)}
    found = np.empty((len(origins), horizon, crowd.size))
    misses = np.full((max(origins), crowd.size), np.nan)
    for t in range(max(origins)):
        slope = slope * crowd.damping
        level = level + slope + rise
        if not np.isnan(y[t]):
            base = y[t] - level
            for period, turn in zip(crowd.periods, turns, strict=True):
                base = base - turn[t % period]
            new = np.minimum(np.maximum(base - crowd.echo * miss, -FAR), FAR)
            level, slope = level + crowd.level * new, slope + crowd.slope * new
            for period, turn, share in zip(
                crowd.periods, turns, crowd.seasons, strict=True
            ):
                turn[t % period] += share * new
            miss = new + crowd.echo * miss
            misses[t] = new
        else:
            miss = miss * crowd.echo
        rise = crowd.drift * (level - start) / (t + 1)
        if (place := wanted.get(t + 1)) is not None:
            ahead = level + damped * slope + steps * rise + echoed * miss
            for period, turn in zip(crowd.periods, turns, strict=True):
                ahead = ahead + turn[(t + steps[:, 0]) % period]
            found[place] = ahead
    misses[: 2 * max(crowd.periods, default=1)] = np.nan
    return found, misses


def _beginning(
    y: Floats, periods: tuple[int, ...]
) -> tuple[float, float, list[Floats]]:
    """Return level and slope at the start, and the seasons, by the first two turns."""
    longest = max(periods, default=5)
    first, second = (_mean(y[i * longest : (i + 1) * longest]) for i in (0, 1))
    is_whole = bool(periods) and y.size >= 2 * longest
    slope = (second - first) / longest if is_whole else 0.0
    start = first - slope * (longest - 1) / 2
    rest = y[: 2 * longest]
    rest = rest - start - slope * np.arange(rest.size)
    profiles = []
    for period in periods:
        profile = np.array([_mean(rest[i::period]) for i in range(period)])
        profile -= profile.mean()
        profiles.append(profile)
        rest = rest - np.resize(profile, rest.size)
    return start, slope, profiles


def _mean(values: Floats) -> float:
    """Return the mean of what is there, 0 where nothing is."""
    seen = values[~np.isnan(values)]
    return float(seen.mean()) if seen.size else 0.0
